/**
 * What the control process and the engine process say to each other: JSON, one message a line, over a Unix domain
 * socket. Requests carry an id that the reply repeats; evidence comes between replies. Both ends are of one build,
 * which `hello` makes sure of, so only `hello` and `retire` must never change: they are spoken between builds.
 */
import { EngineError } from '../engine.ts';
import type { EngineEvidence, Observed } from '../engine.ts';
import { laneOf } from './lane.ts';
import type { LaneInUse } from './lane.ts';
import type { ChangeOutcome, PlanChange } from './plan-change.ts';
import type { StatsChange } from './stats-change.ts';

/** Raised with every change of a message. */
export const protocolVersion = 5;

/** A line longer than this is no plan of ours: 64 MB hold more than 100,000 listeners. */
export const maxLineLength = 64 * 1024 * 1024;

/** What may be asked, and with what. */
export interface Commands {
  /** First on a connection. A compatible caller becomes the controller; an earlier controller is told to go. */
  readonly hello: { readonly protocol: number; readonly build: string };
  readonly change: PlanChange;
  readonly observe: Record<never, never>;
  /** `everything`: not only what has changed since the last time. */
  readonly stats: { readonly everything: boolean };
  readonly ping: Record<never, never>;
  /** The caller is about to leave: what happens from the answer on is kept for the next controller. */
  readonly release: Record<never, never>;
  /** Answered when everything is closed; the process ends then. */
  readonly close: { readonly drainMs: number };
  /** Answered as soon as the ports are free; the process ends when its connections have. */
  readonly retire: { readonly drainMs: number };
}

export interface Results {
  readonly hello: HelloResult;
  readonly change: ChangeOutcome;
  readonly observe: Observed;
  readonly stats: StatsChange;
  readonly ping: null;
  readonly release: null;
  readonly close: null;
  readonly retire: null;
}

export interface HelloResult {
  /** False: other protocol or other build; only `retire` is answered. */
  readonly compatible: boolean;
  readonly pid: number;
  readonly revision: number;
  /** What it forwards with; absent: an engine of a build that had no choice. */
  readonly lane?: LaneInUse;
}

export type CommandName = keyof Commands;

export type Request = {
  [K in CommandName]: { readonly id: number; readonly name: K; readonly params: Commands[K] };
}[CommandName];

export type EngineMessage =
  | { readonly kind: 'result'; readonly id: number; readonly result: unknown }
  | {
      readonly kind: 'error';
      readonly id: number;
      readonly code: EngineError['code'];
      readonly message: string;
    }
  | { readonly kind: 'evidence'; readonly evidence: EngineEvidence }
  /** Another controller has taken over; the connection ends. */
  | { readonly kind: 'superseded' };

export function encodeRequest<K extends CommandName>(id: number, name: K, params: Commands[K]): string {
  return `${JSON.stringify({ id, name, params })}\n`;
}

export function encodeMessage(message: EngineMessage): string {
  return `${JSON.stringify(message)}\n`;
}

const commandNames: ReadonlySet<string> = new Set<CommandName>([
  'hello',
  'change',
  'observe',
  'stats',
  'ping',
  'release',
  'close',
  'retire',
]);

export function decodeRequest(line: string): Request {
  const value = parseObject(line);
  if (typeof value['id'] !== 'number' || typeof value['params'] !== 'object' || value['params'] === null) {
    throw malformed(line);
  }
  if (typeof value['name'] !== 'string' || !commandNames.has(value['name'])) throw malformed(line);
  // One build speaks on both ends, and the forwarder reports what it cannot carry out: the rest is taken on trust.
  return value as unknown as Request;
}

const messageKinds: ReadonlySet<unknown> = new Set(['result', 'error', 'evidence', 'superseded']);

export function decodeMessage(line: string): EngineMessage {
  const value = parseObject(line);
  if (!messageKinds.has(value['kind'])) throw malformed(line);
  return value as unknown as EngineMessage;
}

/** The result of a command as its type; `hello` alone may come from another build, so its fields are looked at. */
export function resultOf<K extends CommandName>(name: K, result: unknown): Results[K] {
  if (name !== 'hello') return result as Results[K];
  const hello = typeof result === 'object' && result !== null ? result : {};
  const compatible = 'compatible' in hello && hello.compatible === true;
  const pid = 'pid' in hello && typeof hello.pid === 'number' ? hello.pid : 0;
  const revision = 'revision' in hello && typeof hello.revision === 'number' ? hello.revision : 0;
  const lane = 'lane' in hello ? laneOf(hello.lane) : undefined;
  return { compatible, pid, revision, ...(lane && { lane }) } as Results[K];
}

function parseObject(line: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw malformed(line, cause);
  }
  if (typeof value !== 'object' || value === null) throw malformed(line);
  return value as Record<string, unknown>;
}

function malformed(line: string, cause?: unknown): EngineError {
  const message = `Not a control message: ${line.slice(0, 80)}`;
  return new EngineError('protocol', message, cause === undefined ? {} : { cause });
}
