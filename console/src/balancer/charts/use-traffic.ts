/** The built-in time series of a load balancer or of one of its listeners. */
import { useQuery } from '@tanstack/react-query';
import { callRaw } from '../../api/call.ts';
import { useSession } from '../../session/session-context.ts';
import { useRegion } from '../../region/region.tsx';
import type { TrafficPoint } from './points.ts';

/** The finest step of the series. */
const NEW_POINT_MS = 5_000;

interface TrafficHistory {
  readonly StepSeconds: number;
  readonly Points: readonly TrafficPoint[];
}

/** `listener`: `tcp:80`; empty = all of the load balancer together. */
export function useTraffic(loadBalancerId: string, minutes: number, listener: string) {
  const { keys } = useSession().session;
  const { regionId } = useRegion();
  const [protocol, port] = listener.split(':');
  const asked = {
    RegionId: regionId,
    LoadBalancerId: loadBalancerId,
    Minutes: String(minutes),
    ListenerProtocol: protocol,
    ListenerPort: port,
  };
  return useQuery({
    queryKey: ['DescribeTrafficHistory', asked],
    queryFn: async ({ signal }) => historyOf(await callRaw(keys, 'DescribeTrafficHistory', asked, signal)),
    refetchInterval: NEW_POINT_MS * (minutes > 30 ? 6 : 1),
    // The last range stays while the next one is read.
    placeholderData: (before) => before,
  });
}

function historyOf(document: unknown): TrafficHistory {
  const { StepSeconds, Points } = document as {
    readonly StepSeconds: number;
    readonly Points: { readonly Point: readonly TrafficPoint[] };
  };
  return { StepSeconds, Points: Points.Point };
}
