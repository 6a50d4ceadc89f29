/** All load balancers of the region, page by page: the API gives a hundred at a time. */
import { useQuery } from '@tanstack/react-query';
import { useApi, type Answer } from '../api/use-call.ts';
import { useRegion } from '../region/region.tsx';

const PAGE = 100;

type Listed = Answer<'DescribeLoadBalancers'>['LoadBalancers'][number];

export function useAllBalancers(everyMs: number | undefined) {
  const call = useApi();
  const { regionId } = useRegion();
  return useQuery({
    queryKey: ['DescribeLoadBalancers', 'all', regionId],
    refetchInterval: everyMs ?? false,
    queryFn: async ({ signal }): Promise<readonly Listed[]> => {
      const page = (number: number) =>
        call(
          'DescribeLoadBalancers',
          { RegionId: regionId, PageSize: String(PAGE), PageNumber: String(number) },
          signal,
        );
      const first = await page(1);
      const count = Math.ceil(first.TotalCount / PAGE);
      const others = Array.from({ length: Math.max(0, count - 1) }, (_, index) => page(index + 2));
      return [first, ...(await Promise.all(others))].flatMap(({ LoadBalancers }) => LoadBalancers);
    },
  });
}
