/**
 * Who of several workers is told what of a change. A listener is its first worker's; one that is divided is the others'
 * too, from when the first one has bound it until it goes. Pure but for its memory of what has been told.
 */
import type { ListenerKey, PlannedListener } from '../../../domain/plan-types.ts';
import type { ChangeOutcome, PlanChange } from '../plan-change.ts';
import { firstWorkerOf, isDivisible, shareOf } from './division.ts';
import type { Seat, SeatedChange } from './seat.ts';

/** One change a worker, in their order. */
export type Round = readonly SeatedChange[];

export interface Beginning {
  /** What has been bound before follows the change, and ports that go are freed: for all workers at once. */
  readonly known: Round;
  /** Then new ports are taken, by their first workers. */
  readonly fresh: Round;
  /** Listeners that are no longer there, or no longer where they were: their ports are freed. */
  readonly freed: readonly ListenerKey[];
}

export class Allotment {
  readonly #workers: number;
  readonly #mostDivided: number;
  /** Where each listener is. */
  readonly #places = new Map<ListenerKey, string>();
  /** Listeners that all workers have. */
  readonly #everywhere = new Set<ListenerKey>();
  /** Divided listeners that the first worker has not bound yet, as far as is known. */
  readonly #toJoin = new Map<ListenerKey, PlannedListener>();

  /** `mostDivided`: further listeners are single, for each that is divided costs a descriptor a worker. */
  constructor(workers: number, mostDivided: number) {
    this.#workers = workers;
    this.#mostDivided = mostDivided;
  }

  /** In the order in which they came. */
  get keys(): Iterable<ListenerKey> {
    return this.#places.keys();
  }

  begin(change: PlanChange): Beginning {
    const { revision, complete } = change;
    const named = new Set(change.set.map(({ key }) => key));
    const gone = complete ? [...this.#places.keys()].filter((key) => !named.has(key)) : change.remove;
    const isNew = (planned: PlannedListener): boolean => this.#places.get(planned.key) !== placeOf(planned);
    const fresh = change.set.filter(isNew);
    const known = change.set.filter((planned) => !isNew(planned));
    const moved = fresh.map(({ key }) => key).filter((key) => this.#places.has(key));
    const freed = [...gone, ...moved];
    for (const key of freed) this.#forget(key);
    for (const planned of change.set) this.#note(planned);
    const remove = complete ? [] : freed;
    return {
      known: this.#round(known, { revision, complete, remove }),
      fresh: this.#round(fresh, justSet(revision)),
      freed,
    };
  }

  /** At last the other workers join the ports that have been bound. Undefined: there are none that are new. */
  others(revision: number, failures: ChangeOutcome['failures']): Round | undefined {
    const ready = [...this.#toJoin.values()].filter(({ key }) => failures[key] === undefined);
    if (ready.length === 0) return undefined;
    for (const { key } of ready) {
      this.#toJoin.delete(key);
      this.#everywhere.add(key);
    }
    const isFirst = ({ key }: PlannedListener, worker: number): boolean =>
      firstWorkerOf(key, this.#workers) === worker;
    return this.#each((worker) =>
      this.#seated(
        ready.filter((planned) => !isFirst(planned, worker)),
        worker,
        justSet(revision),
      ),
    );
  }

  #note(planned: PlannedListener): void {
    const { key } = planned;
    this.#places.set(key, placeOf(planned));
    this.#toJoin.delete(key);
    if (this.#everywhere.has(key) || !isDivisible(planned, this.#workers)) return;
    if (this.#everywhere.size + this.#toJoin.size < this.#mostDivided) this.#toJoin.set(key, planned);
  }

  #isDivided(planned: PlannedListener): boolean {
    const { key } = planned;
    return (this.#everywhere.has(key) || this.#toJoin.has(key)) && isDivisible(planned, this.#workers);
  }

  #forget(key: ListenerKey): void {
    this.#places.delete(key);
    this.#everywhere.delete(key);
    this.#toJoin.delete(key);
  }

  #round(listeners: readonly PlannedListener[], rest: Omit<PlanChange, 'set'>): Round {
    const has = ({ key }: PlannedListener, worker: number): boolean =>
      this.#everywhere.has(key) || firstWorkerOf(key, this.#workers) === worker;
    return this.#each((worker) =>
      this.#seated(
        listeners.filter((planned) => has(planned, worker)),
        worker,
        rest,
      ),
    );
  }

  #each(changeOf: (worker: number) => SeatedChange): Round {
    return Array.from({ length: this.#workers }, (_, worker) => changeOf(worker));
  }

  #seated(
    listeners: readonly PlannedListener[],
    worker: number,
    rest: Omit<PlanChange, 'set'>,
  ): SeatedChange {
    const seats: Record<ListenerKey, Seat> = {};
    const set = listeners.map((planned) => {
      const seat = this.#seatOf(planned, worker);
      if (seat === undefined) return planned;
      seats[planned.key] = seat;
      return seat === 'first-takes-all' ? planned : shareOf(planned, this.#workers);
    });
    return { ...rest, set, seats };
  }

  #seatOf(planned: PlannedListener, worker: number): Seat | undefined {
    const { key } = planned;
    if (firstWorkerOf(key, this.#workers) !== worker) return 'other';
    if (this.#isDivided(planned)) return 'first';
    return this.#everywhere.has(key) ? 'first-takes-all' : undefined;
  }
}

function justSet(revision: number): Omit<PlanChange, 'set'> {
  return { revision, complete: false, remove: [] };
}

function placeOf({ protocol, address, port }: PlannedListener): string {
  return `${protocol} ${address} ${port}`;
}
