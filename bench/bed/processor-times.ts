/** What the machine's processors did, from /proc/stat: how much of it was not ours. */
import { readFileSync } from 'node:fs';

/** Clock ticks since the start of the machine, by processor. */
export type ProcessorTimes = ReadonlyMap<
  number,
  { readonly busy: number; readonly steal: number; readonly all: number }
>;

export function readProcessorTimes(): ProcessorTimes {
  return parseProcessorTimes(readFileSync('/proc/stat', 'utf8'));
}

export function parseProcessorTimes(text: string): ProcessorTimes {
  const rows = [...text.matchAll(/^cpu(\d+) (.*)$/gm)];
  return new Map(
    rows.map(([, number, ticks = '']) => {
      // user, nice, system, idle, iowait, irq, softirq, steal; guest time stands in user time already.
      const values = ticks.trim().split(/\s+/).map(Number).slice(0, 8);
      const all = values.reduce((sum, value) => sum + value, 0);
      const idle = (values[3] ?? 0) + (values[4] ?? 0);
      return [Number(number), { busy: all - idle, steal: values[7] ?? 0, all }];
    }),
  );
}

export interface Disturbance {
  /** Share of all processors' time that the hypervisor gave to others. */
  readonly steal: number;
  /** How busy the processor was where nothing of ours ran; undefined when everything of the machine is in use. */
  readonly otherLoad?: number;
}

export function disturbanceBetween(
  before: ProcessorTimes,
  after: ProcessorTimes,
  idleProcessor: number | undefined,
): Disturbance {
  let all = 0;
  let steal = 0;
  for (const [number, then] of before) {
    const now = after.get(number) ?? then;
    all += now.all - then.all;
    steal += now.steal - then.steal;
  }
  const share = all > 0 ? steal / all : 0;
  if (idleProcessor === undefined) return { steal: share };
  const then = before.get(idleProcessor);
  const now = after.get(idleProcessor);
  if (!then || !now || now.all === then.all) return { steal: share };
  return { steal: share, otherLoad: (now.busy - then.busy) / (now.all - then.all) };
}
