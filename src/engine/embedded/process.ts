/**
 * Entry of the engine process: a forwarder behind a control socket, and nothing else, so that it starts quickly and
 * stays small. It outlives its controller: on the last plan it goes on forwarding until another one takes over.
 */
import { unlinkSync } from 'node:fs';
import { workerData } from 'node:worker_threads';
import { systemClock } from '../../lib/clock.ts';
import { giveBackFreed } from '../../net/give-back-memory.ts';
import { ControlServer } from './control-server.ts';
import { runLaneThread } from './fast/thread.ts';
import { isLaneThread } from './fast/thread-protocol.ts';
import { decodeProcessOptions, readyLine } from './process-options.ts';
import { startLane } from './start-lane.ts';

/** A process that no controller has spoken to by then was started by one that died meanwhile. */
const firstControllerMs = 10_000;

/** By then it has read its first plan, which may be megabytes. */
const giveBackAfterMs = 5_000;

function log(event: string, fields: Readonly<Record<string, unknown>>): void {
  process.stderr.write(
    `${JSON.stringify({ time: new Date().toISOString(), pid: process.pid, event, ...fields })}\n`,
  );
}

async function run(): Promise<void> {
  const options = decodeProcessOptions(process.argv[2]);
  const { forwarder, inUse } = await startLane({
    choice: options.lane,
    reason: options.laneReason,
    workers: options.workers,
    program: new URL(import.meta.url),
    around: { clock: systemClock, publish: (evidence) => control.publish(evidence), log },
    onFault: (error) => {
      // Nothing can be saved here. The controller starts another process, which has the plan at once.
      log('lane_failed', { error: error instanceof Error ? error.stack : String(error) });
      process.exit(1);
    },
  });
  let ending = false;

  const end = (reason: string): void => {
    if (ending) return;
    ending = true;
    log('engine_ends', { reason });
    void forwarder.close().then(() => {
      try {
        unlinkSync(options.socket);
      } catch {
        // Its server has removed it already.
      }
      process.exit(0);
    });
  };

  const control = new ControlServer({
    build: options.build,
    forwarder,
    lane: inUse,
    log,
    onControllerGone: () => {
      // Without a plan there is nothing that could be kept going.
      const keep = options.orphan === 'keep' && forwarder.revision > 0;
      log('controller_gone', { keep, revision: forwarder.revision });
      if (!keep && !forwarder.closing) end('controller_gone');
    },
    onFinished: () => end('told-to'),
  });

  process.on('SIGTERM', () => end('SIGTERM'));
  process.on('SIGINT', () => end('SIGINT'));
  await control.listen(options.socket);
  log('engine_started', { build: options.build, orphan: options.orphan, lane: inUse });
  process.stdout.write(`${readyLine}\n`);
  systemClock.setTimer(giveBackAfterMs, () => void giveBackFreed());
  systemClock.setTimer(firstControllerMs, () => {
    if (!control.hadController) end('no-controller');
  });
}

if (isLaneThread(workerData)) await runLaneThread();
else await run();
