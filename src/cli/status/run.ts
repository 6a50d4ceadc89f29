/** `hotspare status`: once, or every second until Ctrl-C. */
import type { ApiClient } from '../../client/api-client.ts';
import type { ConnectionOptions } from '../connection.ts';
import { Unreachable } from '../../client/failures.ts';
import { withClient } from '../with-client.ts';
import { sleep, systemClock } from '../../lib/clock.ts';
import { LiveBlock } from '../live-block.ts';
import type { Terminal } from '../terminal.ts';
import { collectStatus } from './collect.ts';
import { renderStatus } from './render.ts';

export interface StatusOptions extends ConnectionOptions {
  readonly watch?: boolean;
  readonly json?: boolean;
}

const EVERY_MS = 1_000;

interface StatusCommand {
  readonly options: StatusOptions;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly terminal: Terminal;
}

export async function runStatus({ options, environment, terminal }: StatusCommand): Promise<void> {
  await withClient(options, environment, async (client) => {
    if (options.watch === true) return watch(client, options, terminal);
    const status = await collectStatus(client);
    if (options.json === true) return terminal.out(JSON.stringify(status, null, 2));
    terminal.out(renderStatus(status, terminal.colors, width(terminal)).join('\n'));
  });
}

/** Lines for other programs are not wrapped. */
function width(terminal: Terminal): number {
  return terminal.interactive ? terminal.size().columns : Number.POSITIVE_INFINITY;
}

/** The first failure ends it, as a wrong endpoint will not mend itself; later ones are shown and it goes on. */
async function watch(client: ApiClient, options: StatusOptions, terminal: Terminal): Promise<void> {
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  const block = new LiveBlock(terminal);
  const show = (lines: readonly string[]): void => {
    if (terminal.interactive) block.draw(lines);
    else terminal.out(`${lines.join('\n')}\n`);
  };
  // The pause alone would not keep the program alive.
  const alive = setInterval(() => undefined, EVERY_MS);
  try {
    for (let first = true; !stop.signal.aborted; first = false) {
      try {
        const status = await collectStatus(client);
        if (options.json === true) terminal.out(JSON.stringify(status));
        else show(renderStatus(status, terminal.colors, width(terminal)));
      } catch (error) {
        if (first || !(error instanceof Unreachable)) throw error;
        const lines = [`${terminal.colors.red(error.message)}  ${new Date().toISOString()}`, error.remedy];
        if (options.json === true) terminal.err(lines.join('\n'));
        else show(lines);
      }
      await sleep(systemClock, EVERY_MS, stop.signal).catch(() => undefined);
    }
  } finally {
    clearInterval(alive);
    block.leave();
    process.off('SIGINT', onSignal);
    process.off('SIGTERM', onSignal);
  }
}
