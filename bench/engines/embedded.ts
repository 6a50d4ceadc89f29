/** Our embedded engine as it is shipped: a process of its own, with either of its lanes. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { version } from 'node:process';
import { hasMapped } from '../bed/process-memory.ts';
import type { Engine } from './engine.ts';
import { HostedEngine } from './hosted.ts';
import { hostProgram } from './host-program.ts';

const entry = fileURLToPath(new URL('../../dist/engine.js', import.meta.url));

/** The plain lane needs a while until its code is compiled. */
const WARM_UP_SECONDS = 5;

export const plain: Engine = {
  ...lane('plain'),
  id: 'plain',
  title: 'hotspare embedded, plain lane',
};

export const fast: Engine = {
  ...lane('fast'),
  id: 'fast',
  title: 'hotspare embedded, fast lane',
};

function lane(
  name: 'plain' | 'fast',
): Pick<Engine, 'udp' | 'inKernel' | 'warmUpSeconds' | 'whyNot' | 'start'> {
  return {
    udp: true,
    inKernel: false,
    warmUpSeconds: WARM_UP_SECONDS,
    async whyNot() {
      return existsSync(entry) ? undefined : 'The program is not built.';
    },
    async start(bed, order) {
      const directory = join(order.directory, 'engine');
      const logFile = join(order.directory, 'engine.log');
      const options = { mode: 'child', entry, directory, orphan: 'exit', lane: name, logFile };
      const about = `Node ${version}`;
      const hosted = { name: 'embedded', options, about };
      const engine = await HostedEngine.start(bed, await hostProgram(), order, hosted);
      if (isFast(engine) === (name === 'fast')) return engine;
      await engine.stop();
      throw new Error(`The embedded engine does not run its ${name} lane here.`);
    },
  };
}

/** The fast lane calls the system through koffi; an engine that has not loaded it runs the plain lane, whatever it was told. */
function isFast(engine: HostedEngine): boolean {
  return engine.pids().some((pid) => hasMapped(pid, 'koffi'));
}
