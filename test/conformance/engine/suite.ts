/** Every conformance case, and how a harness runs them. One list for all engines; nothing here knows an engine. */
import { describe, it } from 'vitest';
import type { EngineCase } from './case.ts';
import { engineCases } from './cases/index.ts';
import { withContext } from './context.ts';
import type { EngineHarness } from './context.ts';

/** Registers the whole suite for an engine. A case is skipped only for a feature that the engine does not declare. */
export function describeEngine(harness: EngineHarness): void {
  describe(`engine conformance: ${harness.name}`, () => {
    for (const each of engineCases) {
      const missing = missingFeatures(each, harness);
      const lack = missing.length === 0 ? '' : ` [needs ${missing.join(', ')}]`;
      it.skipIf(missing.length > 0)(`${each.name}${lack}`, () => withContext(harness, each.run));
    }
  });
}

function missingFeatures(each: EngineCase, { features }: EngineHarness): readonly string[] {
  return each.needs.filter((feature) => !features.has(feature));
}
