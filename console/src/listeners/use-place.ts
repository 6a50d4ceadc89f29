import { useRegion } from '../region/region.tsx';
import type { Place } from './operations.ts';

/** As parameters of questions about this listener. */
export function usePlace({ LoadBalancerId, ListenerPort, ListenerProtocol }: Place) {
  const { regionId } = useRegion();
  return { RegionId: regionId, LoadBalancerId, ListenerPort: String(ListenerPort), ListenerProtocol };
}
