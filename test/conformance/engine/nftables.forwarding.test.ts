/** The nftables engine between machines, in namespaces: as root, and as a user who may nothing outside of his own. */
import { describe, it } from 'vitest';
import { namespaceKinds, runInNamespace } from './in-namespace.ts';

for (const kind of namespaceKinds()) {
  const tests = await runInNamespace(kind, 'test/conformance/engine/inside.nftables.bed.ts');
  describe('nftables forwarding', () => {
    for (const { name, status, complaint } of tests)
      it.skipIf(status === 'skipped')(`${name} (${kind.name})`, () => {
        if (status === 'failed') throw new Error(complaint);
      });
  });
}
