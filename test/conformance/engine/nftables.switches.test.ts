/** The nftables engine switching under load. */
import { describeInNamespaces } from './in-namespace.ts';

await describeInNamespaces('switches under load', 'test/conformance/engine/inside.nftables.switches.ts', {
  oneByOne: true,
});
