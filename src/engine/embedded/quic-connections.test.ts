import { describe, expect, it } from 'vitest';
import { QuicConnections } from './quic-connections.ts';

/** Long header of version 1 with ids in hexadecimal. */
function long(destination: string, source: string): Buffer {
  const [to, from] = [Buffer.from(destination, 'hex'), Buffer.from(source, 'hex')];
  return Buffer.concat([Buffer.from([0xc3, 0, 0, 0, 1, to.length]), to, Buffer.from([from.length]), from]);
}

function short(destination: string): Buffer {
  return Buffer.concat([Buffer.from([0x41]), Buffer.from(destination, 'hex'), Buffer.from('rest')]);
}

const named = (hex: string): string => Buffer.from(hex, 'hex').toString('latin1');
/** Client initial of RFC 9001, A.2, up to the source's id: destination 0x8394c8f03e515708, no source. */
const published = Buffer.from('c000000001088394c8f03e5157080000449e', 'hex');

describe('QuicConnections', () => {
  it.each([
    ['the published client initial', published, named('8394c8f03e515708')],
    ['a long header', long('0102030405060708', 'aa'), named('0102030405060708')],
    ['another version', Buffer.from('ff0000001d01aa00', 'hex'), named('aa')],
    ['an empty destination', long('', 'aabb'), undefined],
    ['an id of more than 20 bytes', long('00'.repeat(21), ''), undefined],
    ['a header cut off', long('0102030405060708', 'aa').subarray(0, 9), undefined],
    ['a header cut off before the source', long('01020304', '').subarray(0, 10), undefined],
    ['a short header, nothing learnt', short('0102030405060708'), undefined],
    ['text', Buffer.from('hello'), undefined],
    ['nothing', Buffer.alloc(0), undefined],
  ])('%s', (_what, datagram, name) => {
    expect(new QuicConnections().nameOf(datagram)).toBe(name);
  });

  it('knows a connection again by the id that its server chose, in long and short headers', () => {
    const connections = new QuicConnections();
    const first = long('0102030405060708', 'cc');
    const name = connections.nameOf(first) ?? '';
    connections.heardClient(first, name);
    connections.heardServer(long('cc', 'a1a2a3a4a5'), name);
    expect(connections.nameOf(long('a1a2a3a4a5', 'cc'))).toBe(name);
    expect(connections.nameOf(short('a1a2a3a4a5'))).toBe(name);
    expect(connections.nameOf(short('0102030405060708'))).toBe(name);
  });

  it('reads an unknown id of a short header by the length that servers use', () => {
    const connections = new QuicConnections();
    connections.heardServer(long('cc', 'a1a2a3a4a5'), 'one');
    expect(connections.nameOf(short('b1b2b3b4b5'))).toBe(named('b1b2b3b4b5'));
    expect(connections.nameOf(Buffer.from([0x41, 1, 2]))).toBeUndefined();
  });

  it('lets nobody take over the id of another connection, and forgets the oldest ids', () => {
    const connections = new QuicConnections(2);
    connections.heardServer(long('cc', 'a1a2'), 'one');
    connections.heardServer(long('cc', 'a1a2'), 'two');
    expect(connections.nameOf(short('a1a2'))).toBe('one');
    connections.heardServer(long('cc', 'b1b2'), 'two');
    connections.heardServer(long('cc', 'c1c2'), 'three');
    expect(connections.size).toBe(2);
    expect(connections.nameOf(short('a1a2'))).not.toBe('one');
    expect(connections.nameOf(short('c1c2'))).toBe('three');
  });
});
