/** Gets an exchange a connection to a target: one that carries nothing now, or a new one. */
import type { ConnectAttempt, ConnectEvents, Connector } from '../dial.ts';
import { nodeConnector } from '../plain/connector.ts';
import type { TargetState } from '../target-state.ts';
import type { Backing } from './backing.ts';
import { UpstreamConnection } from './upstream-connection.ts';

/** `idleForMs`: how long one may have carried nothing; undefined: only a new one will do. */
export function connectorOf(
  backing: Backing,
  idleForMs: () => number | undefined,
): Connector<UpstreamConnection> {
  return {
    connect(target, events) {
      const within = idleForMs();
      const idle = within === undefined ? undefined : backing.idle.take(target, within);
      return idle ? takeIdle(idle, backing, events) : connectNew(target, events);
    },
    afterEvents: nodeConnector.afterEvents,
  };
}

function connectNew(target: TargetState, events: ConnectEvents<UpstreamConnection>): ConnectAttempt {
  return nodeConnector.connect(target, {
    connected: (socket) => events.connected(new UpstreamConnection(socket, target)),
    failed: (error) => events.failed(error),
  });
}

/** After everything that its socket has to tell by now: a server may have closed it meanwhile. Then a new one is made. */
function takeIdle(
  connection: UpstreamConnection,
  backing: Backing,
  events: ConnectEvents<UpstreamConnection>,
): ConnectAttempt {
  let attempt: ConnectAttempt = { abandon: () => backing.giveBack(connection) };
  let abandoned = false;
  setImmediate(() => {
    if (abandoned) return;
    if (connection.usable) return events.connected(connection);
    connection.destroy();
    attempt = connectNew(connection.target, events);
  });
  return {
    abandon() {
      abandoned = true;
      attempt.abandon();
    },
  };
}
