/** What the engine process is started with: one JSON argument, so that `ps` shows which engine it is. */
import { EngineError } from '../engine.ts';

/** What becomes of the engine when its controller is gone: it keeps forwarding, or it ends. */
export type OrphanRule = 'keep' | 'exit';

export interface ProcessOptions {
  /** Control socket to listen on. */
  readonly socket: string;
  /** Names the program; a controller of another build is refused. */
  readonly build: string;
  readonly orphan: OrphanRule;
}

/** Printed on standard output when the control socket listens. */
export const readyLine = 'ready';

export function encodeProcessOptions(options: ProcessOptions): string {
  return JSON.stringify(options);
}

export function decodeProcessOptions(text: string | undefined): ProcessOptions {
  const value: unknown = JSON.parse(text ?? 'null');
  if (
    typeof value === 'object' &&
    value !== null &&
    'socket' in value &&
    'build' in value &&
    'orphan' in value
  ) {
    const { socket, build, orphan } = value;
    const known = orphan === 'keep' || orphan === 'exit';
    if (typeof socket === 'string' && typeof build === 'string' && known) return { socket, build, orphan };
  }
  throw new EngineError('start-failed', 'The engine process needs its options as one JSON argument.');
}
