/** Finds the listener that a call means: by protocol where the action names it, else by port. */
import { ApiError } from '../../contract/api-error.ts';
import type { ErrorId } from '../../contract/errors.ts';
import { keys } from '../../domain/keys.ts';
import type {
  HttpListener,
  HttpsListener,
  Listener,
  LoadBalancer,
  TcpListener,
  UdpListener,
} from '../../domain/resources.ts';
import type { ActionContext } from '../context.ts';
import { findLoadBalancer, listenersOf, requireUnlocked } from '../find.ts';

interface OfLoadBalancer {
  readonly RegionId?: string | undefined;
  readonly LoadBalancerId: string;
}
interface OnPort {
  readonly ListenerPort: number;
  readonly ListenerProtocol?: string | undefined;
}

export async function findTcpListener(
  context: ActionContext,
  params: OfLoadBalancer & OnPort,
  notFound: ErrorId,
): Promise<TcpListener> {
  const listener = await read(context, params, 'tcp');
  if (listener?.protocol !== 'tcp') throw new ApiError(notFound, { port: params.ListenerPort });
  return listener;
}

export async function findUdpListener(
  context: ActionContext,
  params: OfLoadBalancer & OnPort,
  notFound: ErrorId,
): Promise<UdpListener> {
  const listener = await read(context, params, 'udp');
  if (listener?.protocol !== 'udp') throw new ApiError(notFound, { port: params.ListenerPort });
  return listener;
}

export async function findHttpListener(
  context: ActionContext,
  params: OfLoadBalancer & OnPort,
  notFound: ErrorId,
): Promise<HttpListener> {
  const listener = await read(context, params, 'http');
  if (listener?.protocol !== 'http') throw new ApiError(notFound, { port: params.ListenerPort });
  return listener;
}

export async function findHttpsListener(
  context: ActionContext,
  params: OfLoadBalancer & OnPort,
  notFound: ErrorId,
): Promise<HttpsListener> {
  const listener = await read(context, params, 'https');
  if (listener?.protocol !== 'https') throw new ApiError(notFound, { port: params.ListenerPort });
  return listener;
}

async function read(
  context: ActionContext,
  params: OfLoadBalancer & OnPort,
  protocol: Listener['protocol'],
): Promise<Listener | undefined> {
  const loadBalancer = await findLoadBalancer(context, params);
  return context.tx.get('listeners', keys.listener(loadBalancer.id, protocol, params.ListenerPort));
}

/** The load balancer of a listener that a call is about to make, change or delete. */
export async function findForChange(context: ActionContext, params: OfLoadBalancer): Promise<LoadBalancer> {
  const loadBalancer = await findLoadBalancer(context, params);
  requireUnlocked(loadBalancer);
  return loadBalancer;
}

/** The one listener on a port, for a change; `ListenerProtocol` is needed only when TCP and UDP share the port. */
export async function findOnPortForChange(
  context: ActionContext,
  params: OfLoadBalancer & OnPort,
  notFound: ErrorId,
): Promise<Listener> {
  const loadBalancer = await findForChange(context, params);
  return onlyOnPort(await listenersOf(context, loadBalancer.id), params, notFound);
}

export function onlyOnPort(
  listeners: readonly Listener[],
  { ListenerPort: port, ListenerProtocol: protocol }: OnPort,
  notFound: ErrorId,
): Listener {
  const [first, second] = listeners.filter(
    (listener) => listener.port === port && (protocol === undefined || listener.protocol === protocol),
  );
  if (!first) throw new ApiError(notFound, { port });
  if (second) {
    throw new ApiError('tooManyListeners', { port, protocols: `${first.protocol} or ${second.protocol}` });
  }
  return first;
}

/** Refuses a listener that exists already, or that would be one too many. */
export async function requireRoomFor(
  context: ActionContext,
  loadBalancer: LoadBalancer,
  protocol: Listener['protocol'],
  port: number,
): Promise<void> {
  const listeners = await listenersOf(context, loadBalancer.id);
  const inTheWay = listeners.find(
    (listener) => listener.port === port && transportOf(listener.protocol) === transportOf(protocol),
  );
  if (inTheWay) {
    throw new ApiError('listenerAlreadyExists', { protocol: inTheWay.protocol.toUpperCase(), port });
  }
  const limit = context.settings.quotas.listenersPerLoadBalancer;
  if (listeners.length >= limit) throw new ApiError('listenerQuotaExceeded', { limit });
}

/** HTTP and HTTPS listeners have a TCP port: only a UDP listener may share it. */
function transportOf(protocol: Listener['protocol']): 'tcp' | 'udp' {
  return protocol === 'udp' ? 'udp' : 'tcp';
}

export function putListener({ tx }: ActionContext, listener: Listener): void {
  tx.put('listeners', keys.listener(listener.loadBalancerId, listener.protocol, listener.port), listener);
}
