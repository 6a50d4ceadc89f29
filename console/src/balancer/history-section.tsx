import { Stories } from '../group/stories.tsx';
import { useHistory } from '../group/use-history.ts';

export function HistorySection({ loadBalancerId }: { readonly loadBalancerId: string }) {
  return <Stories history={useHistory(loadBalancerId)} />;
}
