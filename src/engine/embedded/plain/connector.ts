/** Connects to targets with Node's sockets. */
import { Socket, connect } from 'node:net';
import type { ConnectAttempt, ConnectEvents, Connector } from '../dial.ts';
import type { TargetState } from '../target-state.ts';

/** A target that vanished without a word is noticed by the kernel after this much silence and some probes. */
const keepAliveInitialDelayMs = 30_000;

export const nodeConnector: Connector<Socket> = {
  connect(target: TargetState, events: ConnectEvents<Socket>): ConnectAttempt {
    const socket = openConnect(target);
    // A try that was given up in this very turn of the event loop may still report its success.
    let abandoned = false;
    const onError = (error: unknown): void => events.failed(error);
    socket.once('error', onError);
    socket.once('connect', () => {
      if (abandoned) return;
      socket.off('error', onError);
      events.connected(socket);
    });
    return {
      abandon() {
        abandoned = true;
        // What it reports from here on interests nobody, but an error without a handler would end the process.
        socket.off('error', onError);
        socket.on('error', () => undefined);
        socket.destroy();
      },
    };
  },
  afterEvents(fn) {
    setImmediate(fn);
  },
};

function openConnect(target: TargetState): Socket {
  try {
    return connect({
      host: target.planned.address,
      port: target.planned.port,
      allowHalfOpen: true,
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: keepAliveInitialDelayMs,
    });
  } catch (error) {
    // A place that cannot exist (port 99999) fails like any other connect, later and on the socket.
    return new Socket().destroy(error instanceof Error ? error : undefined);
  }
}
