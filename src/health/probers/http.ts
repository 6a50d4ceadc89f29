/**
 * HTTP check: a request on a connection of its own, healthy when the status class is one of those accepted.
 * Plain HTTP for HTTPS listeners too: TLS ends at the balancer. Source: CLB guide, "Health check overview".
 */
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import type { ProbeOutcome, ProbeSpec } from '../../domain/health.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Prober } from '../monitor-types.ts';
import { errorCode } from '../../net/socket-errors.ts';
import { attempt, finishWithError } from './attempt.ts';
import type { Finish } from './attempt.ts';

/** Longer answers are cut, without effect on the result. Source: CLB guide, "Add an HTTP listener". */
const MAX_BODY_BYTES = 8192;
const DEFAULT_PORT = 80;

export function httpProber(clock: Clock): Prober {
  return {
    probe: (spec, signal) =>
      attempt(clock, spec, signal, (finish) => {
        const { check } = spec;
        if (check.kind !== 'http') throw new Error(`not an http check: ${check.kind}`);
        let judged: { readonly outcome: ProbeOutcome; readonly detail: string } | undefined;
        const outgoing = request({
          host: spec.address,
          port: spec.port,
          method: check.method,
          path: check.path,
          agent: false,
          setHost: false,
          headers: {
            Host: check.host ?? hostOf(spec),
            // Source: CLB "Backend server FAQ".
            'User-Agent': 'KeepAliveClient',
            Connection: 'close',
          },
        });
        const judge = (answer: IncomingMessage): void => {
          const status = answer.statusCode ?? 0;
          const accepted = check.statusClasses.includes(Math.floor(status / 100));
          judged = { outcome: accepted ? 'ok' : 'wrong-status', detail: `HTTP ${status}` };
        };
        const end = (): void => {
          if (judged) finish(judged.outcome, judged.detail);
        };
        outgoing.once('response', (answer) => {
          judge(answer);
          readBody(answer, end);
        });
        outgoing.once('upgrade', (answer) => {
          judge(answer);
          end();
        });
        outgoing.on('error', (error) => (judged ? end() : finishWithHttpError(finish, error)));
        outgoing.end();
        return {
          close: () => outgoing.destroy(),
          atTimeout: () =>
            judged ?? { outcome: 'timed-out', detail: `no status within ${spec.timeoutMs} ms` },
        };
      }),
  };
}

/** Reads on a little after the status has decided: servers that see an answer refused half-way log an error. */
function readBody(answer: IncomingMessage, end: () => void): void {
  let bytes = 0;
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes >= MAX_BODY_BYTES) end();
  });
  answer.once('end', end);
  answer.on('error', end);
}

/** The server's own address, as `$_ip` asks; the port only where HTTP wants it (RFC 9110, section 7.2). */
function hostOf(spec: ProbeSpec): string {
  const address = isIPv6(spec.address) ? `[${spec.address}]` : spec.address;
  return spec.port === DEFAULT_PORT ? address : `${address}:${spec.port}`;
}

function finishWithHttpError(finish: Finish, error: Error): void {
  const code = errorCode(error);
  if (code.startsWith('HPE_')) return finish('malformed-answer', code);
  // Node reports an orderly close before any answer as ECONNRESET too, but only a real reset has a system call.
  if (code === 'ECONNRESET' && !('syscall' in error)) return finish('reset', 'closed without an answer');
  finishWithError(finish, error);
}
