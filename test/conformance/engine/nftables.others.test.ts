/** The nftables engine among other programs. */
import { describeInNamespaces } from './in-namespace.ts';

await describeInNamespaces('beside other programs', 'test/conformance/engine/inside.nftables.others.ts', {
  needed: { conntrack: 'conntrack' },
});
