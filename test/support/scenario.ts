/** Words that several failover scenarios share. */
import type { FaultTimes } from '../../src/cli/demo/fault-times.ts';
import { eventually, type TimeoutName } from './eventually.ts';
import type { LoadReport } from './open-loop.ts';
import { RedisConnection } from './redis.ts';

/** Connections that stay, as an application's pool does. */
export class HeldConnections {
  readonly each: readonly RedisConnection[];

  constructor(each: readonly RedisConnection[]) {
    this.each = each;
  }

  states(): readonly RedisConnection['state'][] {
    return this.each.map(({ state }) => state);
  }

  /** Rejects when one does not, or is another server's. */
  async allAnswer(server: string): Promise<void> {
    const names = await Promise.all(this.each.map((connection) => connection.whoami()));
    const others = names.filter((name) => name !== server);
    if (others.length > 0) throw new Error(`answered by ${others.join(', ')}, not ${server}`);
  }

  /** Resolves when none is open any more. */
  untilAllOver(timeout: TimeoutName = 'effect'): Promise<void> {
    return eventually(() => {
      const open = this.states().filter((state) => state === 'open').length;
      if (open > 0) throw new Error(`${open} connections are still open`);
    }, timeout);
  }

  close(): void {
    for (const connection of this.each) connection.close();
  }
}

/** Opens connections and waits until each has been answered by `server`. */
export async function holdConnections(
  target: { readonly host: string; readonly port: number },
  count: number,
  server: string,
): Promise<HeldConnections> {
  const each = await Promise.all(Array.from({ length: count }, () => RedisConnection.open(target)));
  const held = new HeldConnections(each);
  await held.allAnswer(server);
  return held;
}

/** One line of figures, so that a run shows how far from its limits it was. */
export function tell(
  what: string,
  report: LoadReport,
  fault: FaultTimes,
  times: Readonly<Record<string, number>>,
): void {
  const figures = {
    connections: report.records.length,
    failed: report.failed.length,
    failedBeyondInFlight: report.failedBeyondInFlight(fault).length,
    worstMs: report.worstMs,
    delayedOver100Ms: report.delayedOver(100),
    clientLagMs: report.clientLagMs,
    dyingMs: fault.endMs - fault.beginMs,
    ...times,
  };
  const words = Object.entries(figures).map(([name, value]) => `${name} ${Math.round(value * 10) / 10}`);
  console.log(`${what}: ${words.join(', ')}`);
}
