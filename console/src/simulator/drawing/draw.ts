/** The whole timeline of a simulation: lanes from top to bottom over one axis of time. Pure. */
import { penaltyAt } from '../model/figures.ts';
import type { Fault } from '../model/scenario.ts';
import type { Simulation } from '../model/simulate.ts';
import {
  activeLane,
  BRACKET_HEIGHT,
  bracketLane,
  CLIENTS_HEIGHT,
  clientsLane,
  healthLane,
  LANE_HEIGHT,
  PENALTY_HEIGHT,
  penaltyLane,
} from './lanes.ts';
import { isShown, type Picture, type Scale, scaleOf, type Shape, type View } from './shapes.ts';
import { axisTime, type Words } from './words.ts';

interface Lane {
  readonly title: string;
  readonly height: number;
  readonly draw: (y: number) => readonly Shape[];
}

const TITLE_HEIGHT = 18;
const FAULT_HEIGHT = 16;
const GAP = 8;
const AXIS_HEIGHT = 24;

export function drawTimeline(simulation: Simulation, view: View, width: number, words: Words): Picture {
  const scale = scaleOf(view, width);
  const shapes: Shape[] = [];
  let y = 0;
  for (const { title, height, draw } of lanesOf(simulation, scale, words)) {
    shapes.push({ kind: 'text', x: 0, y: y + 13, text: title, tone: 'quiet', anchor: 'start' });
    shapes.push(...draw(y + TITLE_HEIGHT));
    y += TITLE_HEIGHT + height + GAP;
  }
  const height = y + AXIS_HEIGHT;
  return { width, height, shapes: [...gridOf(scale, y), ...shapes] };
}

function lanesOf(simulation: Simulation, scale: Scale, words: Words): readonly Lane[] {
  const { faults } = simulation.scenario;
  const health = (role: Fault['server']): Lane => ({
    title: words.health(role),
    height: LANE_HEIGHT,
    draw: (y) => healthLane(simulation, role, scale, y),
  });
  const lanes: readonly Lane[] = [
    {
      title: words.faults,
      // The first lane: where its marks are is known without it.
      height: faultRows(faults) * FAULT_HEIGHT,
      draw: () => faultLane(faults, scale, words),
    },
    health('Master'),
    health('Slave'),
    {
      title: words.active,
      height: BRACKET_HEIGHT + LANE_HEIGHT,
      draw: (y) => [
        ...bracketLane(simulation, scale, y, words),
        ...activeLane(simulation, scale, y + BRACKET_HEIGHT, words),
      ],
    },
    { title: words.clients, height: CLIENTS_HEIGHT, draw: (y) => clientsLane(simulation, scale, y) },
  ];
  if (!wasPenalised(simulation)) return lanes;
  const penalty = { title: words.penalty, height: PENALTY_HEIGHT };
  return [...lanes, { ...penalty, draw: (y) => penaltyLane(simulation, scale, y) }];
}

/** Of interest once there was more than one switch. */
function wasPenalised(simulation: Simulation): boolean {
  return simulation.elections.some(({ atMs }) => penaltyAt(simulation, atMs) > 1);
}

function faultRows(faults: readonly Fault[]): number {
  return Math.max(1, Math.min(4, faults.length));
}

export interface FaultHandle {
  readonly fault: Fault;
  readonly x: number;
  readonly y: number;
}

/** In the order given. Drawn one line each by time, over again after four, so that names do not overlap. */
export function faultHandles(faults: readonly Fault[], scale: Scale): readonly FaultHandle[] {
  const rows = faultRows(faults);
  const byTime = [...faults].sort((a, b) => a.atMs - b.atMs);
  return faults
    .map((fault) => ({
      fault,
      x: scale.x(fault.atMs),
      y: TITLE_HEIGHT + (byTime.indexOf(fault) % rows) * FAULT_HEIGHT + FAULT_HEIGHT / 2,
    }))
    .filter(({ fault }) => isShown(scale, fault.atMs));
}

function faultLane(faults: readonly Fault[], scale: Scale, words: Words): readonly Shape[] {
  return faultHandles(faults, scale).flatMap(({ fault: { server, kind }, x, y }): readonly Shape[] => {
    const text = `${words.roles[server]}: ${words.faultKinds[kind]}`;
    const tone = kind === 'back' ? 'ok' : 'critical';
    const atEnd = x + 12 + 6.6 * text.length > scale.width;
    const anchor = atEnd ? 'end' : 'start';
    return [
      { kind: 'dot', x, y, radius: 4, tone },
      { kind: 'text', x: atEnd ? x - 8 : x + 8, y: y + 4, text, tone, anchor },
    ];
  });
}

const STEPS_MS = [
  1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 60_000, 120_000, 300_000, 600_000,
];
const TICK_WIDTH = 70;

function gridOf(scale: Scale, bottom: number): readonly Shape[] {
  const perTickMs = ((scale.toMs - scale.fromMs) / scale.width) * TICK_WIDTH;
  const stepMs = STEPS_MS.find((step) => step >= perTickMs) ?? 1_200_000;
  const shapes: Shape[] = [];
  for (let atMs = Math.ceil(scale.fromMs / stepMs) * stepMs; atMs <= scale.toMs; atMs += stepMs) {
    const x = scale.x(atMs);
    const anchor = x < 20 ? 'start' : x > scale.width - 24 ? 'end' : 'middle';
    shapes.push({
      kind: 'path',
      points: [
        [x, 0],
        [x, bottom],
      ],
      tone: 'line',
    });
    shapes.push({ kind: 'text', x, y: bottom + 14, text: axisTime(atMs, stepMs), tone: 'quiet', anchor });
  }
  return shapes;
}
