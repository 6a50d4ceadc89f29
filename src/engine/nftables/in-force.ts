/** What of the plans is in force, and the text that brings the next one: differences only, once the kernel is known. */
import type { TransportPlan, ListenerKey, PlannedTransportListener } from '../../domain/plan-types.ts';
import { samePlanned } from '../../domain/same-planned.ts';
import { Slices } from '../../lib/slices.ts';
import type { BindFailure } from '../engine.ts';
import type { BaseOptions } from './base.ts';
import { renderBase } from './base.ts';
import type { Item } from './items.ts';
import { exchangedItems, Ruleset } from './items.ts';
import { placeKey, tableName } from './names.ts';
import { renderListener } from './render.ts';

export interface Standing {
  readonly planned: PlannedTransportListener;
  /** Protocol, address and port as a key of the maps. */
  readonly place: string;
  /** Empty when it failed. */
  readonly items: readonly Item[];
  readonly failure?: BindFailure;
}

/** A step to the next plan, not yet taken. */
export interface Step {
  /** One transaction for nft; empty = nothing to tell. */
  readonly text: string;
  readonly changed: readonly {
    readonly before: PlannedTransportListener | undefined;
    readonly after: PlannedTransportListener;
  }[];
  readonly removed: readonly PlannedTransportListener[];
}

/** Says what is in the way of a listener that is new or has changed; `newPlace`: it may be somebody else's. */
export type PlaceCheck = (
  listener: PlannedTransportListener,
  newPlace: boolean,
) => Promise<BindFailure | undefined>;

const families = ['ip', 'ip6'] as const;
const untried: BindFailure = { code: 'other', message: 'This listener has not been tried yet.' };
/** Places tried at a time. */
const checksAtOnce = 64;

export class InForce {
  readonly #options: BaseOptions;
  readonly #newCheck: () => PlaceCheck;
  #standing = new Map<ListenerKey, Standing>();
  #ruleset = new Ruleset();
  #marker: Item | undefined;
  /** False: the table in the kernel is made anew, in one transaction that leaves connections alone. */
  #known = false;

  /** `newCheck`: for one step, of what the machine is like then. */
  constructor(options: BaseOptions, newCheck: () => PlaceCheck) {
    this.#options = options;
    this.#newCheck = newCheck;
  }

  get standing(): ReadonlyMap<ListenerKey, Standing> {
    return this.#standing;
  }

  /** The kernel may hold anything. What is remembered of listeners stays: their connections are still theirs. */
  forgetKernel(): void {
    this.#known = false;
  }

  /** Takes over a table that was made from this plan by another process. */
  async adopt(
    plan: TransportPlan,
    failures: Readonly<Record<ListenerKey, BindFailure>>,
    marker: string,
  ): Promise<void> {
    for (const planned of plan.listeners) {
      const failure = failures[planned.key];
      this.#standing.set(planned.key, failure ? failed(planned, failure) : standingOf(planned));
    }
    this.#marker = markerItem(marker);
    const items = [...this.#standing.values()].flatMap((each) => each.items);
    await this.#ruleset.exchange([], [...items, this.#marker], new Slices());
    this.#known = true;
  }

  /**
   * Works out the step and remembers it as taken: when the text is refused, `forgetKernel` makes the next one complete.
   * `extra`: commands to go along, given what has changed.
   */
  async stepTo(
    plan: TransportPlan,
    marker: string,
    extra: (inForce: readonly PlannedTransportListener[], complete: boolean) => readonly string[],
  ): Promise<Step> {
    const slices = new Slices();
    const before = this.#standing;
    const after = await this.#stand(plan, slices);
    const gone: Item[] = [];
    const come: Item[] = [];
    const changed: { before: PlannedTransportListener | undefined; after: PlannedTransportListener }[] = [];
    const removed: PlannedTransportListener[] = [];
    for (const [key, standing] of after) {
      const old = before.get(key);
      if (old === standing) continue;
      await slices.next();
      const exchanged = exchangedItems(old?.items ?? [], standing.items);
      gone.push(...exchanged.gone);
      come.push(...exchanged.come);
      const moved = old !== undefined && old.place !== standing.place;
      if (moved && old.failure === undefined) removed.push(old.planned);
      const was = moved || old?.failure !== undefined ? undefined : old?.planned;
      if (standing.failure === undefined) changed.push({ before: was, after: standing.planned });
    }
    for (const [key, old] of before) {
      if (after.has(key)) continue;
      gone.push(...old.items);
      if (old.failure === undefined) removed.push(old.planned);
    }
    const complete = !this.#known;
    if (!complete && gone.length + come.length === 0) {
      this.#standing = after;
      return { text: '', changed, removed };
    }
    // From here on: who makes it forget meanwhile means what this step brings.
    this.#known = true;
    const next = markerItem(marker);
    if (this.#marker) gone.push(this.#marker);
    come.push(next);
    const commands = await this.#ruleset.exchange(gone, come, slices);
    this.#marker = next;
    this.#standing = after;
    const told = complete
      ? [...after.values()].flatMap((each) => (each.failure === undefined ? [each.planned] : []))
      : changed.map((each) => each.after);
    const whole = complete ? [this.#base(), ...this.#ruleset.commands()] : commands;
    return { text: [...whole, ...extra(told, complete)].join('\n'), changed, removed };
  }

  /** Commands that make both tables empty of what there was: `add` first, for `delete` wants something to delete. */
  #base(): string {
    return families
      .map(
        (family) =>
          `add table ${family} ${tableName}\ndelete table ${family} ${tableName}\n${renderBase(family, this.#options)}`,
      )
      .join('');
  }

  async #stand(plan: TransportPlan, slices: Slices): Promise<Map<ListenerKey, Standing>> {
    const taken = new Set(
      [...this.#standing.values()].filter(({ failure }) => failure === undefined).map(({ place }) => place),
    );
    const after = new Map<ListenerKey, Standing>();
    const places = new Set<string>();
    const unsure: ((check: PlaceCheck) => Promise<void>)[] = [];
    for (const planned of plan.listeners) {
      const old = this.#standing.get(planned.key);
      const same = old?.planned === planned;
      // Plans share what has not changed.
      if (!same) await slices.next();
      const place = same ? old.place : placeKey(planned.protocol, planned);
      const unchanged = old !== undefined && old.failure === undefined && samePlanned(old.planned, planned);
      if (places.has(place)) after.set(planned.key, failed(planned, twice(planned)));
      else if (unchanged) after.set(planned.key, old);
      else {
        // The order of the plan is kept, though the answer may come later.
        after.set(planned.key, failed(planned, untried));
        unsure.push(async (check) => {
          const failure = await check(planned, !taken.has(place));
          after.set(planned.key, failure ? failed(planned, failure) : standingOf(planned));
        });
      }
      places.add(place);
    }
    if (unsure.length === 0) return after;
    const check = this.#newCheck();
    for (let at = 0; at < unsure.length; at += checksAtOnce) {
      await slices.next();
      await Promise.all(unsure.slice(at, at + checksAtOnce).map((ask) => ask(check)));
    }
    return after;
  }
}

function standingOf(planned: PlannedTransportListener): Standing {
  return { planned, place: placeKey(planned.protocol, planned), items: renderListener(planned) };
}

function failed(planned: PlannedTransportListener, failure: BindFailure): Standing {
  return { planned, place: placeKey(planned.protocol, planned), items: [], failure };
}

function twice({ protocol, address, port }: PlannedTransportListener): BindFailure {
  const message = `${protocol.toUpperCase()} ${address} port ${port} is planned for another listener as well; give one of them another port.`;
  return { code: 'port-in-use', message };
}

/** A chain without rules whose name says which plan the table was made from. */
function markerItem(marker: string): Item {
  return { kind: 'chain', family: 'ip', name: marker, rules: [] };
}
