/** What a listener may carry: its own bandwidth, and the connections that its load balancer's specification allows. */
import type { PlannedLimits } from './plan-types.ts';
import type { Listener, LoadBalancer } from './resources.ts';

interface SpecificationLimits {
  readonly maxConnections: number;
  readonly newConnectionsPerSecond: number;
}

/** Source: "Guaranteed-performance instances". The vendor counts all listeners of an instance together. */
const specifications: ReadonlyMap<string, SpecificationLimits> = new Map(
  (
    [
      ['slb.s1.small', 5_000, 3_000],
      ['slb.s2.small', 50_000, 5_000],
      ['slb.s2.medium', 100_000, 10_000],
      ['slb.s3.small', 200_000, 20_000],
      ['slb.s3.medium', 500_000, 50_000],
      ['slb.s3.large', 1_000_000, 100_000],
      ['slb.s3.xlarge', 2_000_000, 200_000],
      ['slb.s3.xxlarge', 5_000_000, 500_000],
    ] as const
  ).map(([spec, maxConnections, newConnectionsPerSecond]) => [
    spec,
    { maxConnections, newConnectionsPerSecond },
  ]),
);

/** `enforceSpec` off, or a specification without numbers (shared performance): connections are not limited. */
export function plannedLimits(
  listener: Pick<Listener, 'bandwidthMbps'>,
  loadBalancer: Pick<LoadBalancer, 'spec'>,
  enforceSpec: boolean,
): PlannedLimits {
  const specification = enforceSpec ? specifications.get(loadBalancer.spec) : undefined;
  return {
    bandwidthMbps: listener.bandwidthMbps > 0 ? listener.bandwidthMbps : null,
    maxConnections: specification?.maxConnections ?? null,
    newConnectionsPerSecond: specification?.newConnectionsPerSecond ?? null,
  };
}
