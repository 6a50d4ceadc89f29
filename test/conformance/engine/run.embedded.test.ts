import { beforeAll } from 'vitest';
import { buildPrograms, embeddedChild, embeddedInline } from './harness.embedded.ts';
import type { EmbeddedPrograms } from './harness.embedded.ts';
import { describeEngine } from './suite.ts';

let programs: EmbeddedPrograms | undefined;

beforeAll(async () => {
  programs = await buildPrograms();
});

describeEngine(embeddedInline);
describeEngine(
  embeddedChild(() => {
    if (!programs) throw new Error('the programs have not been built');
    return programs;
  }),
);
