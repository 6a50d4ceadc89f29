/** The nftables engine between machines. */
import { describeInNamespaces } from './in-namespace.ts';

await describeInNamespaces('nftables between machines', 'test/conformance/engine/inside.nftables.bed.ts', {
  oneByOne: true,
});
