/**
 * `hotspare _load HOST PORT RATE TIMEOUT_MS`: the clients, in a process of their own, so that nothing else competes
 * with their clock. Orders come on standard input: `hold N`, `stop`. Records go to standard output.
 */
import { createInterface } from 'node:readline';
import { type HeldConnection, holdConnection } from './held-connection.ts';
import { hostNowMs } from './host-clock.ts';
import { OpenLoop } from './open-loop.ts';
import { encodeConnection, encodeHeld } from './records.ts';
import { runShortConnection } from './short-connection.ts';

const TICK_MS = 1;
const FLUSH_EVERY_MS = 50;

/** Resolves when it was told to stop and every connection has ended. */
export async function runLoad(args: readonly string[]): Promise<void> {
  const [host = '', port = '', rate = '', timeoutMs = ''] = args;
  const target = { host, port: Number(port) };
  const dialogue = { question: 'hello\n', answerIn: firstLine, timeoutMs: Number(timeoutMs) };
  const lines: string[] = [];
  const held: HeldConnection[] = [];
  const loop = new OpenLoop(Number(rate), hostNowMs());
  let open = 0;
  let stopped = false;

  const flush = (): void => {
    if (lines.length > 0) process.stdout.write(`${lines.splice(0).join('\n')}\n`);
  };
  const flushing = setInterval(flush, FLUSH_EVERY_MS);
  await new Promise<void>((resolve) => {
    const stop = (): void => {
      stopped = true;
      for (const connection of held) connection.close();
      if (open === 0) resolve();
    };
    const tick = (): void => {
      if (stopped) return;
      for (const dueMs of loop.due(hostNowMs())) {
        open += 1;
        runShortConnection(target, dueMs, dialogue, (record) => {
          lines.push(encodeConnection(record));
          open -= 1;
          if (stopped && open === 0) resolve();
        });
      }
      setTimeout(tick, Math.max(TICK_MS, loop.nextMs - hostNowMs()));
    };
    const orders = createInterface({ input: process.stdin });
    orders.on('line', (line) => {
      const [order, number] = line.split(' ');
      if (order === 'stop') stop();
      if (order !== 'hold') return;
      for (let count = Number(number); count > 0; count -= 1) {
        held.push(holdConnection(target, held.length, (record) => lines.push(encodeHeld(record))));
      }
    });
    // Whoever started this is gone.
    orders.on('close', stop);
    tick();
  });
  clearInterval(flushing);
  flush();
  process.stdin.destroy();
}

/** The demonstration's servers answer with their name in a line. */
function firstLine(text: string): string | undefined {
  const at = text.indexOf('\n');
  return at < 0 ? undefined : text.slice(0, at);
}
