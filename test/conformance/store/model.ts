/** The store as one would explain it on a blackboard: what random commands are compared with. */
import type { Change, Key, Precondition } from '../../../src/store/store.ts';
import { text } from './case.ts';
import type { ReadableBatch } from './case.ts';

export class Model {
  revision = 0;
  readonly entries = new Map<Key, { readonly value: string; readonly revision: number }>();
  readonly history: ReadableBatch[] = [];

  /** The revision, or what went wrong. */
  commit(change: Change): number | 'conflict' {
    if (!change.preconditions.every((precondition) => this.#holds(precondition))) return 'conflict';
    const revision = this.revision + 1;
    const puts: Record<Key, string> = {};
    const deletes: Key[] = [];
    for (const write of change.writes) {
      if (write.kind === 'put') {
        puts[write.key] = text(write.value) ?? '';
        this.entries.set(write.key, { value: puts[write.key] ?? '', revision });
      } else if (this.entries.delete(write.key)) {
        deletes.push(write.key);
      }
    }
    if (Object.keys(puts).length + deletes.length === 0) return this.revision;
    this.history.push({ revision, puts, deletes: deletes.sort() });
    this.revision = revision;
    return revision;
  }

  list(prefix: Key): [Key, string, number][] {
    const found = [...this.entries].filter(([key]) => key.startsWith(prefix));
    return found
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]): [Key, string, number] => [key, entry.value, entry.revision]);
  }

  #holds(precondition: Precondition): boolean {
    switch (precondition.kind) {
      case 'absent':
        return !this.entries.has(precondition.key);
      case 'unchanged':
        return this.entries.get(precondition.key)?.revision === precondition.revision;
      case 'prefix-unchanged':
        return this.list(precondition.prefix).every(([, , revision]) => revision <= precondition.revision);
    }
  }
}
