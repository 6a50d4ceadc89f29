/** Plans one after another that differ in everything a plan can say of listeners on the machines of bed.ts. */
import type {
  ForwardingPlan,
  OnTargetLost,
  PlannedAccess,
  PlannedLimits,
  PlannedTransportListener,
  PlannedPool,
  TransportProtocol,
} from '../../../src/domain/plan-types.ts';
import { madeUpPlannedListener, noLimits } from '../../../src/domain/test-support.ts';
import type { Random } from '../../support/random.ts';
import { places, virtual } from './bed.ts';
import { pair, pool, target } from './plans.ts';

const policies: readonly [OnTargetLost, ...OnTargetLost[]] = [
  { kind: 'keep' },
  { kind: 'drain', timeoutMs: 50 },
  { kind: 'reset' },
];
const accesses: readonly [PlannedAccess, ...PlannedAccess[]] = [
  { kind: 'open' },
  { kind: 'open' },
  { kind: 'deny', cidrs: ['192.0.2.0/24'] },
  { kind: 'allow', cidrs: ['10.71.1.0/24', '192.0.2.7/32'] },
  { kind: 'allow', cidrs: ['192.0.2.0/24'] },
];
const limits: readonly [PlannedLimits, ...PlannedLimits[]] = [
  noLimits,
  { bandwidthMbps: 100, maxConnections: 200, newConnectionsPerSecond: 50 },
  { ...noLimits, maxConnections: 100 },
];
const schedulers: readonly [PlannedPool['scheduler'], ...PlannedPool['scheduler'][]] = [
  'wrr',
  'rr',
  'sch',
  'tch',
];
/** A plan without a listener takes all rules away. */
const EMPTY_EVERY = 20;
const PORTS_FROM = 90;
const PORTS = 20;

export class VariedPlans {
  readonly #random: Random;
  #revision = 0;

  constructor(random: Random) {
    this.#random = random;
  }

  /** The first listener, TCP on port 80, is a pair that switches with each plan; others come and go. */
  next(): ForwardingPlan {
    this.#revision += 1;
    if (this.#revision % EMPTY_EVERY === 0) return { revision: this.#revision, listeners: [] };
    const others = [
      this.#listener('udp', 80, { backend: this.#pair('v4') }),
      this.#listener('tcp', 8082, { backend: this.#pool('v4') }),
      this.#listener('tcp', 80, { backend: this.#pair('v6'), address: virtual.address6 }),
      this.#listener('udp', 83, { backend: this.#pool('v6'), address: virtual.address6 }),
      ...Array.from({ length: PORTS }, (_, n) =>
        this.#listener('tcp', PORTS_FROM + n, { backend: this.#pool('v4') }),
      ),
    ];
    const first = this.#listener('tcp', 80, { backend: this.#pair('v4') });
    return {
      revision: this.#revision,
      listeners: [first, ...this.#random.some(others, 0, others.length)],
    };
  }

  #listener(
    protocol: TransportProtocol,
    port: number,
    settings: Pick<PlannedTransportListener, 'backend'> & Partial<PlannedTransportListener>,
  ): PlannedTransportListener {
    const random = this.#random;
    const { address = virtual.address } = settings;
    return madeUpPlannedListener({
      key: `lb-${address}/${protocol}/${port}`,
      protocol,
      address,
      port,
      onTargetLost: random.pick(policies),
      access: random.pick(accesses),
      closeDisallowed: random.chance(0.5),
      limits: random.pick(limits),
      ...settings,
    });
  }

  #pair(family: 'v4' | 'v6'): PlannedTransportListener['backend'] {
    const [active, standby] = this.#servers(family);
    const turned = this.#revision % 2 === 0;
    return turned
      ? pair(standby, active, { epoch: this.#revision })
      : pair(active, standby, { epoch: this.#revision });
  }

  #pool(family: 'v4' | 'v6'): PlannedTransportListener['backend'] {
    const random = this.#random;
    const [a, b] = this.#servers(family);
    const weight = random.between(1, 100);
    const resting = random.chance(0.3);
    return pool(resting ? [a] : random.some([{ ...a, weight }, b], 0, 2), {
      scheduler: random.pick(schedulers),
      persistenceTimeoutMs: random.chance(0.3) ? 1_000 : 0,
      ...(resting && { resting: [{ ...b, weight: 0 }] }),
    });
  }

  #servers(family: 'v4' | 'v6') {
    const server = (name: 'a' | 'b') => {
      const { address, address6 } = places[name];
      return target({ name, address: family === 'v6' ? address6 : address, port: 80 });
    };
    return [server('a'), server('b')] as const;
  }
}
