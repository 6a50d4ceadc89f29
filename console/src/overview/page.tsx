import { useAnswer } from '../api/use-call.ts';
import { useRegion } from '../region/region.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';

export function Page() {
  const { data, error } = useAnswer('DescribeLoadBalancers', { RegionId: useRegion().regionId });
  if (error) return <ProblemAlert problem={error} />;
  if (!data) return <Loading />;
  return (
    <ul>
      {data.LoadBalancers.map(({ LoadBalancerId, LoadBalancerName }) => (
        <li key={LoadBalancerId}>{LoadBalancerName}</li>
      ))}
    </ul>
  );
}
