/**
 * UDP check. Without an expected answer only an ICMP refusal is bad: silence and any answer are good. With one,
 * it must come, and match exactly. Source: CLB guide, "Health check overview".
 */
import { createSocket } from 'node:dgram';
import { isIPv6 } from 'node:net';
import type { Clock } from '../../lib/clock.ts';
import type { Prober } from '../monitor-types.ts';
import { attempt, finishWithError } from './attempt.ts';

const MAX_SHOWN_BYTES = 40;

export function udpProber(clock: Clock): Prober {
  return {
    probe: (spec, signal) =>
      attempt(clock, spec, signal, (finish) => {
        const { check } = spec;
        if (check.kind !== 'udp') throw new Error(`not a udp check: ${check.kind}`);
        const { expect } = check;
        const socket = createSocket(isIPv6(spec.address) ? 'udp6' : 'udp4');
        // Connected: the kernel passes ICMP errors on, and datagrams of strangers never arrive.
        socket.on('error', (error) => finishWithError(finish, error));
        socket.once('connect', () => {
          // An empty datagram is a legal one and draws the same ICMP refusal, and no protocol mistakes it for a request.
          socket.send(check.request ?? '', (error) => {
            if (error) finishWithError(finish, error);
          });
        });
        socket.once('message', (answer) => {
          if (expect === null || answer.equals(Buffer.from(expect))) finish('ok', describe(answer));
          else finish('wrong-answer', describe(answer));
        });
        try {
          socket.connect(spec.port, spec.address);
        } catch (error) {
          // Thrown here it would leave the socket behind.
          finishWithError(finish, error instanceof Error ? error : new Error(String(error)));
        }
        return {
          close: () => socket.close(),
          ...(expect === null && {
            atTimeout: () => ({ outcome: 'ok', detail: `silent for ${spec.timeoutMs} ms` }) as const,
          }),
        };
      }),
  };
}

/** `answered "pong" (4 bytes)`, escaped, since it is foreign text in a log. */
function describe(answer: Buffer): string {
  const shown = JSON.stringify(answer.toString('latin1', 0, MAX_SHOWN_BYTES));
  const cut = answer.length > MAX_SHOWN_BYTES ? '…' : '';
  return `answered ${shown}${cut} (${answer.length} bytes)`;
}
