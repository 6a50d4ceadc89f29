/** What each lane of the timeline shows. Pure: a simulation and a scale in, shapes out; `y` is the top of the lane. */
import type { Verdict } from '../../../../src/domain/health.ts';
import type { ActiveRole, Role } from '../../../../src/domain/roles.ts';
import { DELAYED_MS, type FailoverWindow, penaltyAt, windowsOf } from '../model/figures.ts';
import type { Simulation } from '../model/simulate.ts';
import { band, isShown, type Scale, type Shape, type Tone } from './shapes.ts';
import { shortDuration, type Words } from './words.ts';

export const LANE_HEIGHT = 20;

const verdictTones: Readonly<Record<Verdict, Tone>> = {
  unknown: 'line',
  healthy: 'ok-soft',
  unhealthy: 'critical-soft',
};

/** The verdict as a band, the probes as dots on it. */
export function healthLane(simulation: Simulation, role: Role, scale: Scale, y: number): readonly Shape[] {
  const turns = simulation.events.flatMap(({ atMs, fact }) =>
    fact.kind === 'verdict' && fact.role === role ? { atMs, verdict: fact.to } : [],
  );
  const first = { atMs: 0, verdict: 'unknown' as const };
  return [
    ...bands([first, ...turns], scale, (turn, view) =>
      band(scale, view, y, LANE_HEIGHT, verdictTones[turn.verdict]),
    ),
    ...probeDots(simulation, role, scale, y + LANE_HEIGHT / 2),
  ];
}

/** Passed probes are thinned where they are too dense to be told apart, failed ones less. */
function probeDots({ probes }: Simulation, role: Role, scale: Scale, y: number): readonly Shape[] {
  let lastX = Number.NEGATIVE_INFINITY;
  return probes.flatMap(({ server, startMs, endMs, outcome }): readonly Shape[] => {
    if (server !== role || !isShown(scale, endMs)) return [];
    const x = scale.x(endMs);
    const passed = outcome === 'ok';
    if (x - lastX < (passed ? 5 : 3)) return [];
    lastX = x;
    const dot: Shape = { kind: 'dot', x, y, radius: passed ? 2 : 3.5, tone: passed ? 'ok' : 'critical' };
    // A probe that waited for its time-out shows how long.
    const beganX = Math.max(0, scale.x(startMs));
    const wait: Shape = {
      kind: 'path',
      points: [
        [beganX, y],
        [x, y],
      ],
      tone: 'critical',
    };
    return x - beganX > 4 ? [wait, dot] : [dot];
  });
}

export function activeLane(simulation: Simulation, scale: Scale, y: number, words: Words): readonly Shape[] {
  const tones: Readonly<Record<ActiveRole, Tone>> = {
    Master: 'ok-soft',
    Slave: 'accent-soft',
    None: 'critical-soft',
  };
  const states = simulation.elections.map(({ atMs, election: { active } }) => ({ atMs, active }));
  const changes = states.filter(({ active }, i) => active !== states[i - 1]?.active);
  return bands(changes, scale, ({ active }, view) => {
    const rects = band(scale, view, y, LANE_HEIGHT, tones[active]);
    const [rect] = rects;
    const text = words.roles[active];
    const isWide = rect?.kind === 'rect' && rect.width > 14 + 7 * text.length;
    if (!isWide) return rects;
    return [...rects, { kind: 'text', x: rect.x + 6, y: y + 14, text, tone: 'text', anchor: 'start' }];
  });
}

function bands<S extends { readonly atMs: number }>(
  states: readonly S[],
  scale: Scale,
  draw: (state: S, view: { readonly fromMs: number; readonly toMs: number }) => readonly Shape[],
): readonly Shape[] {
  return states.flatMap((state, i) =>
    draw(state, { fromMs: state.atMs, toMs: states[i + 1]?.atMs ?? scale.toMs }),
  );
}

const BIN_WIDTH = 4;
export const CLIENTS_HEIGHT = 44;

type Bin = readonly [failed: number, delayed: number, served: number];
const clientTones: readonly Tone[] = ['critical', 'warning', 'ok-soft'];

/** Those who came in each bit of time, by how they fared, the worst at the bottom. */
export function clientsLane({ clients }: Simulation, scale: Scale, y: number): readonly Shape[] {
  const bins = Array.from(
    { length: Math.ceil(scale.width / BIN_WIDTH) },
    () => [0, 0, 0] as [number, number, number],
  );
  for (const { atMs, endedAtMs, outcome } of clients) {
    const bin = bins[Math.floor(scale.x(atMs) / BIN_WIDTH)];
    if (bin) bin[outcome === 'failed' ? 0 : endedAtMs - atMs >= DELAYED_MS ? 1 : 2] += 1;
  }
  const most = Math.max(1, ...bins.map((bin) => sum(bin)));
  return runs(bins).flatMap(({ bin, from, to }) => {
    let bottom = y + CLIENTS_HEIGHT;
    return bin.flatMap((count, i): readonly Shape[] => {
      if (count === 0) return [];
      const height = (count / most) * CLIENTS_HEIGHT;
      bottom -= height;
      const x = from * BIN_WIDTH;
      const width = Math.min(to * BIN_WIDTH, scale.width) - x;
      return [{ kind: 'rect', x, y: bottom, width, height, tone: clientTones[i] ?? 'off' }];
    });
  });
}

/** Bins next to each other that are equal make one shape. */
function runs(
  bins: readonly Bin[],
): readonly { readonly bin: Bin; readonly from: number; readonly to: number }[] {
  const joined: { readonly bin: Bin; readonly from: number; to: number }[] = [];
  bins.forEach((bin, i) => {
    const last = joined.at(-1);
    if (last && last.bin.every((count, k) => count === bin[k])) last.to = i + 1;
    else joined.push({ bin, from: i, to: i + 1 });
  });
  return joined;
}

function sum(bin: Bin): number {
  return bin.reduce((total, count) => total + count, 0);
}

export const PENALTY_HEIGHT = 36;

/** The penalty over time, and the two limits of damping as dashed lines. */
export function penaltyLane(simulation: Simulation, scale: Scale, y: number): readonly Shape[] {
  const { damping } = simulation.scenario.policy.election;
  const yOf = (penalty: number): number => y + PENALTY_HEIGHT * (1 - penalty / damping.maximum);
  const steps = Math.max(1, Math.floor(scale.width / 2));
  const points = Array.from({ length: steps + 1 }, (_, step) => {
    const atMs = scale.fromMs + ((scale.toMs - scale.fromMs) * step) / steps;
    return [scale.x(atMs), yOf(penaltyAt(simulation, atMs))] as const;
  });
  const limit = (penalty: number): Shape => ({
    kind: 'path',
    points: [
      [0, yOf(penalty)],
      [scale.width, yOf(penalty)],
    ],
    tone: 'quiet',
    dashed: true,
  });
  return [limit(damping.holdAt), limit(damping.releaseAt), { kind: 'path', points, tone: 'accent' }];
}

export const BRACKET_HEIGHT = 26;

/** From the first failure to the decision, with what it cost. Labels that would overlap are left out. */
export function bracketLane(simulation: Simulation, scale: Scale, y: number, words: Words): readonly Shape[] {
  let freeX = Number.NEGATIVE_INFINITY;
  return windowsOf(simulation).flatMap((window) => {
    if (!isShown(scale, window.decidedMs)) return [];
    const fromX = Math.max(0, scale.x(window.firstFailureMs));
    const toX = scale.x(window.decidedMs);
    const foot = y + BRACKET_HEIGHT - 2;
    const bracket: Shape = {
      kind: 'path',
      points: [
        [fromX, foot],
        [fromX, foot - 6],
        [toX, foot - 6],
        [toX, foot],
      ],
      tone: 'text',
    };
    const label = labelOf(window, words);
    const width = 6.4 * label.length;
    const x = Math.max(0, Math.min(fromX, scale.width - width));
    if (x < freeX) return [bracket];
    freeX = x + width + 8;
    return [bracket, { kind: 'text', x, y: foot - 11, text: label, tone: 'text', anchor: 'start' }];
  });
}

function labelOf({ firstFailureMs, decidedMs, failed, delayed }: FailoverWindow, words: Words): string {
  return words.window(shortDuration(decidedMs - firstFailureMs), failed, delayed);
}
