import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type ConnectionRecord,
  decodeRecord,
  encodeConnection,
  encodeHeld,
  type HeldRecord,
} from './records.ts';

const time = fc.double({ min: 0, max: 1e9, noNaN: true });
const server = fc.option(fc.string());

describe('records on the wire', () => {
  it('come out as they went in', () => {
    const outcome = fc.constantFrom('answered', 'refused', 'reset', 'closed', 'timed-out', 'other');
    const connection: fc.Arbitrary<ConnectionRecord> = fc.record({
      dueMs: time,
      startedMs: time,
      endedMs: time,
      outcome,
      server,
    });
    const held: fc.Arbitrary<HeldRecord> = fc.record({
      id: fc.nat(),
      event: fc.constantFrom('opened', 'cut', 'failed'),
      atMs: time,
      server,
    });
    fc.assert(
      fc.property(connection, (record) => {
        expect(decodeRecord(encodeConnection(record))).toEqual({ kind: 'connection', record });
      }),
    );
    fc.assert(
      fc.property(held, (record) => {
        expect(decodeRecord(encodeHeld(record))).toEqual({ kind: 'held', record });
      }),
    );
  });

  it.each(['{}', '[]', '["c",1,2,3,"won",null]', '["h",1,"opened","now",null]'])('refuses %s', (line) => {
    expect(() => decodeRecord(line)).toThrow('not a record');
  });
});
