/** What is planned: listeners of every kind, and random changes to those that are not left in peace. */
import type {
  ForwardingPlan,
  OnConnectFailure,
  OnTargetLost,
  PlannedLimits,
  PlannedListener,
  PlannedTarget,
  SchedulerName,
} from '../../src/domain/plan-types.ts';
import { madeUpPlannedListener, noLimits } from '../../src/domain/test-support.ts';
import type { Random } from '../../test/support/random.ts';
import { type Door, banned, serverPortOf } from './messages.ts';

export const balancer = '127.80.0.1';
const FIRST_PORT = 8_000;
const UDP_FLOW_TIMEOUT_MS = 4_000;
/** Of listeners whose servers may fall silent: nobody waits for them longer. */
const ESTABLISHED_TIMEOUT_MS = 8_000;
const CALM_TIMEOUT_MS = 900_000;

export const calmServers = ['c1', 'c2'] as const;
export const stormyServers = ['s1', 's2', 's3', 's4', 's5', 's6'] as const;
export const addressOf = (server: string): string =>
  `127.81.${server.startsWith('c') ? 1 : 2}.${server.slice(1)}`;

/** A listener as it stands; everything of a stormy one that can be changed is changed. */
interface Stand {
  readonly door: Door;
  readonly kind: 'pair' | 'pool' | 'groups';
  readonly limited: boolean;
  present: boolean;
  /** A listener that comes back is another one. */
  incarnation: number;
  epoch: number;
  /** Pairs: the first is active. Pools: who takes part. */
  order: string[];
  resting: Set<string>;
  weights: Map<string, number>;
  scheduler: SchedulerName;
  persistenceTimeoutMs: number;
  onTargetLost: OnTargetLost;
  onConnectFailure: OnConnectFailure;
  limits: PlannedLimits;
}

const schedulers: readonly [SchedulerName, ...SchedulerName[]] = ['wrr', 'rr', 'wlc', 'sch', 'tch', 'qch'];
const policies: readonly [OnTargetLost, ...OnTargetLost[]] = [
  { kind: 'keep' },
  { kind: 'drain', timeoutMs: 500 },
  { kind: 'drain', timeoutMs: 3_000 },
  { kind: 'reset' },
];
const failures: readonly [OnConnectFailure, ...OnConnectFailure[]] = [
  { kind: 'fallback' },
  { kind: 'fallback' },
  { kind: 'hold', maxMs: 1_000 },
  { kind: 'fail' },
];
export const mostConnections = 40;
const limits: readonly [PlannedLimits, ...PlannedLimits[]] = [
  noLimits,
  { bandwidthMbps: 20, maxConnections: null, newConnectionsPerSecond: null },
  { bandwidthMbps: null, maxConnections: mostConnections, newConnectionsPerSecond: null },
  { bandwidthMbps: 100, maxConnections: 10, newConnectionsPerSecond: 5 },
];

export class World {
  readonly #stands: readonly Stand[];
  readonly #sick = new Set<string>();
  #revision = 0;

  constructor() {
    this.#stands = makeStands();
  }

  get doors(): readonly Door[] {
    return this.#stands.map(({ door }) => door);
  }

  plan(): ForwardingPlan {
    this.#revision += 1;
    const present = this.#stands.filter((stand) => stand.present);
    return { revision: this.#revision, listeners: present.map((stand) => this.#listenerOf(stand)) };
  }

  /** As a health check would have found it: who is not known to be sick gets the traffic. */
  setSick(server: string, sick: boolean): void {
    if (sick) this.#sick.add(server);
    else this.#sick.delete(server);
    for (const stand of this.#stands) {
      const [active = '', standby = ''] = stand.order;
      if (stand.kind === 'pair' && this.#sick.has(active) && !this.#sick.has(standby)) turn(stand);
    }
  }

  /** One change of one stormy listener; says which kind of change. */
  change(random: Random): string {
    const stand = random.pick(this.#stands.filter(({ door }) => !door.calm));
    if (stand === undefined) return 'none';
    const name = random.pick(['turn', 'turn', 'turn', 'members', 'weights', 'rules', 'limits', 'presence']);
    switch (name) {
      case 'turn':
        turn(stand);
        break;
      case 'members':
        changeMembers(stand, random);
        break;
      case 'weights':
        stand.weights = new Map(stand.door.members.map((member) => [member, random.between(1, 100)]));
        break;
      case 'rules':
        stand.onTargetLost = random.pick(policies);
        stand.onConnectFailure = random.pick(failures);
        stand.scheduler = random.pick(schedulers);
        stand.persistenceTimeoutMs = random.chance(0.3) ? 2_000 : 0;
        break;
      case 'limits':
        if (stand.limited) stand.limits = random.pick(limits);
        break;
      case 'presence':
        stand.present = !stand.present || random.chance(0.7);
        if (!stand.present) stand.incarnation += 1;
        break;
    }
    return name;
  }

  /** Every listener is there, with what it had in the beginning. */
  restore(): void {
    this.#sick.clear();
    for (const stand of this.#stands) {
      const { incarnation, epoch } = stand;
      Object.assign(stand, initial(stand.door), { incarnation, epoch: epoch + 1 });
    }
  }

  #listenerOf(stand: Stand): PlannedListener {
    const { door, onTargetLost, incarnation } = stand;
    const { protocol, address, port, calm, bans } = door;
    return madeUpPlannedListener({
      key: `lb-${door.number}.${incarnation}/${protocol}/${port}`,
      protocol,
      address,
      port,
      backend: this.#backendOf(stand),
      onTargetLost,
      limits: stand.limits,
      establishedTimeoutMs: protocol === 'udp' ? null : calm ? CALM_TIMEOUT_MS : ESTABLISHED_TIMEOUT_MS,
      udpFlowTimeoutMs: protocol === 'udp' ? UDP_FLOW_TIMEOUT_MS : null,
      proxyProtocolV2: door.proxyProtocol,
      ...(bans && { access: { kind: 'deny', cidrs: [banned.cidr] } }),
    });
  }

  #backendOf(stand: Stand): PlannedListener['backend'] {
    const target = (name: string): PlannedTarget => ({
      id: name,
      address: addressOf(name),
      port: serverPortOf(stand.door.number),
      weight: stand.weights.get(name) ?? 100,
      healthy: !this.#sick.has(name),
    });
    const { kind, epoch, order, onConnectFailure, scheduler, persistenceTimeoutMs, resting } = stand;
    const [first, second] = order.map(target);
    if (kind === 'pair')
      return {
        kind,
        epoch,
        onConnectFailure,
        ...(first && { active: first }),
        ...(second && { standby: second }),
      };
    const targets = order.filter((name) => !resting.has(name)).map(target);
    const rests = order.filter((name) => resting.has(name)).map((name) => ({ ...target(name), weight: 0 }));
    const healthy = targets.filter((each) => each.healthy);
    const half = Math.ceil(healthy.length / 2);
    const groups = kind === 'groups';
    return {
      kind: 'pool',
      // QUIC goes by UDP only.
      scheduler: scheduler === 'qch' && stand.door.protocol === 'tcp' ? 'tch' : scheduler,
      persistenceTimeoutMs,
      targets: groups ? healthy.slice(0, half) : healthy,
      ...(rests.length > 0 && { resting: rests }),
      ...(groups && { epoch, spare: healthy.slice(half) }),
    };
  }
}

function turn(stand: Stand): void {
  stand.epoch += 1;
  stand.order.reverse();
}

function changeMembers(stand: Stand, random: Random): void {
  if (stand.kind === 'pair') return;
  stand.order = [...random.some(stand.door.members, 1, stand.door.members.length)];
  stand.resting = new Set(random.chance(0.3) ? random.some(stand.order, 0, 1) : []);
}

type Shape = Pick<Stand, 'kind' | 'limited'> & {
  readonly protocol: 'tcp' | 'udp';
  readonly calm?: true;
  readonly proxyProtocol?: true;
  readonly bans?: true;
};

/** How many of each. */
const shapes: readonly (readonly [number, Shape])[] = [
  [2, { protocol: 'tcp', kind: 'pair', limited: false, calm: true }],
  [2, { protocol: 'tcp', kind: 'pool', limited: false, calm: true }],
  [1, { protocol: 'tcp', kind: 'pair', limited: false, calm: true, proxyProtocol: true }],
  [1, { protocol: 'udp', kind: 'pair', limited: false, calm: true }],
  [8, { protocol: 'tcp', kind: 'pair', limited: false }],
  [10, { protocol: 'tcp', kind: 'pool', limited: false }],
  [3, { protocol: 'tcp', kind: 'groups', limited: false }],
  [4, { protocol: 'tcp', kind: 'pool', limited: true }],
  [2, { protocol: 'tcp', kind: 'pair', limited: true }],
  [2, { protocol: 'tcp', kind: 'pair', limited: false, proxyProtocol: true }],
  [1, { protocol: 'tcp', kind: 'pool', limited: true, proxyProtocol: true }],
  [2, { protocol: 'tcp', kind: 'pair', limited: false, bans: true }],
  [4, { protocol: 'udp', kind: 'pair', limited: false }],
  [4, { protocol: 'udp', kind: 'pool', limited: false }],
  [2, { protocol: 'udp', kind: 'pool', limited: true }],
];

function makeStands(): readonly Stand[] {
  const all = shapes.flatMap(([count, shape]) => Array.from({ length: count }, () => shape));
  return all.map((shape, number) => {
    const { protocol, calm = false, proxyProtocol = false, bans = false, kind, limited } = shape;
    const first = number % stormyServers.length;
    const pairOf = [...stormyServers.slice(first), ...stormyServers.slice(0, first)].slice(0, 2);
    const members = calm ? calmServers : kind === 'pair' ? pairOf : stormyServers;
    const door: Door = {
      number,
      protocol,
      address: balancer,
      port: FIRST_PORT + number,
      members: [...members],
      calm,
      proxyProtocol,
      bans,
    };
    return { door, kind, limited, incarnation: 1, epoch: 1, ...initial(door) };
  });
}

/** Schedulers and policies differ from door to door from the beginning. */
function initial({ number, members }: Door) {
  return {
    present: true,
    order: [...members],
    resting: new Set<string>(),
    weights: new Map<string, number>(),
    scheduler: schedulers[number % schedulers.length] ?? 'wrr',
    persistenceTimeoutMs: 0,
    onTargetLost: policies[number % policies.length] ?? policies[0],
    onConnectFailure: failures[number % failures.length] ?? failures[0],
    limits: noLimits,
  };
}
