import { ApiError } from '../../contract/api-error.ts';
import type { Contracts } from '../../contract/index.ts';
import type { Params } from '../../contract/define.ts';
import type { Listener } from '../../domain/resources.ts';
import type { ActionContext, ActionHandler } from '../context.ts';
import { findLoadBalancer, listenersOf } from '../find.ts';
import { onlyOnPort } from '../listener/find.ts';
import { addressOf } from '../servers.ts';
import { healthWord, type ListenerTarget, targetsOf } from '../listener/targets.ts';

export const describeHealthStatus: ActionHandler<'DescribeHealthStatus'> = async (params, context) => {
  const { id } = await findLoadBalancer(context, params);
  const entries = [];
  for (const listener of asked(await listenersOf(context, id), params)) {
    for (const target of await targetsOf(listener, context)) {
      entries.push(await entryToWire(listener, target, context));
    }
  }
  return { BackendServers: entries };
};

function asked(
  listeners: readonly Listener[],
  { ListenerPort: port, ListenerProtocol: protocol }: Params<Contracts['DescribeHealthStatus']>,
): readonly Listener[] {
  if (port === undefined) {
    return listeners.filter((listener) => protocol === undefined || listener.protocol === protocol);
  }
  const address = { ListenerPort: port, ListenerProtocol: protocol };
  const listener = onlyOnPort(listeners, address, 'checkedListenerNotFound');
  if (!listener.healthCheck.enabled) throw new ApiError('checkedListenerNotFound', { port });
  return [listener];
}

async function entryToWire(
  listener: Listener,
  { member, port, now }: ListenerTarget,
  context: ActionContext,
) {
  const address =
    now?.target.address.kind === 'known' ? now.target.address.address : await addressOf(context, member);
  return {
    ListenerPort: listener.port,
    Protocol: listener.protocol,
    ServerId: member.serverId,
    Port: port,
    Type: member.type,
    ...(address !== undefined && { ServerIp: address }),
    ServerHealthStatus: healthWord(listener, now),
  };
}
