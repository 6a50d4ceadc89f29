import { keys, listenerKey, prefixes } from '../../domain/keys.ts';
import type { Layer4Listener, Listener, LoadBalancer } from '../../domain/resources.ts';
import type { ActionContext, ActionHandler } from '../context.ts';
import { listenersOf } from '../find.ts';
import { hasTags, wireTags } from '../format.ts';
import { httpSettingsToWire } from '../http-listener/http.ts';
import { httpsSettingsToWire } from '../http-listener/https.ts';
import { type Order, pageOf } from '../paging.ts';
import { pairToWire } from './backend.ts';
import { tcpCheckToWire, udpCheckToWire } from './health-check.ts';
import { commonToWire, tcpSettingsToWire } from './to-wire.ts';

const order: Order<Listener> = {
  keyOf: ({ loadBalancerId, protocol, port }) => listenerKey(loadBalancerId, protocol, port),
  direction: 'ascending',
  keyPattern: /^[^/]+\/(tcp|udp|http|https)\/\d+$/,
};

export const describeLoadBalancerListeners: ActionHandler<'DescribeLoadBalancerListeners'> = async (
  params,
  context,
) => {
  const { ListenerProtocol: protocol, ListenerPort: port, Description: description } = params;
  const found = (await candidates(params, context)).filter(
    (listener) =>
      (protocol === undefined || listener.protocol === protocol) &&
      (port === undefined || listener.port === port) &&
      (description === undefined || listener.description === description) &&
      hasTags(listener.tags, params.Tag),
  );
  const { items, nextToken } = pageOf(found, order, params);
  return {
    Listeners: items.map((listener) => summaryToWire(listener, context)),
    MaxResults: params.MaxResults,
    TotalCount: found.length,
    NextToken: nextToken,
  };
};

/** Listeners of the load balancers named, or of all in the region. One that does not exist has none. */
async function candidates(
  params: { readonly RegionId: string | undefined; readonly LoadBalancerId: readonly string[] },
  context: ActionContext,
): Promise<readonly Listener[]> {
  const ids = [...new Set(params.LoadBalancerId)];
  const { tx, settings } = context;
  if (ids.length === 0) {
    const regionId = params.RegionId ?? settings.defaultRegionId;
    const loadBalancers = await tx.list('loadBalancers', prefixes.loadBalancers);
    const inRegion = new Set(loadBalancers.filter((one) => one.regionId === regionId).map(({ id }) => id));
    const listeners = await tx.list('listeners', prefixes.listeners);
    return listeners.filter(({ loadBalancerId }) => inRegion.has(loadBalancerId));
  }
  const named = await Promise.all(ids.map((id) => tx.get('loadBalancers', keys.loadBalancer(id))));
  const inRegion = named.filter(
    (loadBalancer): loadBalancer is LoadBalancer =>
      loadBalancer !== undefined &&
      (params.RegionId === undefined || params.RegionId === loadBalancer.regionId),
  );
  return (await Promise.all(inRegion.map(({ id }) => listenersOf(context, id)))).flat();
}

function summaryToWire(listener: Listener, context: ActionContext) {
  return {
    ...commonToWire(listener, context),
    ListenerProtocol: listener.protocol,
    Tags: wireTags(listener.tags),
    ...configToWire(listener, context),
  };
}

function configToWire(listener: Listener, context: ActionContext) {
  switch (listener.protocol) {
    case 'tcp':
      return {
        TCPListenerConfig: {
          ...layer4ToWire(listener, context),
          ...tcpSettingsToWire(listener),
          ...tcpCheckToWire(listener.healthCheck),
        },
      };
    case 'udp':
      return {
        UDPListenerConfig: { ...layer4ToWire(listener, context), ...udpCheckToWire(listener.healthCheck) },
      };
    case 'http':
      return { HTTPListenerConfig: httpSettingsToWire(listener) };
    case 'https':
      return { HTTPSListenerConfig: httpsSettingsToWire(listener) };
  }
}

function layer4ToWire(listener: Layer4Listener, context: ActionContext) {
  return {
    ...pairToWire(listener, context),
    ProxyProtocolV2Enabled: String(listener.proxyProtocolV2),
  };
}
