/** Where everything of a story is drawn: a lane for each server, one each for decision, engine and first client. Pure. */
import { beginOf, type FailoverEvent, targetOf } from './event.ts';
import { originOf, type Story } from './story.ts';
import type { View } from './timeline-view.ts';

export type Lane =
  | { readonly kind: 'server'; readonly targetId: string; readonly role: 'Master' | 'Slave' | null }
  | { readonly kind: 'decision' | 'engine' | 'client' };

export type Tone = 'good' | 'bad' | 'decision' | 'effect';

export interface Mark {
  readonly event: FailoverEvent;
  /** Index of its lane. */
  readonly lane: number;
  /** Pixels; where it begins (a probe takes time) and where it is told. */
  readonly beginX: number;
  readonly x: number;
  readonly afterMs: number;
  readonly tone: Tone;
  /** Bigger, because something changed with it. */
  readonly isTurn: boolean;
  /** Its time does not overlap that of the mark before it in its lane. */
  readonly hasLabel: boolean;
}

export interface TimelineLayout {
  readonly lanes: readonly Lane[];
  /** Oldest first. */
  readonly marks: readonly Mark[];
  /** Pairs of marks, cause and effect. */
  readonly causes: readonly (readonly [Mark, Mark])[];
}

const LABEL_WIDTH = 66;

export function layoutOf(story: Story, view: View, width: number): TimelineLayout {
  const lanes = lanesOf(story);
  const origin = originOf(story);
  const xOf = (ms: number): number => ((ms - origin - view.fromMs) / (view.toMs - view.fromMs)) * width;
  const labelled = new Map<number, number>();
  const marks = story.events.map((event): Mark => {
    const lane = lanes.findIndex((candidate) => isOn(event, candidate));
    const x = xOf(event.atMs);
    const hasLabel = x - (labelled.get(lane) ?? Number.NEGATIVE_INFINITY) >= LABEL_WIDTH;
    if (hasLabel) labelled.set(lane, x);
    const beginX = xOf(beginOf(event));
    return { event, lane, beginX, x, afterMs: event.atMs - origin, hasLabel, ...looksOf(event) };
  });
  return { lanes, marks, causes: causesOf(marks) };
}

function lanesOf(story: Story): readonly Lane[] {
  const servers = new Map<string, Lane & { readonly kind: 'server' }>();
  for (const event of story.events) {
    const { fact } = event;
    if (fact.kind !== 'probe-failed' && fact.kind !== 'verdict') continue;
    servers.set(fact.targetId, { kind: 'server', targetId: fact.targetId, role: fact.role });
  }
  const order = [...servers.values()].sort((a, b) => (a.role ?? '').localeCompare(b.role ?? ''));
  const isNeeded = (lane: Lane): boolean => story.events.some((event) => isOn(event, lane));
  const others: readonly Lane[] = [{ kind: 'decision' }, { kind: 'engine' }, { kind: 'client' }];
  return [...order, ...others.filter(isNeeded)];
}

function isOn(event: FailoverEvent, lane: Lane): boolean {
  switch (event.fact.kind) {
    case 'probe-failed':
    case 'verdict':
      return lane.kind === 'server' && lane.targetId === targetOf(event);
    case 'decision':
    case 'held':
      return lane.kind === 'decision';
    case 'applied':
      return lane.kind === 'engine';
    case 'first-served':
      return lane.kind === 'client';
  }
}

function looksOf({ fact }: FailoverEvent): Pick<Mark, 'tone' | 'isTurn'> {
  switch (fact.kind) {
    case 'probe-failed':
      return { tone: 'bad', isTurn: false };
    case 'verdict':
      return { tone: fact.to === 'healthy' ? 'good' : 'bad', isTurn: true };
    case 'decision':
    case 'held':
      return { tone: 'decision', isTurn: true };
    case 'applied':
    case 'first-served':
      return { tone: 'effect', isTurn: true };
  }
}

/** Evidence leads to the verdict of its server, the last verdict to the decision, and that to what follows. */
function causesOf(marks: readonly Mark[]): TimelineLayout['causes'] {
  const turns = marks.filter(({ isTurn }) => isTurn);
  const decided = turns.findIndex(({ tone }) => tone === 'decision');
  const chain = decided < 0 ? [] : turns.slice(Math.max(0, decided - 1));
  return chain.flatMap((mark, index) => {
    const next = chain[index + 1];
    return next ? [[mark, next] as const] : [];
  });
}
