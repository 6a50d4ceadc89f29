/** Turns packets that the ruleset logs into evidence: connects that a target refused, and first clients served. */
import type { PlannedTransportListener, PlannedTarget } from '../../domain/plan-types.ts';
import type { Clock, Timer } from '../../lib/clock.ts';
import type { LoggedPacket, PacketLog } from '../../net/netlink/packet-log.ts';
import type { EngineEvidence } from '../engine.ts';
import { logPrefix } from './base.ts';
import type { Connections } from './connections.ts';
import { placeOf } from './doomed.ts';
import { placeKey } from './names.ts';
import { servingTargets } from './render.ts';
import type { ServedEpochs } from './served.ts';

export interface WitnessOptions {
  readonly log: PacketLog;
  readonly clock: Clock;
  readonly connections: Connections;
  readonly served: ServedEpochs;
  /** The listener at a place; undefined: none of ours any more. */
  readonly listenerAt: (key: string) => PlannedTransportListener | undefined;
  readonly publish: (evidence: EngineEvidence) => void;
  /** The ruleset need not tell of this listener's first client any more. */
  readonly onServed: (listener: PlannedTransportListener) => void;
}

/** How late evidence may be. The kernel's log cannot be waited for without a thread of its own. */
const intervalMs = 15;

export class Witness {
  readonly #options: WitnessOptions;
  #timer: Timer | undefined;

  constructor(options: WitnessOptions) {
    this.#options = options;
    this.#next();
  }

  close(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#options.log.close();
  }

  #next(): void {
    this.#timer = this.#options.clock.setTimer(intervalMs, () => {
      this.#next();
      for (const packet of this.#options.log.read()) void this.#hear(packet);
    });
  }

  async #hear({ prefix, places }: LoggedPacket): Promise<void> {
    const { protocol, from, to, error } = places;
    // A datagram that begins a flow, or could not be delivered, is on its way to the listener; answers come from it.
    const outward = error || (protocol === 'udp' && prefix === logPrefix.served);
    const [place, client] = outward ? [to, from] : [from, to];
    const listener = this.#options.listenerAt(placeKey(protocol, place));
    if (listener === undefined) return;
    if (prefix === logPrefix.refused) this.#refused(listener, error && protocol === 'tcp');
    else await this.#firstServed(listener, client);
  }

  /** Of several targets nobody knows which one it was: the kernel has forgotten the connection by now. */
  #refused({ key, ...listener }: PlannedTransportListener, unreachable: boolean): void {
    const [target, another] = servingTargets({ key, ...listener });
    if (target === undefined || another !== undefined) return;
    const { id: targetId, address, port } = target;
    const outcome = unreachable ? 'unreachable' : 'refused';
    const atMs = this.#options.clock.now();
    this.#options.publish({
      kind: 'connect-failed',
      key,
      targetId,
      address,
      port,
      outcome,
      afterMs: 0,
      atMs,
    });
  }

  async #firstServed(listener: PlannedTransportListener, client: PlannedClient): Promise<void> {
    const { clock, served, publish, onServed } = this.#options;
    const atMs = clock.now();
    const target = await this.#targetOf(listener, client);
    const { epoch } = listener.backend;
    if (target === undefined || epoch === undefined || !served.serve(listener)) return;
    publish({ kind: 'first-served', key: listener.key, targetId: target.id, epoch, atMs });
    onServed(listener);
  }

  async #targetOf(
    listener: PlannedTransportListener,
    client: PlannedClient,
  ): Promise<PlannedTarget | undefined> {
    const serving = servingTargets(listener);
    if (serving.length <= 1) return serving[0];
    const connection = await this.#options.connections.find(listener, client);
    if (connection === undefined) return undefined;
    return serving.find((target) => placeOf(target) === placeOf(connection.target));
  }
}

interface PlannedClient {
  readonly address: string;
  readonly port: number;
}
