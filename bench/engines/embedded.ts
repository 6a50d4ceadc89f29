/** Our embedded engine as it is shipped: a process of its own, with either of its lanes. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { version } from 'node:process';
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
      return HostedEngine.start(bed, await hostProgram(), order, { name: 'embedded', options, about });
    },
  };
}
