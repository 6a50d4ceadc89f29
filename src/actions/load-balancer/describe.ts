import { defaultServerGroupId } from '../../domain/ids.ts';
import { keys } from '../../domain/keys.ts';
import type { ActionHandler } from '../context.ts';
import { findLoadBalancer, listenersOf } from '../find.ts';
import { redirectToWire } from '../http-listener/http.ts';
import { commonToWire } from './format.ts';

export const describeLoadBalancerAttribute: ActionHandler<'DescribeLoadBalancerAttribute'> = async (
  params,
  context,
) => {
  const loadBalancer = await findLoadBalancer(context, params);
  const group = await context.tx.get('serverGroups', keys.serverGroup(defaultServerGroupId(loadBalancer.id)));
  const listeners = [...(await listenersOf(context, loadBalancer.id))].sort((a, b) => a.port - b.port);
  return {
    ...commonToWire(loadBalancer),
    InternetChargeType: loadBalancer.internetChargeType,
    ListenerPorts: listeners.map(({ port }) => port),
    ListenerPortsAndProtocal: listeners.map(({ port, protocol }) => ({
      ListenerPort: port,
      ListenerProtocal: protocol,
    })),
    ListenerPortsAndProtocol: listeners.map((listener) => ({
      ListenerPort: listener.port,
      ListenerProtocol: listener.protocol,
      Description: listener.description,
      ...(listener.protocol === 'http' && redirectToWire(listener)),
    })),
    BackendServers: (group?.members ?? []).map((member) => ({
      ServerId: member.serverId,
      Weight: member.weight,
      Type: member.type,
      ServerIp: member.serverIp ?? '',
      Description: member.description,
    })),
  };
};
