import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SseParser } from './sse.ts';

test('reads names, data of several lines, ids that stay, and passes over comments', () => {
  const text =
    ': heartbeat\n\nid: 7\nevent: balancers\ndata: {"a":\ndata: 1}\n\ndata:bare\n\nretry: 5\nevent: lost\n\n';
  expect(new SseParser().feed(text)).toEqual([
    { event: 'balancers', data: '{"a":\n1}', id: '7' },
    { event: 'message', data: 'bare', id: '7' },
  ]);
});

test('an event is told when its empty line has come, not before', () => {
  const parser = new SseParser();
  expect(parser.feed('data: x\n')).toEqual([]);
  expect(parser.feed('\n')).toHaveLength(1);
});

test('wherever the stream is cut and however its lines end, the events are the same', () => {
  const lines = fc.array(fc.constantFrom('data: a', 'data', 'event: e', 'id: 1', ': c', '', ''), {
    minLength: 1,
  });
  fc.assert(
    fc.property(lines, fc.constantFrom('\n', '\r\n', '\r'), fc.array(fc.nat(200)), (parts, end, cuts) => {
      const whole = parts.map((part) => `${part}${end}`).join('');
      const places = [...new Set(cuts.map((cut) => cut % (whole.length + 1)))].sort((a, b) => a - b);
      const pieces = [...places, whole.length].map((to, index) => whole.slice(places[index - 1] ?? 0, to));
      const parser = new SseParser();
      const plain = new SseParser().feed(parts.map((part) => `${part}\n`).join(''));
      expect(pieces.flatMap((piece) => parser.feed(piece))).toEqual(plain);
    }),
  );
});
