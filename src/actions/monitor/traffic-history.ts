import { ApiError } from '../../contract/api-error.ts';
import { listenerKey } from '../../domain/keys.ts';
import type { ActionHandler } from '../context.ts';
import { findLoadBalancer, listenersOf } from '../find.ts';
import { preciseWireTime } from '../format.ts';

export const describeTrafficHistory: ActionHandler<'DescribeTrafficHistory'> = async (params, context) => {
  const { ListenerPort: port, ListenerProtocol: protocol, Minutes: minutes } = params;
  const { id } = await findLoadBalancer(context, params);
  const listeners = (await listenersOf(context, id))
    .filter((listener) => port === undefined || listener.port === port)
    .filter((listener) => protocol === undefined || listener.protocol === protocol);
  if (port !== undefined && listeners.length === 0) throw new ApiError('listenerNotFound', { port });
  const keys = listeners.map((listener) => listenerKey(id, listener.protocol, listener.port));
  const { stepSeconds, points } = context.trafficHistory.points(keys, minutes, context.nowMs);
  return {
    StepSeconds: stepSeconds,
    Points: points.map((point) => ({
      Time: preciseWireTime(point.atMs),
      Connections: Math.round(point.connections),
      NewConnectionsPerSecond: decimal(point.newConnections),
      DroppedConnectionsPerSecond: decimal(point.droppedConnections),
      BytesInPerSecond: decimal(point.bytesFromClients),
      BytesOutPerSecond: decimal(point.bytesToClients),
      ...(point.latencyMs !== null && { LatencyMs: decimal(point.latencyMs) }),
      HealthyTargets: Math.round(point.healthyTargets),
      Targets: Math.round(point.targets),
    })),
  };
};

function decimal(value: number): string {
  return value.toFixed(2);
}
