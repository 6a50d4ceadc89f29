/** Listeners in the wire's words: the parts that single answers and lists put together differently. */
import type { Listener, TcpListener } from '../../domain/resources.ts';
import type { ActionContext } from '../context.ts';
import { aclToWire } from './acl.ts';
import { backendToWire } from './backend.ts';
import { drainToWire } from './connection-drain.ts';
import { listenerStatus } from './status.ts';

export function commonToWire(listener: Listener, context: ActionContext) {
  return {
    LoadBalancerId: listener.loadBalancerId,
    ListenerPort: listener.port,
    Status: listenerStatus(listener, context),
    Description: listener.description,
    Bandwidth: listener.bandwidthMbps,
    Scheduler: listener.scheduler,
    ...backendToWire(listener.backend),
    ...aclToWire(listener.acl),
  };
}

export function tcpSettingsToWire(listener: TcpListener) {
  return {
    PersistenceTimeout: listener.persistenceTimeoutMs / 1000,
    EstablishedTimeout: listener.establishedTimeoutMs / 1000,
    ...drainToWire(listener.connectionDrainMs),
  };
}
