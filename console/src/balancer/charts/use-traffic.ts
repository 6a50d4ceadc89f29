/** The built-in time series of a load balancer or of one of its listeners. */
import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../api/use-call.ts';
import { useRegion } from '../../region/region.tsx';

/** The finest step of the series. */
const NEW_POINT_MS = 5_000;
/** Ranges beyond this have coarser steps. */
const FINE_MINUTES = 10;

/** `listener`: `tcp:80`; empty = all of the load balancer together. */
export function useTraffic(loadBalancerId: string, minutes: number, listener: string) {
  const call = useApi();
  const { regionId } = useRegion();
  const [ListenerProtocol, ListenerPort] = listener.split(':');
  const asked = {
    RegionId: regionId,
    LoadBalancerId: loadBalancerId,
    Minutes: String(minutes),
    ListenerProtocol,
    ListenerPort,
  };
  return useQuery({
    queryKey: ['DescribeTrafficHistory', asked],
    queryFn: ({ signal }) => call('DescribeTrafficHistory', asked, signal),
    refetchInterval: NEW_POINT_MS * (minutes > FINE_MINUTES ? 6 : 1),
    // The last range stays while the next one is read.
    placeholderData: (before) => before,
  });
}
