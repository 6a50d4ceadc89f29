/** The nftables engine under test. It is run in a network namespace of its own, as root there. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNftablesEngine } from '../../../src/engine/nftables/engine.ts';
import { nftablesFeatures } from '../../../src/engine/nftables/features.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import type { EngineHarness } from './context.ts';

export const nftables: EngineHarness = {
  name: 'nftables',
  features: nftablesFeatures,
  async open() {
    const directory = await mkdtemp(join(tmpdir(), 'hotspare-nftables-'));
    const engine = createNftablesEngine({ stateFile: join(directory, 'state') }, systemClock);
    return {
      engine,
      process: undefined,
      async dispose() {
        await engine.close();
        await rm(directory, { recursive: true, force: true });
      },
    };
  },
};
