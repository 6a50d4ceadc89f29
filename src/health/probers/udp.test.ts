import { describe, expect, it } from 'vitest';
import type { ProbeKind } from '../../domain/health.ts';
import { CLOSED_PORT, openSockets, probe, udpTarget } from './test-support.ts';
import { eventually } from '../../../test/support/eventually.ts';

const silent: ProbeKind = { kind: 'udp', request: null, expect: null };
const pingPong: ProbeKind = { kind: 'udp', request: 'ping', expect: 'pong' };

describe('udp check without texts', () => {
  it('is healthy when the target is silent for the time-out, after one empty datagram', async () => {
    const { port, requests } = await udpTarget(() => {});
    const report = await probe({ port, timeoutMs: 100, check: silent });
    expect(report).toMatchObject({ outcome: 'ok', detail: 'silent for 100 ms' });
    expect(report.durationMs).toBeGreaterThanOrEqual(99);
    expect(requests.map((request) => request.length)).toEqual([0]);
  });

  it('is healthy at once when anything is answered', async () => {
    const { port } = await udpTarget((_request, from, socket) =>
      socket.send('what?', from.port, from.address),
    );
    const report = await probe({ port, check: silent });
    expect(report).toMatchObject({ outcome: 'ok', detail: 'answered "what?" (5 bytes)' });
    expect(report.durationMs).toBeLessThan(2000);
  });

  it('is refused when the port is closed', async () => {
    const report = await probe({ port: CLOSED_PORT, check: silent });
    expect(report).toMatchObject({ outcome: 'refused', detail: 'ECONNREFUSED' });
    expect(report.durationMs).toBeLessThan(2000);
  });
});

it.each([
  ['a silent target', { timeoutMs: 50 }],
  ['a refusal', { port: CLOSED_PORT }],
  ['an impossible port', { port: 70_000 }],
])('the socket is closed after %s', async (_name, changes) => {
  const { port } = await udpTarget(() => {});
  await probe({ port, check: silent, ...changes });
  // Only the target's own.
  await eventually(() => expect(openSockets()).toBe(1));
});

describe('udp check with texts', () => {
  it('is healthy when exactly the expected answer comes', async () => {
    const { port, requests } = await udpTarget((_request, from, socket) =>
      socket.send('pong', from.port, from.address),
    );
    await expect(probe({ port, check: pingPong })).resolves.toMatchObject({
      outcome: 'ok',
      detail: 'answered "pong" (4 bytes)',
    });
    expect(requests.map(String)).toEqual(['ping']);
  });

  it.each([
    ['another text', 'nope', 'answered "nope" (4 bytes)'],
    ['more than the text', 'pong!', 'answered "pong!" (5 bytes)'],
    ['less than the text', 'pon', 'answered "pon" (3 bytes)'],
    ['nothing', '', 'answered "" (0 bytes)'],
    ['control characters', 'a\n"', String.raw`answered "a\n\"" (3 bytes)`],
    ['a long text', 'x'.repeat(41), `answered "${'x'.repeat(40)}"… (41 bytes)`],
  ])('is wrong when %s is answered', async (_name, answer, detail) => {
    const { port } = await udpTarget((_request, from, socket) =>
      socket.send(answer, from.port, from.address),
    );
    await expect(probe({ port, check: pingPong })).resolves.toMatchObject({
      outcome: 'wrong-answer',
      detail,
    });
  });

  it('times out when nothing is answered', async () => {
    const { port } = await udpTarget(() => {});
    await expect(probe({ port, timeoutMs: 100, check: pingPong })).resolves.toMatchObject({
      outcome: 'timed-out',
      detail: 'no answer within 100 ms',
    });
  });

  it('is refused when the port is closed', async () => {
    await expect(probe({ port: CLOSED_PORT, check: pingPong })).resolves.toMatchObject({
      outcome: 'refused',
    });
  });

  it('ends as soon as it is aborted', async () => {
    const controller = new AbortController();
    const { port } = await udpTarget(() => controller.abort());
    const report = await probe({ port, timeoutMs: 60_000, check: pingPong }, controller.signal);
    expect(report).toMatchObject({ outcome: 'other', detail: 'aborted' });
  });

  it('answers, and does not reject, when the port is impossible', async () => {
    await expect(probe({ port: 70_000, check: pingPong })).resolves.toMatchObject({ outcome: 'other' });
  });
});
