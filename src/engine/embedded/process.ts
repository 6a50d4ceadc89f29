/**
 * Entry of the engine process: a forwarder behind a control socket, and nothing else, so that it starts quickly and
 * stays small. It outlives its controller: on the last plan it goes on forwarding until another one takes over.
 */
import { unlinkSync } from 'node:fs';
import { systemClock } from '../../lib/clock.ts';
import { ControlServer } from './control-server.ts';
import { Forwarder } from './forwarder.ts';
import { plainSockets } from './plain/sockets.ts';
import { decodeProcessOptions, readyLine } from './process-options.ts';

/** A process that no controller has spoken to by then was started by one that died meanwhile. */
const firstControllerMs = 10_000;

function log(event: string, fields: Readonly<Record<string, unknown>>): void {
  process.stderr.write(
    `${JSON.stringify({ time: new Date().toISOString(), pid: process.pid, event, ...fields })}\n`,
  );
}

async function run(): Promise<void> {
  const options = decodeProcessOptions(process.argv[2]);
  const forwarder = new Forwarder(
    { clock: systemClock, publish: (evidence) => control.publish(evidence), log },
    plainSockets,
  );
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
  log('engine_started', { build: options.build, orphan: options.orphan });
  process.stdout.write(`${readyLine}\n`);
  systemClock.setTimer(firstControllerMs, () => {
    if (!control.hadController) end('no-controller');
  });
}

await run();
