/** The suite as it runs inside the namespace that run.nftables.test.ts makes; no suite by itself. */
import { nftables } from './harness.nftables.ts';
import { describeEngine } from './suite.ts';

describeEngine(nftables);
