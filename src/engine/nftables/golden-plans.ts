/** Plans whose rulesets are written down in golden/, for the tests that compare them and for those that ask nft itself. */
import type {
  PlannedTransportListener,
  PlannedPair,
  PlannedPool,
  PlannedTarget,
  TransportProtocol,
} from '../../domain/plan-types.ts';
import { madeUpPlannedListener } from '../../domain/test-support.ts';

function listener(
  protocol: TransportProtocol,
  address: string,
  backend: PlannedPair | PlannedPool,
  changes: Partial<PlannedTransportListener> = {},
): PlannedTransportListener {
  return madeUpPlannedListener({
    key: `lb-golden/${protocol}/80`,
    protocol,
    address,
    backend,
    udpFlowTimeoutMs: protocol === 'udp' ? 90_000 : null,
    ...changes,
  });
}

function target(id: string, address: string, weight = 100): PlannedTarget {
  return { id, address, port: 8080, weight, healthy: true };
}

const master = target('i-1:8080', '10.0.0.1');
const slave = target('i-2:8080', '10.0.0.2');
const pair: PlannedPair = {
  kind: 'pair',
  epoch: 1,
  active: master,
  standby: slave,
  onConnectFailure: { kind: 'fallback' },
};
const pool: PlannedPool = {
  kind: 'pool',
  scheduler: 'wrr',
  persistenceTimeoutMs: 0,
  targets: [target('i-1:8080', '10.0.0.1', 60), target('i-2:8080', '10.0.0.2', 30)],
};
const virtual = '192.0.2.1';
const limits = { bandwidthMbps: 10, maxConnections: 500, newConnectionsPerSecond: 100 };

/** By the name of the golden file. */
export const goldenPlans: Readonly<Record<string, readonly PlannedTransportListener[]>> = {
  nothing: [],
  pair: [listener('tcp', virtual, pair)],
  'pair-switched': [listener('tcp', virtual, { ...pair, epoch: 2, active: slave, standby: master })],
  'pair-without-active': [
    listener('udp', virtual, { kind: 'pair', epoch: 2, onConnectFailure: { kind: 'fail' } }),
  ],
  'pair-ipv6': [listener('udp', '2001:DB8:0:0::1', { ...pair, active: target('i-6:8080', '2001:db8::a') })],
  'pool-weighted': [listener('tcp', virtual, pool)],
  'pool-persistent': [listener('tcp', virtual, { ...pool, scheduler: 'rr', persistenceTimeoutMs: 60_000 })],
  'pool-persistent-empty': [listener('tcp', virtual, { ...pool, persistenceTimeoutMs: 60_000, targets: [] })],
  'pool-by-source': [listener('tcp', virtual, { ...pool, scheduler: 'sch' })],
  'pool-by-tuple': [listener('udp', virtual, { ...pool, scheduler: 'tch' })],
  guarded: [
    listener('tcp', virtual, pair, {
      access: { kind: 'allow', cidrs: ['10.1.0.0/16', '10.2.3.4/32', '2001:db8::/32'] },
      limits,
    }),
    listener('udp', virtual, pool, {
      access: { kind: 'deny', cidrs: ['10.1.0.0/16'] },
      udpFlowTimeoutMs: 500,
    }),
  ],
  // What people name does not reach the text: names are hashes.
  hostile: [
    listener(
      'tcp',
      virtual,
      { ...pool, targets: pool.targets.map((each) => ({ ...each, id: `${each.id}" }; flush ruleset #` })) },
      { key: 'lb" } ; flush ruleset ; #' },
    ),
  ],
};
