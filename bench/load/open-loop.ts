/** Short connections at a fixed rate from the client of the bed, and what became of each. */
import type { Doors } from '../engines/engine.ts';
import type { Stage } from '../metrics/metric.ts';

/** Times in milliseconds on the host clock. */
export interface OpenRecord {
  readonly dueMs: number;
  /** How late this client was to begin it. */
  readonly lateMs: number;
  /** From when it was due. */
  readonly tookMs: number;
  readonly outcome: string;
  /** First byte of the answer, which names the server; `-` without one. */
  readonly server: string;
}

export interface OpenLoad {
  readonly perSecond: number;
  readonly seconds: number;
  readonly timeoutMs: number;
}

/** Resolves when the last one has ended. */
export async function runOpenLoop(
  { bed, load }: Pick<Stage, 'bed' | 'load'>,
  { address, ports }: Pick<Doors, 'address'> & { readonly ports: { readonly http: number } },
  { perSecond, seconds, timeoutMs }: OpenLoad,
): Promise<readonly OpenRecord[]> {
  const amounts = [perSecond, seconds, timeoutMs].map(String);
  return parseOpenLoop(await bed.client.run([load, 'open', address, String(ports.http), ...amounts]));
}

export function parseOpenLoop(output: string): readonly OpenRecord[] {
  return output
    .trim()
    .split('\n')
    .map((line) => {
      const [due, late, took, outcome, server] = line.split(' ');
      if (outcome === undefined || server === undefined) throw new Error(`open loop: ${line}`);
      return { dueMs: Number(due), lateMs: Number(late), tookMs: Number(took), outcome, server };
    });
}
