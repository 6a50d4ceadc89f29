import { Stories } from '../group/stories.tsx';
import { useHistory } from '../group/use-history.ts';
import { useTexts } from '../i18n/texts.ts';
import { texts } from './texts.ts';

export function HistorySection({ loadBalancerId }: { readonly loadBalancerId: string }) {
  const t = useTexts(texts);
  return (
    <>
      <h2 className="visually-hidden">{t.history}</h2>
      <Stories history={useHistory(loadBalancerId)} />
    </>
  );
}
