import { describe, expect, it } from 'vitest';
import type { ProbeKind } from '../../domain/health.ts';
import { CLOSED_PORT, LOOPBACK, httpTarget, probe, tcpTarget } from './test-support.ts';
import { eventually } from '../../../test/support/eventually.ts';

type HttpCheck = Extract<ProbeKind, { kind: 'http' }>;

function http(changes: Partial<HttpCheck> = {}): HttpCheck {
  return { kind: 'http', method: 'HEAD', path: '/', host: null, statusClasses: [2], ...changes };
}

const answerOf = (status: number, body = ''): string =>
  `HTTP/1.1 ${status} Some reason\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

describe('http check, request', () => {
  it.each(['HEAD', 'GET'] as const)('is a plain %s on a connection of its own', async (method) => {
    const { port, sockets, received } = await httpTarget(answerOf(200));
    await probe({ port, check: http({ method, path: '/health?x=1' }) });
    await probe({ port, check: http({ method, path: '/health?x=1' }) });
    const request =
      `${method} /health?x=1 HTTP/1.1\r\nHost: ${LOOPBACK}:${port}\r\n` +
      'User-Agent: KeepAliveClient\r\nConnection: close\r\n\r\n';
    expect(received()).toBe(request + request);
    expect(sockets).toHaveLength(2);
  });

  it('sends the host that is set as it is', async () => {
    const { port, received } = await httpTarget(answerOf(200));
    await probe({ port, check: http({ host: 'www.example.com' }) });
    expect(received()).toContain('\r\nHost: www.example.com\r\n');
  });

  it('puts an IPv6 address into brackets', async () => {
    const { port, received } = await httpTarget(answerOf(200), '::1');
    await expect(probe({ address: '::1', port, check: http() })).resolves.toMatchObject({ outcome: 'ok' });
    expect(received()).toContain(`\r\nHost: [::1]:${port}\r\n`);
  });
});

describe('http check, answer', () => {
  it.each([
    { status: 200, statusClasses: [2], outcome: 'ok' },
    { status: 204, statusClasses: [2], outcome: 'ok' },
    { status: 302, statusClasses: [2], outcome: 'wrong-status' },
    { status: 302, statusClasses: [2, 3], outcome: 'ok' },
    { status: 404, statusClasses: [2, 3], outcome: 'wrong-status' },
    { status: 404, statusClasses: [4], outcome: 'ok' },
    { status: 503, statusClasses: [2], outcome: 'wrong-status' },
    { status: 503, statusClasses: [5], outcome: 'ok' },
  ])('HTTP $status is $outcome for classes $statusClasses', async ({ status, statusClasses, outcome }) => {
    const { port } = await httpTarget(answerOf(status));
    await expect(probe({ port, check: http({ statusClasses }) })).resolves.toMatchObject({
      outcome,
      detail: `HTTP ${status}`,
    });
  });

  it('takes no notice of interim answers', async () => {
    const { port } = await httpTarget(`HTTP/1.1 103 Early Hints\r\n\r\n${answerOf(200)}`);
    await expect(probe({ port, check: http() })).resolves.toMatchObject({
      outcome: 'ok',
      detail: 'HTTP 200',
    });
  });

  it('does not switch protocols', async () => {
    const { port, sockets } = await httpTarget(
      'HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n',
    );
    await expect(probe({ port, check: http() })).resolves.toMatchObject({
      outcome: 'wrong-status',
      detail: 'HTTP 101',
    });
    await eventually(() => expect(sockets[0]?.closed).toBe(true));
  });

  it('cuts a long answer and judges by the status', async () => {
    let written = 0;
    const { port, sockets } = await tcpTarget((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n');
        const pump = (): void => {
          do written += 1024;
          while (socket.write('x'.repeat(1024)));
        };
        socket.on('drain', pump);
        pump();
      });
    });
    await expect(probe({ port, check: http({ method: 'GET' }) })).resolves.toMatchObject({ outcome: 'ok' });
    await eventually(() => expect(sockets[0]?.closed).toBe(true));
    expect(written).toBeLessThan(50_000_000);
  });

  it('reads a short answer to its end', async () => {
    const { port } = await httpTarget([answerOf(200, 'x'.repeat(100)).slice(0, -50), 'x'.repeat(50)]);
    await expect(probe({ port, check: http({ method: 'GET' }) })).resolves.toMatchObject({ outcome: 'ok' });
  });

  it.each([
    ['never ends', 300, (end: () => void) => void end],
    ['breaks off', 60_000, (end: () => void) => end()],
  ])('stands by the status when the body %s', async (_name, timeoutMs, finish) => {
    const { port } = await tcpTarget((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome');
        finish(() => socket.destroy());
      });
    });
    const report = await probe({ port, timeoutMs, check: http({ method: 'GET' }) });
    expect(report).toMatchObject({ outcome: 'ok', detail: 'HTTP 200' });
    expect(report.durationMs).toBeLessThan(5000);
  });
});

describe('http check, failures', () => {
  it('times out when the connection is accepted but never answered', async () => {
    const { port, sockets } = await tcpTarget(() => {});
    const report = await probe({ port, timeoutMs: 100, check: http() });
    expect(report).toMatchObject({ outcome: 'timed-out', detail: 'no status within 100 ms' });
    await eventually(() => expect(sockets[0]?.closed).toBe(true));
  });

  it('times out when the answer comes too slowly', async () => {
    const { port } = await httpTarget('HTTP/1.1 200 OK\r\nX-Slow: ');
    await expect(probe({ port, timeoutMs: 100, check: http() })).resolves.toMatchObject({
      outcome: 'timed-out',
    });
  });

  it('knows a refusal', async () => {
    await expect(probe({ port: CLOSED_PORT, check: http() })).resolves.toMatchObject({ outcome: 'refused' });
  });

  it('tells a reset from a close without an answer', async () => {
    const resetting = await tcpTarget((socket) => socket.once('data', () => socket.resetAndDestroy()));
    await expect(probe({ port: resetting.port, check: http() })).resolves.toMatchObject({
      outcome: 'reset',
      detail: 'ECONNRESET',
    });
    const closing = await tcpTarget((socket) => socket.once('data', () => socket.end()));
    await expect(probe({ port: closing.port, check: http() })).resolves.toMatchObject({
      outcome: 'reset',
      detail: 'closed without an answer',
    });
  });

  it.each([
    ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['a broken status', 'HTTP/1.1 abc\r\n\r\n'],
    ['endless headers', `HTTP/1.1 200 OK\r\n${'X-Filler: 0123456789\r\n'.repeat(2000)}`],
  ])('calls %s a malformed answer', async (_name, answer) => {
    const { port } = await httpTarget(answer);
    await expect(probe({ port, check: http() })).resolves.toMatchObject({
      outcome: 'malformed-answer',
      detail: expect.stringMatching(/^HPE_/),
    });
  });

  it('ends as soon as it is aborted, and closes', async () => {
    const controller = new AbortController();
    const { port, sockets } = await tcpTarget(() => controller.abort());
    const report = await probe({ port, timeoutMs: 60_000, check: http() }, controller.signal);
    expect(report).toMatchObject({ outcome: 'other', detail: 'aborted' });
    await eventually(() => expect(sockets[0]?.closed).toBe(true));
  });

  it('answers, and does not reject, when the path is impossible', async () => {
    await expect(probe({ port: CLOSED_PORT, check: http({ path: '/a b' }) })).resolves.toMatchObject({
      outcome: 'other',
    });
  });
});
