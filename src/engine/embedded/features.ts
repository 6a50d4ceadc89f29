/** What the embedded engine can do, by how it is run. */
import type { EngineFeature } from '../engine.ts';

const forwarding: readonly EngineFeature[] = [
  'tcp',
  'udp',
  'ipv6',
  'scheduler-wrr',
  'scheduler-rr',
  'scheduler-sch',
  'scheduler-tch',
  'scheduler-qch',
  'scheduler-wlc',
  'persistence',
  'bandwidth',
  'bandwidth-sharing',
  'connection-limits',
  'connection-limit-changes',
  'proxy-protocol',
  'half-close',
  'established-timeout',
  'drain',
  'reset',
  'access-control',
  'connect-fallback',
  'connect-hold',
  'mixed-families',
  'payload-counters',
  'late-answers',
  'http',
  'https',
  'http2',
  'sni',
  'mutual-tls',
  'websocket',
  'gzip',
  'cookie-persistence',
  'rules',
  'redirect',
];

/** In the caller's own process: it lives and dies with it. */
export const inlineFeatures: ReadonlySet<EngineFeature> = new Set(forwarding);

/** In a process of its own. */
export const childFeatures: ReadonlySet<EngineFeature> = new Set<EngineFeature>([
  ...forwarding,
  'survives-control-plane',
  'restarts-by-itself',
]);
