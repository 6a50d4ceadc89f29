/** All load balancers as one reader is told of them: those it may describe, each in its order. */
import type { BalancersTopic, Update } from './balancers-topic.ts';

export interface ReaderParts {
  readonly topic: BalancersTopic;
  /** Null: the reader sees everything. */
  readonly sees: ((loadBalancerId: string) => Promise<boolean>) | null;
  /** False: the reader is behind and misses it. */
  readonly send: (event: string, json: string) => boolean;
  readonly onFailure: () => void;
}

export class BalancersReader {
  readonly #parts: ReaderParts;
  /** What the reader knows: what it has missed does not count, so that what is gone meanwhile can be taken back. */
  readonly #knows = new Set<string>();
  #begun = false;
  /** A look at a policy takes time; what comes meanwhile waits, or something old could be told last. */
  #turn: Promise<void> = Promise.resolve();

  constructor(parts: ReaderParts) {
    this.#parts = parts;
  }

  /** Everything, and from then on what differs, until the function that comes back is called. */
  begin(): () => void {
    const { now, end } = this.#parts.topic.subscribe((update) => this.#take(update));
    this.#take(now);
    return end;
  }

  /** Anew, for one who has missed something. */
  everything(): void {
    const { event, parts } = this.#parts.topic.snapshot();
    const gone = [...this.#knows].filter((id) => !parts.has(id));
    this.#take({
      event,
      parts: gone.length === 0 ? parts : new Map([...parts, ...gone.map((id) => [id, 'null'] as const)]),
    });
  }

  /** Takes back what may not be seen any more: tags may decide it. */
  lookAgain(): void {
    const { sees } = this.#parts;
    if (!sees) return;
    this.#queue(async () => {
      const hidden = new Map<string, string>();
      for (const id of this.#knows) if (!(await sees(id))) hidden.set(id, 'null');
      if (hidden.size > 0) this.#tell('balancers', hidden);
    });
  }

  #take(update: Update): void {
    const { sees } = this.#parts;
    if (!sees) return this.#tell(update.event, update.parts);
    this.#queue(async () => {
      const visible = await this.#visible(update, sees);
      if (visible.size > 0 || !this.#begun) this.#tell(update.event, visible);
    });
  }

  #queue(work: () => Promise<void>): void {
    this.#turn = this.#turn.then(work).catch(() => this.#parts.onFailure());
  }

  async #visible({ event, parts }: Update, sees: (id: string) => Promise<boolean>): Promise<Update['parts']> {
    const visible = new Map<string, string>();
    for (const [id, json] of parts) {
      // Figures of thousands come every two seconds: whoever knows the load balancer may have them.
      if (event === 'figures' ? this.#knows.has(id) : json !== 'null' && (await sees(id))) {
        visible.set(id, json);
      } else if (event === 'balancers' && this.#knows.has(id)) visible.set(id, 'null');
    }
    return visible;
  }

  #tell(event: Update['event'], parts: Update['parts']): void {
    this.#begun = true;
    if (!this.#parts.send(event, joined(parts)) || event === 'figures') return;
    for (const [id, json] of parts) {
      if (json === 'null') this.#knows.delete(id);
      else this.#knows.add(id);
    }
  }
}

/** A large one is the same for everybody who sees everything. */
const joinedParts = new WeakMap<Update['parts'], string>();

function joined(parts: Update['parts']): string {
  const known = joinedParts.get(parts);
  if (known !== undefined) return known;
  const json = `{${[...parts].map(([id, part]) => `${JSON.stringify(id)}:${part}`).join(',')}}`;
  joinedParts.set(parts, json);
  return json;
}
