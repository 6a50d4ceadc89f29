import type { ActionHandler } from '../context.ts';
import { wireTags } from '../format.ts';
import { pairToWire } from './backend.ts';
import { findTcpListener, findUdpListener } from './find.ts';
import { tcpCheckToWire, udpCheckToWire } from './health-check.ts';
import { commonToWire, tcpSettingsToWire } from './to-wire.ts';

export const describeLoadBalancerTCPListenerAttribute: ActionHandler<
  'DescribeLoadBalancerTCPListenerAttribute'
> = async (params, context) => {
  const listener = await findTcpListener(context, params, 'listenerAttributeNotFound');
  return {
    ...commonToWire(listener, context),
    ...pairToWire(listener, context),
    ProxyProtocolV2Enabled: listener.proxyProtocolV2,
    ...tcpSettingsToWire(listener),
    ...tcpCheckToWire(listener.healthCheck),
    Tags: wireTags(listener.tags),
  };
};

export const describeLoadBalancerUDPListenerAttribute: ActionHandler<
  'DescribeLoadBalancerUDPListenerAttribute'
> = async (params, context) => {
  const listener = await findUdpListener(context, params, 'listenerAttributeNotFound');
  return {
    ...commonToWire(listener, context),
    ...pairToWire(listener, context),
    ProxyProtocolV2Enabled: listener.proxyProtocolV2,
    PersistenceTimeout: listener.persistenceTimeoutMs / 1000,
    ...udpCheckToWire(listener.healthCheck),
    Tags: wireTags(listener.tags),
  };
};
