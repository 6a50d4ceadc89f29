import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import {
  attribute,
  errorOf,
  nest,
  netfilterMessage,
  readAttributes,
  readMessages,
  uint16be,
  uint32be,
} from './messages.ts';

describe('netlink messages', () => {
  it('are read as they were written, several in one', () => {
    const attributes = [attribute(1, Buffer.from('abcde')), nest(2, attribute(3, uint16be(80)))];
    const bytes = netfilterMessage({
      type: 0x101,
      flags: 5,
      sequence: 7,
      family: 2,
      resource: 9,
      attributes,
    });
    const [first, second, ...more] = readMessages(Buffer.concat([bytes, bytes]));
    assert.equal(more.length, 0);
    assert.deepEqual(first, second);
    assert.deepEqual([first?.type, first?.flags, first?.sequence], [0x101, 5, 7]);
    const content = first?.body ?? Buffer.alloc(0);
    assert.deepEqual([...content.subarray(0, 4)], [2, 0, 0, 9]);
    const read = readAttributes(content.subarray(4));
    assert.equal(read.get(1)?.toString(), 'abcde');
    assert.deepEqual(readAttributes(read.get(2) ?? Buffer.alloc(0)).get(3), uint16be(80));
  });

  it('tell errors as positive numbers', () => {
    const body = Buffer.alloc(20);
    body.writeInt32LE(-2);
    assert.equal(errorOf({ type: 2, flags: 0, sequence: 1, body }), 2);
  });

  it('end where their bytes do', () => {
    const bytes = netfilterMessage({
      type: 1,
      flags: 0,
      sequence: 1,
      family: 0,
      attributes: [attribute(1, uint32be(1))],
    });
    assert.deepEqual([...readMessages(bytes.subarray(0, bytes.length - 1))], []);
    assert.equal(readAttributes(Buffer.from([3, 0, 1, 0])).size, 0);
  });
});
