/** A data plane to be measured, ours or another's: how it is started on the bed, and where clients find what through it. */
import type { Bed } from '../bed/bed.ts';
import type { Door, ServerName } from '../bed/servers.ts';

export const engineIds = [
  'direct',
  'plain',
  'fast',
  'nftables',
  'nftables-masquerade',
  'haproxy',
  'nginx',
] as const;
export type EngineId = (typeof engineIds)[number];

export interface Engine {
  readonly id: EngineId;
  /** As the tables show it. */
  readonly title: string;
  readonly udp: boolean;
  /**
   * It works in the kernel, on every packet of the host: it runs only while it is measured. A process that nobody
   * connects to costs the others nothing, and stays for all rounds.
   */
  readonly inKernel: boolean;
  /** Absent: nothing to warm up. */
  readonly warmUpSeconds?: number;
  /** One sentence when it cannot run here. */
  whyNot(): Promise<string | undefined>;
  start(bed: Bed, order: StartOrder): Promise<RunningEngine>;
}

export interface StartOrder {
  /** A folder for this start alone; it exists. */
  readonly directory: string;
  /** Where on the virtual address its doors begin. */
  readonly firstPort: number;
  /** So many more HTTP listeners, on ports of their own from `MORE_LISTENERS_FROM`. */
  readonly moreListeners?: number;
}

export const MORE_LISTENERS_FROM = 20_000;

export interface RunningEngine {
  readonly doors: Doors;
  /** Of the processes that carry the traffic; empty: the kernel does. */
  pids(): readonly number[];
  /** What it said of itself, e.g. its version. */
  readonly about: string;
  stop(): Promise<void>;
  /**
   * Absent: it cannot be switched by the bench. Resolves when new connections should go to this server: those of the HTTP
   * door, or of all listeners.
   */
  switchTo?(active: ServerName, what: 'http' | 'all'): Promise<Switch>;
}

export interface Switch {
  /** How long the engine took to say that the switch is in force. */
  readonly ms: number;
  /** Host clock. */
  readonly beganMs: number;
  readonly endedMs: number;
}

/** Where a client connects to. */
export interface Doors {
  readonly address: string;
  readonly ports: Readonly<Record<Door, number>>;
}

export function virtualDoors(address: string, firstPort: number): Doors {
  return {
    address,
    ports: { http: firstPort, bulk: firstPort + 1, echo: firstPort + 2, sink: firstPort + 3 },
  };
}
