/** A thing to be measured of an engine. */
import type { Bed, Layout } from '../bed/bed.ts';
import type { Servers } from '../bed/servers.ts';
import type { Doors, Engine, EngineId, StartOrder } from '../engines/engine.ts';

/** By name; the main one is the metric's `figure`. */
export type Figures = Readonly<Record<string, number>>;

/** What a measurement works with. */
export interface Stage {
  readonly bed: Bed;
  readonly servers: Servers;
  /** Path of the load generator. */
  readonly load: string;
  /** How long one measurement of traffic lasts. */
  readonly seconds: number;
  readonly quick: boolean;
  /** For a start of its own: a folder, and ports that no other start has. */
  newOrder(): StartOrder;
}

interface Common {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  readonly figure: string;
  readonly better: 'higher' | 'lower';
  /** Figures that the table shows beside the main one, with their headings. */
  readonly more: readonly (readonly [figure: string, heading: string])[];
  /** One sentence: how it was measured. */
  readonly how: string;
  measures(engine: Engine): boolean;
}

/** Of traffic through an engine that runs; repeated in rounds, all engines one after another in a new order each. */
export interface TrafficMetric extends Common {
  readonly kind: 'traffic';
  /** Absent: a quick run has it too. */
  readonly notQuick?: true;
  readonly layout: Layout;
  measure(stage: Stage, doors: Doors): Promise<Figures>;
}

/** Starts what it measures itself, as often as `rounds` says. */
export interface OwnMetric extends Common {
  readonly kind: 'own';
  readonly rounds: { readonly full: number; readonly quick: number };
  measure(stage: Stage, engine: Engine): Promise<Figures>;
}

export type Metric = TrafficMetric | OwnMetric;

export const everyEngine = (): boolean => true;
export const withUdp = ({ udp }: Engine): boolean => udp;
export const oneOf =
  (...ids: readonly EngineId[]) =>
  ({ id }: Engine): boolean =>
    ids.includes(id);
