/** Connections that exist: who ends them, and when. The rules of src/engine/embedded/tcp-listener.ts (`#lost`, `#regained`). */
import type { OnTargetLost } from '../../../../src/domain/plan-types.ts';
import type { Role } from '../../../../src/domain/roles.ts';
import type { Agenda, Plan } from './agenda.ts';

/** `server`: it died, and its kernel reset them. `policy`: cut by `reset`, or when the time of `drain` was over. */
export interface Cut {
  readonly atMs: number;
  readonly server: Role;
  readonly count: number;
  readonly by: 'server' | 'policy';
}

export class Established {
  readonly cuts: Cut[] = [];
  readonly #agenda: Agenda;
  readonly #policy: OnTargetLost;
  /** When each ends by itself. */
  readonly #endsAtMs: Record<Role, number[]> = { Master: [], Slave: [] };
  readonly #drains: Partial<Record<Role, Plan>> = {};

  constructor(agenda: Agenda, policy: OnTargetLost) {
    this.#agenda = agenda;
    this.#policy = policy;
  }

  add(server: Role, endsAtMs: number): void {
    this.#endsAtMs[server].push(endsAtMs);
  }

  /** The server takes no new ones any more. Gives back how many ended at once. */
  lost(server: Role): number {
    switch (this.#policy.kind) {
      case 'keep':
        return 0;
      case 'reset':
        return this.#cut(server, 'policy');
      case 'drain':
        this.#drains[server] = this.#agenda.after(this.#policy.timeoutMs, () => this.#cut(server, 'policy'));
        return 0;
    }
  }

  regained(server: Role): void {
    this.#drains[server]?.cancel();
  }

  died(server: Role): void {
    this.#cut(server, 'server');
  }

  #cut(server: Role, by: Cut['by']): number {
    const atMs = this.#agenda.nowMs;
    const count = this.#endsAtMs[server].filter((endsAtMs) => endsAtMs > atMs).length;
    this.#endsAtMs[server] = [];
    if (count > 0) this.cuts.push({ atMs, server, count, by });
    return count;
  }
}
