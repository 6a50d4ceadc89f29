/** Why a difference is there on purpose, and how a list of reasons is held against the differences. */
import type { Difference, DifferenceKind } from './difference.ts';

export interface Reason {
  /** One sentence for a reader of the docs. */
  readonly text: string;
  /** What it covers, for the message when it covers nothing. */
  readonly scope: string;
  covers(difference: Difference): boolean;
}

type Of<K extends DifferenceKind> = Extract<Difference, { kind: K }>;
type Pattern = string | RegExp;

interface Scope<K extends DifferenceKind> {
  /** Action; every one when left out. */
  readonly on?: Pattern;
  /** Parameters, fields, codes or groups; all when left out. Each must occur. */
  readonly names?: readonly Pattern[];
  readonly when?: (difference: Of<K>) => boolean;
}

/** One reason per name, so that a name that no longer differs is found out. */
export function because<K extends DifferenceKind>(
  kind: K,
  text: string,
  { on, names, when = () => true }: Scope<K> = {},
): readonly Reason[] {
  return (names ?? [undefined]).map((name) => ({
    text,
    scope: [kind, on, name].filter((part) => part !== undefined).join(' '),
    covers: (difference) =>
      isOf(difference, kind) &&
      fits(on, difference.action) &&
      fits(name, subjectOf(difference)) &&
      when(difference),
  }));
}

/** What differs: the parameter, field, code or group. */
export function subjectOf(difference: Difference): string {
  if ('param' in difference) return difference.param;
  if ('field' in difference) return difference.field;
  return 'code' in difference ? difference.code : difference.group;
}

export interface Explained {
  readonly difference: Difference;
  readonly reason: Reason;
}

export interface Explanation {
  readonly explained: readonly Explained[];
  readonly unexplained: readonly Difference[];
  /** Reasons for what does not differ (any more), or for what an earlier reason covers. */
  readonly stale: readonly Reason[];
}

/** The first reason that covers a difference is the one that counts. */
export function explain(differences: readonly Difference[], reasons: readonly Reason[]): Explanation {
  const explained: Explained[] = [];
  const unexplained: Difference[] = [];
  for (const difference of differences) {
    const reason = reasons.find((candidate) => candidate.covers(difference));
    if (reason) explained.push({ difference, reason });
    else unexplained.push(difference);
  }
  const used = new Set(explained.map(({ reason }) => reason));
  return { explained, unexplained, stale: reasons.filter((reason) => !used.has(reason)) };
}

function isOf<K extends DifferenceKind>(difference: Difference, kind: K): difference is Of<K> {
  return difference.kind === kind;
}

function fits(pattern: Pattern | undefined, text: string): boolean {
  if (pattern === undefined) return true;
  return typeof pattern === 'string' ? pattern === text : pattern.test(text);
}
