import { beforeAll } from 'vitest';
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
describeEngine(embeddedChild(built, 'fast', 3));
