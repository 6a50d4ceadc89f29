/**
 * The nftables engine: the kernel forwards, this program only tells it where to. What is in the kernel goes on without
 * the program; a new one finds the table by its note and goes on from there.
 */
import { randomBytes } from 'node:crypto';
import { isTransport } from '../../domain/plan-types.ts';
import type {
  ForwardingPlan,
  ListenerKey,
  PlannedTransportListener,
  TransportPlan,
} from '../../domain/plan-types.ts';
import type { Clock } from '../../lib/clock.ts';
import { sleep } from '../../lib/clock.ts';
import type {
  Applied,
  EngineEvidence,
  ForwardingEngine,
  ListenerStats,
  Observed,
  Suspect,
  ObservedListener,
} from '../engine.ts';
import { EngineError } from '../engine.ts';
import { EvidenceFeed } from '../evidence-feed.ts';
import { LatestPlan } from '../latest-plan.ts';
import type { EngineLog } from '../log.ts';
import type { SourceAddress } from './base.ts';
import { renderBase } from './base.ts';
import { everyConnection } from './connections.ts';
import { judgementOf, placeOf } from './doomed.ts';
import { Drains } from './drains.ts';
import { NftRefusal, type NftTransport } from './transport/transport.ts';
import { nftablesFeatures } from './features.ts';
import { InForce } from './in-force.ts';
import type { Standing, Step } from './in-force.ts';
import type { Kernel } from './kernel.ts';
import { openKernel } from './kernel.ts';
import { readSet } from './listing.ts';
import { Meter } from './meter.ts';
import { NoteKeeper } from './note-keeper.ts';
import { familyOf, nameOf, placeKey, tableName } from './names.ts';
import { obstaclesNow } from './obstacle.ts';
import { observeListeners } from './observe.ts';
import { removeRules } from './remove-rules.ts';
import { directTarget, servingTargets } from './render.ts';
import type { Sentence } from './sentence.ts';
import { ServedEpochs } from './served.ts';
import type { Note } from './state-file.ts';
import { unsupportedBecause } from './supports.ts';
import { Suspicion } from './suspicion.ts';
import { Traffic } from './traffic.ts';
import { Upkeep } from './upkeep.ts';
import { Witness } from './witness.ts';
import { messageOf } from '../../lib/message-of.ts';

export interface NftablesEngineOptions {
  /** How targets see clients. Default: masquerade, which works wherever the targets' routes lead. */
  readonly sourceAddress?: SourceAddress;
  /** Netfilter log group that evidence comes through; nobody else may have it. Default 8014. */
  readonly logGroup?: number;
  /** Where it is noted which plan the kernel has. Without one a new process makes a new table, counters at zero. */
  readonly stateFile?: string;
}

export interface NftablesEngine extends ForwardingEngine {
  /** Lets go of the kernel, which goes on forwarding. */
  detach(): Promise<void>;
}

/** Grows with every change of how plans are rendered that the tables' own text does not show. */
const renderVersion = 2;
const drainPollMs = 100;

const silent: EngineLog = () => undefined;

export function createNftablesEngine(
  options: NftablesEngineOptions,
  clock: Clock,
  log: EngineLog = silent,
): NftablesEngine {
  return new KernelEngine(options, clock, log);
}

class KernelEngine implements NftablesEngine {
  readonly name = 'nftables';
  readonly features = nftablesFeatures;
  readonly refuses = unsupportedBecause;
  readonly #clock: Clock;
  readonly #log: EngineLog;
  readonly #base: { readonly sourceAddress: SourceAddress; readonly logGroup: number };
  readonly #notes: NoteKeeper;
  readonly #feed = new EvidenceFeed();
  readonly #inForce: InForce;
  readonly #served = new ServedEpochs();
  readonly #drains: Drains;
  // What it refuses is nobody's to give it: the rest of a plan is left out.
  readonly #plans = new LatestPlan((plan) =>
    this.#bring({ revision: plan.revision, listeners: plan.listeners.filter(isTransport) }),
  );
  /** Listeners in force by place. */
  readonly #places = new Map<string, PlannedTransportListener>();
  #kernel: Promise<Kernel> | undefined;
  #meter: Meter | undefined;
  #traffic: Traffic | undefined;
  #witness: Witness | undefined;
  #suspicion: Suspicion | undefined;
  #plan: TransportPlan = { revision: 0, listeners: [] };
  #marker = '';
  /** Settles when no connection is being seen to any more. */
  #followed: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(options: NftablesEngineOptions, clock: Clock, log: EngineLog) {
    this.#clock = clock;
    this.#log = log;
    this.#base = {
      sourceAddress: options.sourceAddress ?? { kind: 'masquerade' },
      logGroup: options.logGroup ?? 8014,
    };
    this.#notes = new NoteKeeper({ file: options.stateFile, clock, log, current: () => this.#note() });
    this.#inForce = new InForce(this.#base, obstaclesNow);
    this.#drains = new Drains(clock, (key, place) => void this.#endDrain(key, place));
  }

  apply(plan: ForwardingPlan): Promise<Applied> {
    return this.#plans.apply(plan);
  }

  async observe(): Promise<Observed> {
    const { transport } = await this.#open();
    const plan = this.#plan;
    const { listeners, whole } = await this.#look(transport);
    if (plan === this.#plan && !whole) this.#repair();
    return { revision: plan.revision, listeners };
  }

  async #look(transport: NftTransport): Promise<{ listeners: readonly ObservedListener[]; whole: boolean }> {
    const standing = [...this.#inForce.standing.values()];
    const listeners = await observeListeners(transport, standing);
    return { listeners, whole: standing.every((each, n) => isInForce(each, listeners[n])) };
  }

  async stats(): Promise<readonly ListenerStats[]> {
    await this.#open();
    try {
      return (await this.#meter?.stats([...this.#places.values()])) ?? [];
    } catch (cause) {
      if (cause instanceof EngineError) throw cause;
      throw new EngineError('unreachable', `The kernel's counters cannot be read: ${messageOf(cause)}`, {
        cause,
      });
    }
  }

  suspect(suspects: readonly Suspect[]): void {
    this.#suspicion?.look(suspects).catch((error: unknown) => {
      this.#log('nftables_connections_unreachable', { reason: messageOf(error) });
    });
  }

  evidence(signal: AbortSignal): AsyncIterable<EngineEvidence> {
    return this.#feed.subscribe(signal);
  }

  async close({ drainMs = 0 }: { readonly drainMs?: number } = {}): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const kernel = await this.#open();
    await this.#turnAway(kernel);
    await this.#followed;
    const untilMs = this.#clock.monotonic() + drainMs;
    while (this.#clock.monotonic() < untilMs && (await this.#living(kernel)) > 0)
      await sleep(this.#clock, Math.min(drainPollMs, Math.max(1, untilMs - this.#clock.monotonic())));
    await kernel.connections?.carryOut([...this.#places.values()].map(everyConnection));
    await removeRules(kernel.transport);
    await this.#notes.remove();
    this.#letGo(kernel);
  }

  async detach(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const kernel = await this.#open();
    await this.#notes.now();
    await this.#followed;
    this.#letGo(kernel);
  }

  /** Somebody has changed the table: it is made anew. Connections stay. */
  #repair(): void {
    if (this.#closed) return;
    this.#log('nftables_tampered', { revision: this.#plan.revision });
    this.#inForce.forgetKernel();
    this.#plans.apply(this.#plans.latest ?? this.#plan).catch((error: unknown) => {
      this.#log('nftables_not_repaired', { reason: messageOf(error) });
    });
  }

  #letGo({ transport, connections, reader }: Kernel): void {
    this.#notes.close();
    this.#drains.close();
    this.#witness?.close();
    this.#traffic?.close();
    connections?.close();
    reader?.close();
    transport.close();
    this.#feed.close();
  }

  async #bring(plan: TransportPlan): Promise<Applied> {
    if (this.#closed) throw new EngineError('closed', 'The nftables engine is closed.');
    const kernel = await this.#open();
    const marker = `plan_${plan.revision}_${randomBytes(6).toString('hex')}`;
    const step = await this.#inForce.stepTo(plan, marker, (told) => this.#served.await(told));
    if (plan.listeners.length === 0) await this.#vacate(kernel);
    else {
      await this.#tell(kernel, step);
      if (step.text !== '') this.#marker = marker;
    }
    this.#plan = plan;
    const { going, unanswered } = this.#settle(step);
    const following = this.#follow(kernel, step, going);
    const moving = this.#moveUnanswered(kernel, unanswered);
    // Without its value, which would hold on to those of all plans before.
    this.#followed = Promise.all([this.#followed, following, moving]).then(() => undefined);
    const cutConnections = cutsNobody(step) ? 0 : await following;
    this.#notes.later();
    const listeners = [...this.#inForce.standing].map(([key, { failure }]) =>
      failure ? { key, failure } : { key },
    );
    return { revision: plan.revision, listeners, cutConnections };
  }

  /** Without a listener nothing of ours is in the kernel, as with an engine that is no longer asked for. */
  async #vacate({ transport }: Kernel): Promise<void> {
    await removeRules(transport);
    this.#inForce.forgetKernel();
    this.#marker = '';
    await this.#notes.remove();
  }

  /** Sees to the connections; says how many were cut. The rules are in force: what fails here is no failure of the plan. */
  async #follow({ connections }: Kernel, step: Step, going: readonly Sentence[]): Promise<number> {
    const counting = this.#meter?.changeTargets(step.changed.flatMap(changeOfTarget));
    const cutting = connections?.carryOut(going);
    try {
      await counting;
      return (await cutting) ?? 0;
    } catch (error) {
      this.#log('nftables_connections_unreachable', { reason: messageOf(error) });
      return 0;
    } finally {
      // Of two that fail the second has nobody else.
      await cutting?.catch(() => undefined);
    }
  }

  async #moveUnanswered({ connections }: Kernel, unanswered: readonly Sentence[]): Promise<void> {
    try {
      await connections?.moveUnanswered(unanswered);
    } catch (error) {
      this.#log('nftables_connections_unreachable', { reason: messageOf(error) });
    }
  }

  async #tell({ transport }: Kernel, { text }: Step): Promise<void> {
    if (text === '') return;
    try {
      await transport.run(text);
    } catch (error) {
      this.#inForce.forgetKernel();
      throw error;
    }
  }

  /** Takes note of what the step means for connections; says which of them have to go, now or if they are not answered. */
  #settle({ changed, removed }: Step): Record<'going' | 'unanswered', readonly Sentence[]> {
    const going: Sentence[] = [];
    const unanswered: Sentence[] = [];
    for (const { before, after } of changed) {
      this.#places.set(placeKey(after.protocol, after), after);
      this.#drains.change(before, after);
      if (before === undefined) continue;
      const { protocol, address, port } = after;
      const judgement = judgementOf(before, after);
      if (judgement.goes) going.push({ protocol, address, port, judge: judgement.goes });
      if (judgement.unanswered) unanswered.push({ protocol, address, port, judge: judgement.unanswered });
    }
    for (const listener of removed) {
      const place = placeKey(listener.protocol, listener);
      if (this.#places.get(place)?.key === listener.key) this.#places.delete(place);
      going.push(everyConnection(listener));
      if (this.#inForce.standing.has(listener.key)) continue;
      this.#drains.forget(listener.key);
      this.#served.forget(listener.key);
      this.#meter?.forget(listener.key);
    }
    return { going, unanswered };
  }

  async #endDrain(key: ListenerKey, place: string): Promise<void> {
    const kernel = await this.#open();
    const standing = this.#inForce.standing.get(key);
    if (standing === undefined || standing.failure !== undefined) return;
    const { protocol, address, port } = standing.planned;
    const judge: Sentence['judge'] = ({ target }) => placeOf(target) === place;
    await kernel.connections?.carryOut([{ protocol, address, port, judge }]);
  }

  /** New connections are refused from here on; what is established goes on. */
  async #turnAway({ transport }: Kernel): Promise<void> {
    const commands = [...this.#places].flatMap(([key, { protocol, address }]) => {
      const guards = `element ${familyOf(address)} ${tableName} guards`;
      return [`delete ${guards} { ${key} }`, `add ${guards} { ${key} : jump refuse_${protocol} }`];
    });
    if (commands.length > 0) await transport.run(commands.join('\n')).catch(() => undefined);
  }

  async #living({ connections }: Kernel): Promise<number> {
    const byPlace = await connections?.byPlace();
    const own = [...this.#places.keys()].flatMap((place) => byPlace?.get(place) ?? []);
    return own.filter(({ alive }) => alive).length;
  }

  #open(): Promise<Kernel> {
    this.#kernel ??= this.#makeReady().catch((error: unknown) => {
      this.#kernel = undefined;
      throw error;
    });
    return this.#kernel;
  }

  async #makeReady(): Promise<Kernel> {
    const kernel = this.#tended(await openKernel(this.#base.logGroup, this.#clock, this.#log));
    const { transport, connections, ends, log } = kernel;
    const listenerAt = (place: string): PlannedTransportListener | undefined => this.#places.get(place);
    this.#traffic = ends && new Traffic({ ends, clock: this.#clock, listenerAt });
    this.#meter = new Meter(kernel, this.#traffic);
    const publish = (evidence: EngineEvidence): void => this.#feed.publish(evidence);
    if (connections !== undefined) {
      const { conntrack } = connections;
      const listenerOf = (key: ListenerKey) => this.#inForce.standing.get(key)?.planned;
      this.#suspicion = new Suspicion({ conntrack, clock: this.#clock, listenerOf, listenerAt, publish });
    }
    await this.#adopt(kernel);
    if (log !== undefined && connections !== undefined)
      this.#witness = new Witness({
        log,
        clock: this.#clock,
        connections,
        served: this.#served,
        listenerAt,
        publish,
        onServed: (listener) => void transport.run(this.#served.rest(listener)).catch(() => undefined),
      });
    this.#log('nftables_ready', { how: transport.how, revision: this.#plan.revision });
    return kernel;
  }

  /** With somebody who looks after the rules, where that can be had. */
  #tended(kernel: Kernel): Kernel {
    const { reader, transport } = kernel;
    if (reader === undefined) return kernel;
    const upkeep = new Upkeep({
      clock: this.#clock,
      transport,
      generation: () => reader.generation(),
      looksRight: async () => (await this.#look(transport)).whole,
      onTampered: () => this.#repair(),
      onFailed: (error) => this.#log('nftables_not_observed', { reason: messageOf(error) }),
    });
    return { ...kernel, transport: upkeep };
  }

  /** The table that another process has left, if its note is to be had and speaks of this very table. */
  async #adopt({ transport }: Kernel): Promise<void> {
    const note = await this.#notes.read();
    if (note === undefined || note.fingerprint !== this.#fingerprint()) return;
    try {
      await transport.list(`list chain ip ${tableName} ${note.marker}`);
    } catch (error) {
      if (error instanceof NftRefusal) return;
      throw error;
    }
    await this.#inForce.adopt(note.plan, note.failures, note.marker);
    this.#marker = note.marker;
    this.#plan = note.plan;
    const listeners = note.plan.listeners.filter(({ key }) => note.failures[key] === undefined);
    for (const each of listeners) this.#places.set(placeKey(each.protocol, each), each);
    await this.#meter?.changeTargets(listeners.filter((each) => directTarget(each) !== undefined));
    for (const family of ['ip', 'ip6'] as const) {
      const waiting = readSet(await transport.list(`list set ${family} ${tableName} awaited`));
      for (const [place, listener] of this.#places)
        if (familyOf(listener.address) === family && !waiting.has(place)) this.#served.serve(listener);
    }
  }

  #fingerprint(): string {
    return nameOf('v', renderVersion, renderBase('ip', this.#base), renderBase('ip6', this.#base));
  }

  #note(): Note | undefined {
    if (this.#marker === '') return undefined;
    const failures = Object.fromEntries(
      [...this.#inForce.standing].flatMap(([key, { failure }]) => (failure ? [[key, failure]] : [])),
    );
    return { marker: this.#marker, fingerprint: this.#fingerprint(), plan: this.#plan, failures };
  }
}

/** Whether the kernel has a listener as it was told. */
function isInForce({ planned, failure }: Standing, observed: ObservedListener | undefined): boolean {
  if (failure !== undefined) return true;
  return observed?.bound === true && observed.serving.length === servingTargets(planned).length;
}

/** True: only connects without an answer move, which nobody has to be told; the plan need not wait for it. */
function cutsNobody({ changed, removed }: Step): boolean {
  return (
    removed.length === 0 &&
    changed.every(
      ({ after }) =>
        after.protocol === 'tcp' && after.onTargetLost.kind !== 'reset' && !after.closeDisallowed,
    )
  );
}

/** The listener, when its new connections go to another target than before. */
function changeOfTarget({ before, after }: Step['changed'][number]): readonly PlannedTransportListener[] {
  const was = before === undefined ? undefined : directTarget(before)?.id;
  return before !== undefined && was === directTarget(after)?.id ? [] : [after];
}
