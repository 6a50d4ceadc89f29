import { ApiError } from '../../contract/api-error.ts';
import type { Contracts } from '../../contract/index.ts';
import type { Params } from '../../contract/define.ts';
import { keys } from '../../domain/keys.ts';
import type { HistoryEvent } from '../../domain/state-records.ts';
import type { ActionContext, ActionHandler } from '../context.ts';
import { findLoadBalancer, findMasterSlaveGroup } from '../find.ts';
import { addressOf, eventToWire } from './event-to-wire.ts';
import { type Order, pageOf } from '../paging.ts';

/** Time first, since each listener counts its own events; digits are padded so that texts compare as numbers. */
const order: Order<HistoryEvent> = {
  keyOf: ({ atMs, sequence, listener }) => `${padded(Math.round(atMs))}/${padded(sequence)}/${listener}`,
  direction: 'descending',
  keyPattern: /^\d{15}\/\d{15}\/[^/]+\/(tcp|udp)\/\d+$/,
};

type HistoryParams = Params<Contracts['DescribeFailoverHistory']>;

export const describeFailoverHistory: ActionHandler<'DescribeFailoverHistory'> = async (params, context) => {
  const loadBalancerId = await whose(params, context);
  const { MasterSlaveServerGroupId: groupId, ListenerPort: port, ListenerProtocol: protocol } = params;
  const found = (await context.tx.list('history', keys.historyOf(loadBalancerId)))
    .map((event) => ({ ...event, address: addressOf(event) }))
    .filter((event) => groupId === undefined || event.groupId === groupId)
    .filter(({ address }) => port === undefined || address.port === port)
    .filter(({ address }) => protocol === undefined || address.protocol === protocol);
  const { items, nextToken } = pageOf(found, order, params);
  return {
    Events: items.map(eventToWire),
    MaxResults: params.MaxResults,
    TotalCount: found.length,
    NextToken: nextToken,
  };
};

/** The load balancer named, or the one that the group belongs to. */
async function whose(params: HistoryParams, context: ActionContext): Promise<string> {
  const { RegionId, LoadBalancerId, MasterSlaveServerGroupId: groupId } = params;
  if (LoadBalancerId !== undefined) return (await findLoadBalancer(context, { RegionId, LoadBalancerId })).id;
  if (groupId === undefined) throw new ApiError('missingParameter', { name: 'LoadBalancerId' });
  return (await findMasterSlaveGroup(context, groupId)).loadBalancerId;
}

function padded(value: number): string {
  return String(value).padStart(15, '0');
}
