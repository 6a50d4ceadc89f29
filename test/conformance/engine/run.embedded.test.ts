import { beforeAll } from 'vitest';
import type { EngineFeature } from '../../../src/engine/engine.ts';
import type { EngineHarness } from './context.ts';
import { buildPrograms, embeddedChild, embeddedInline } from './harness.embedded.ts';
import type { EmbeddedPrograms } from './harness.embedded.ts';
import { describeEngine } from './suite.ts';

let programs: EmbeddedPrograms | undefined;

beforeAll(async () => {
  programs = await buildPrograms();
});

describeEngine(embeddedInline);

function built(): EmbeddedPrograms {
  if (!programs) throw new Error('the programs have not been built');
  return programs;
}

describeEngine(embeddedChild(built, 'plain'));
describeEngine(embeddedChild(built, 'fast'));
describeEngine(severalWorkers(embeddedChild(built, 'fast', 3)));

/**
 * What takes long and is one worker's alone, whom the run before has held to it, is left out, and layer 7, which has no
 * workers.
 */
function severalWorkers(harness: EngineHarness): EngineHarness {
  const left: readonly EngineFeature[] = ['bandwidth', 'bandwidth-sharing', 'scheduler-qch', 'http', 'https'];
  return {
    ...harness,
    features: new Set([...harness.features].filter((feature) => !left.includes(feature))),
  };
}
