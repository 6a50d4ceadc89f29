/** TCP check: healthy when the handshake completes. Source: CLB guide, "Health check overview". */
import { connect } from 'node:net';
import type { Clock } from '../../lib/clock.ts';
import type { Prober } from '../monitor-types.ts';
import { attempt, finishWithError } from './attempt.ts';

export function tcpProber(clock: Clock): Prober {
  return {
    probe: (spec, signal) =>
      attempt(clock, spec, signal, (finish) => {
        const socket = connect({ host: spec.address, port: spec.port });
        socket.once('connect', () => finish('ok'));
        // `on`, not `once`: a second error without a listener would end the process.
        socket.on('error', (error) => finishWithError(finish, error));
        // The vendor resets after the handshake. destroy() ends with a FIN instead, so that servers which accept
        // the connection do not fill their logs with "connection reset by peer".
        return { close: () => socket.destroy() };
      }),
  };
}
