/** Every metric; the tables keep this order. */
import { apiThroughput } from './api.ts';
import { bulk1, bulk4 } from './bulk.ts';
import { connections } from './connections.ts';
import { failovers } from './failover.ts';
import { idleMemory } from './idle-memory.ts';
import { keepAlive } from './keep-alive.ts';
import { largeService } from './large-service.ts';
import type { Metric } from './metric.ts';
import { reconfiguration } from './reconfiguration.ts';
import { scales } from './scale.ts';
import { udpOneWay, udpRoundTrips } from './udp.ts';

export const metrics: readonly Metric[] = [
  connections,
  keepAlive,
  bulk1,
  bulk4,
  udpRoundTrips,
  udpOneWay,
  idleMemory,
  reconfiguration,
  ...scales,
  ...failovers,
  largeService,
  apiThroughput,
];
