/** What the nftables engine can do. What it cannot, and why, is in README.md. */
import type { EngineFeature } from '../engine.ts';

export const nftablesFeatures: ReadonlySet<EngineFeature> = new Set<EngineFeature>([
  'tcp',
  'udp',
  'ipv6',
  'scheduler-wrr',
  'scheduler-rr',
  'scheduler-sch',
  'scheduler-tch',
  'persistence',
  'half-close',
  'drain',
  'reset',
  'access-control',
  'bandwidth',
  'connection-limits',
]);
