import { describe, expect, it } from 'vitest';
import { CLOSED_PORT, probe, silentPort, tcpTarget } from './test-support.ts';
import { eventually } from '../../../test/support/eventually.ts';

describe('tcp check', () => {
  it('is healthy when the handshake completes, and closes in order', async () => {
    const events: string[] = [];
    const { port, sockets } = await tcpTarget((socket) => {
      socket.on('end', () => events.push('end'));
      socket.on('error', () => events.push('error'));
      socket.on('close', () => events.push('close'));
    });
    const report = await probe({ port });
    expect(report).toMatchObject({ outcome: 'ok', detail: '' });
    expect(report.durationMs).toBeGreaterThan(0);
    await eventually(() => expect(events).toEqual(['end', 'close']));
    expect(sockets).toHaveLength(1);
  });

  it('is healthy on a port that is open but mute: a handshake is all it asks for', async () => {
    const { port } = await tcpTarget(() => {});
    await expect(probe({ port })).resolves.toMatchObject({ outcome: 'ok' });
  });

  it('knows a refusal at once', async () => {
    const report = await probe({ port: CLOSED_PORT });
    expect(report).toMatchObject({ outcome: 'refused', detail: 'ECONNREFUSED' });
    expect(report.durationMs).toBeLessThan(1000);
  });

  it('gives up on a silent target after the time-out', async () => {
    const port = await silentPort();
    const report = await probe({ port, timeoutMs: 150 });
    expect(report).toMatchObject({ outcome: 'timed-out', detail: 'no answer within 150 ms' });
    expect(report.durationMs).toBeGreaterThanOrEqual(149);
  });

  it('ends as soon as it is aborted', async () => {
    const port = await silentPort();
    const controller = new AbortController();
    const report = probe({ port, timeoutMs: 60_000 }, controller.signal);
    controller.abort();
    await expect(report).resolves.toMatchObject({ outcome: 'other', detail: 'aborted' });
  });

  it('answers, and does not reject, when the port is impossible', async () => {
    await expect(probe({ port: 70_000 })).resolves.toMatchObject({ outcome: 'other' });
  });
});
