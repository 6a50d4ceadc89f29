/** The suite on the nftables engine, in network namespaces: as root, and as a user who may nothing outside of his own. */
import { describe, it } from 'vitest';
import { namespaceKinds, runInNamespace } from './in-namespace.ts';

for (const kind of namespaceKinds()) {
  // Run while the tests are collected, so that each of them stands here under its own name.
  const tests = await runInNamespace(kind, 'test/conformance/engine/inside.nftables.ts');
  describe('engine conformance: nftables', () => {
    for (const { name, status, complaint } of tests)
      it.skipIf(status === 'skipped')(`${name} (${kind.name})`, () => {
        if (status === 'failed') throw new Error(complaint);
      });
  });
}
