/**
 * A ruleset as a bag of items, and the commands that lead from one bag to another. Items that several listeners need
 * (the access list that they share, a time-out) are there once and go with the last user.
 */
import type { Slices } from '../../lib/slices.ts';
import type { Family } from './names.ts';
import { tableName } from './names.ts';

export type Item =
  /** A counter or a policy of time-outs. */
  | {
      readonly kind: 'object';
      readonly family: Family;
      readonly type: 'counter' | 'ct timeout';
      readonly name: string;
      readonly body: string;
    }
  | { readonly kind: 'set'; readonly family: Family; readonly name: string; readonly body: string }
  | {
      readonly kind: 'chain';
      readonly family: Family;
      readonly name: string;
      /** Of a chain that packets come to by themselves: type, hook and priority. */
      readonly hook?: string;
      readonly rules: readonly string[];
    }
  /** Of a set, or with a value of a map. */
  | {
      readonly kind: 'element';
      readonly family: Family;
      readonly set: string;
      readonly key: string;
      readonly value?: string;
    };

interface Used {
  item: Item;
  uses: number;
}

/** What differs between two bags. */
interface Difference {
  readonly added: Item[];
  readonly changed: { readonly from: Item; readonly to: Item }[];
  readonly removed: Item[];
}

/** The bag in force. */
export class Ruleset {
  readonly #used = new Map<string, Used>();

  /** The commands, in order, that take away the one and bring the other; taken as carried out from here on. */
  async exchange(gone: readonly Item[], come: readonly Item[], slices: Slices): Promise<readonly string[]> {
    const before = new Map<string, Item | undefined>();
    const remember = (id: string): void => {
      if (!before.has(id)) before.set(id, this.#used.get(id)?.item);
    };
    for (const item of come) {
      await slices.next();
      const id = idOf(item);
      remember(id);
      const used = this.#used.get(id);
      if (used === undefined) this.#used.set(id, { item, uses: 1 });
      else {
        used.uses += 1;
        used.item = item;
      }
    }
    for (const item of gone) {
      await slices.next();
      const id = idOf(item);
      remember(id);
      const used = this.#used.get(id);
      if (used === undefined) continue;
      used.uses -= 1;
      if (used.uses === 0) this.#used.delete(id);
    }
    return commandsOf(this.#difference(before));
  }

  /** All of it, as commands for a table that has none of it. */
  commands(): readonly string[] {
    return commandsOf({ added: [...this.#used.values()].map(({ item }) => item), changed: [], removed: [] });
  }

  #difference(before: ReadonlyMap<string, Item | undefined>): Difference {
    const difference: Difference = { added: [], changed: [], removed: [] };
    for (const [id, from] of before) {
      const to = this.#used.get(id)?.item;
      if (from === undefined && to !== undefined) difference.added.push(to);
      else if (from !== undefined && to === undefined) difference.removed.push(from);
      else if (from !== undefined && to !== undefined && contentOf(from) !== contentOf(to))
        difference.changed.push({ from, to });
    }
    return difference;
  }
}

/** Two renderings of one listener without what they begin and end with alike: of ten items a switch changes one or two. */
export function exchangedItems(
  before: readonly Item[],
  after: readonly Item[],
): { readonly gone: readonly Item[]; readonly come: readonly Item[] } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && areAlike(before[start], after[start])) start += 1;
  let end = 0;
  while (end < shorter - start && areAlike(before.at(-1 - end), after.at(-1 - end))) end += 1;
  return { gone: before.slice(start, before.length - end), come: after.slice(start, after.length - end) };
}

function areAlike(one: Item | undefined, other: Item | undefined): boolean {
  if (one === undefined || other === undefined) return false;
  return idOf(one) === idOf(other) && contentOf(one) === contentOf(other);
}

function idOf(item: Item): string {
  return item.kind === 'element'
    ? `${item.family} ${item.set} ${item.key}`
    : `${item.family} ${item.kind} ${item.name}`;
}

function contentOf(item: Item): string {
  switch (item.kind) {
    case 'object':
    case 'set':
      return item.body;
    case 'chain':
      return item.rules.join('\n');
    case 'element':
      return item.value ?? '';
  }
}

/** In the order that the kernel wants: what is referred to exists before, and goes after, what refers to it. */
function commandsOf({ added, changed, removed }: Difference): readonly string[] {
  const now = changed.map(({ to }) => to);
  const old = changed.map(({ from }) => from);
  return [
    ...added.filter((each) => each.kind === 'object' || each.kind === 'set').map(create),
    ...added.filter((each) => each.kind === 'chain').map(create),
    ...elements('delete', [...old, ...removed]),
    ...old.filter(({ kind }) => kind === 'chain').map(empty),
    ...[...added, ...now].flatMap(fill),
    ...elements('add', [...added, ...now]),
    ...removed.filter(({ kind }) => kind === 'chain').map(empty),
    ...removed.filter((each) => each.kind === 'chain').map(remove),
    ...removed.filter((each) => each.kind === 'set' || each.kind === 'object').map(remove),
  ];
}

/** One command a set: ten thousand of them in one are read several times as fast as one by one. */
function elements(verb: 'add' | 'delete', items: readonly Item[]): readonly string[] {
  const bySet = new Map<string, string[]>();
  for (const item of items) {
    if (item.kind !== 'element') continue;
    const set = `${item.family} ${tableName} ${item.set}`;
    const value = verb === 'delete' || item.value === undefined ? '' : ` : ${item.value}`;
    const list = bySet.get(set);
    if (list === undefined) bySet.set(set, [item.key + value]);
    else list.push(item.key + value);
  }
  return [...bySet].map(([set, list]) => `${verb} element ${set} { ${list.join(', ')} }`);
}

function create(item: Exclude<Item, { kind: 'element' }>): string {
  switch (item.kind) {
    case 'object':
      return `add ${item.type} ${item.family} ${tableName} ${item.name} { ${item.body} }`;
    case 'set':
      return `add set ${item.family} ${tableName} ${item.name} { ${item.body} }`;
    case 'chain':
      return `add chain ${item.family} ${tableName} ${item.name}${item.hook === undefined ? '' : ` { ${item.hook} }`}`;
  }
}

function empty(item: Item): string {
  return item.kind === 'chain' ? `flush chain ${item.family} ${tableName} ${item.name}` : '';
}

function fill(item: Item): readonly string[] {
  if (item.kind !== 'chain') return [];
  return item.rules.map((rule) => `add rule ${item.family} ${tableName} ${item.name} ${rule}`);
}

function remove(item: Exclude<Item, { kind: 'element' }>): string {
  switch (item.kind) {
    case 'object':
      return `delete ${item.type} ${item.family} ${tableName} ${item.name}`;
    case 'set':
    case 'chain':
      return `delete ${item.kind} ${item.family} ${tableName} ${item.name}`;
  }
}
