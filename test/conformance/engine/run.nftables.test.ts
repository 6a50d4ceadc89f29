/** The suite on the nftables engine. */
import { describeInNamespaces } from './in-namespace.ts';

await describeInNamespaces('nftables: engine conformance', 'test/conformance/engine/inside.nftables.ts');
