/** One question, and what stands for expectations that are no plain values. */
import type { ActionName } from '../../../src/contract/index.ts';

export interface Question {
  readonly action: ActionName;
  readonly parameters: Readonly<Record<string, string>>;
  /** Read page by page, a few entries each, until the end; `list` names what is put together. */
  readonly paged?: { readonly list: string; readonly by: 'number' | 'token'; readonly size: string };
  /** A part of the answer: what is left out is not looked at, and undefined means that it must not be there. */
  readonly expected?: unknown;
  /** Code of the refusal that must come instead. */
  readonly refusal?: string;
}

/** A list whose order no document fixes to the last: compared by one member of its entries. */
export class AnyOrder {
  readonly by: string;
  readonly items: readonly unknown[];

  constructor(by: string, items: readonly unknown[]) {
    this.by = by;
    this.items = items;
  }
}

/** What stands for a started listener: the port opens a moment later, and that of layer 7 not yet at all. */
export class OneOf {
  readonly words: readonly string[];

  constructor(...words: readonly string[]) {
    this.words = words;
  }
}

export const region = { RegionId: 'cn-hangzhou' } as const;
