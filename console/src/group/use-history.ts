/** The history of a load balancer or of one group: pages of it on demand, and what happens meanwhile on top. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../api/use-call.ts';
import { useFacts } from '../live/use-live.ts';
import { useRegion } from '../region/region.tsx';
import { eventOf, type FailoverEvent, mergeEvents } from './event.ts';

const PAGE = 100;
/** Asked for anew as often while nothing is told live. */
const POLL_MS = 5_000;

export interface FailoverHistory {
  /** Newest first. */
  readonly events: readonly FailoverEvent[];
  readonly isLoading: boolean;
  readonly problem: unknown;
  /** Undefined when everything is there. */
  readonly more: (() => void) | undefined;
}

export function useHistory(loadBalancerId: string, groupId?: string): FailoverHistory {
  const call = useApi();
  const { regionId } = useRegion();
  const { facts, connection } = useFacts(loadBalancerId);
  const asked = {
    RegionId: regionId,
    LoadBalancerId: loadBalancerId,
    MasterSlaveServerGroupId: groupId,
    MaxResults: String(PAGE),
  };
  const query = useInfiniteQuery({
    queryKey: ['DescribeFailoverHistory', asked],
    queryFn: ({ pageParam, signal }) =>
      call('DescribeFailoverHistory', { ...asked, NextToken: pageParam }, signal),
    initialPageParam: '',
    getNextPageParam: ({ NextToken }) => (NextToken === '' ? undefined : NextToken),
    refetchInterval: connection === 'live' ? false : POLL_MS,
    enabled: loadBalancerId !== '',
  });
  const pages = query.data?.pages;
  const events = useMemo(() => {
    const told = (pages ?? []).flatMap(({ Events }) => Events.map(eventOf));
    const live = facts.map(eventOf).filter((event) => groupId === undefined || event.groupId === groupId);
    return mergeEvents(told, live);
  }, [pages, facts, groupId]);
  return {
    events,
    isLoading: query.isPending && loadBalancerId !== '',
    problem: query.error,
    more: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
  };
}
