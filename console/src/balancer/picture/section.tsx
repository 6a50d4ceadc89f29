/** Live picture of a load balancer's traffic; says it when the active server of a listener changes. */
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useExplain } from '../../explain/use-explain.ts';
import { useTexts } from '../../i18n/texts.ts';
import { useBalancer } from '../../live/use-live.ts';
import type { BalancerEvent, LiveListener } from '../../../../src/contract/events.ts';
import { Loading } from '../../ui/loading.tsx';
import { part } from '../../ui/part.tsx';
import { texts } from '../texts.ts';
import { NoListeners } from './no-listeners.tsx';
import { PictureList } from './picture-list.tsx';
import { nameOf, pictureOf } from './picture.ts';
import { turnsBetween } from './turns.ts';

const Flow = part(async () => (await import('./flow.tsx')).Flow);

export function PictureSection({ loadBalancerId }: { readonly loadBalancerId: string }) {
  const t = useTexts(texts);
  const { connection, value: balancer } = useBalancer(loadBalancerId);
  const turns = useTurns(balancer);
  const picture = useMemo(() => balancer && pictureOf(balancer), [balancer]);
  const hasRoom = useHasRoom();
  if (!balancer || !picture) {
    return connection === 'off' ? <p className="card">{t.noStream}</p> : <Loading />;
  }
  if (balancer.listeners.length === 0) return <NoListeners loadBalancerId={loadBalancerId} />;
  return (
    <div className="stack">
      <div aria-live="assertive">
        {turns.map((listener) => (
          <Turn key={nameOf(listener)} listener={listener} />
        ))}
      </div>
      {hasRoom ? (
        <>
          <Flow picture={picture} />
          <p className="quiet">{t.pictureHelp}</p>
          <details>
            <summary>{t.asList}</summary>
            <PictureList balancer={balancer} />
          </details>
        </>
      ) : (
        <PictureList balancer={balancer} />
      )}
    </div>
  );
}

function Turn({ listener }: { readonly listener: LiveListener }) {
  const t = useTexts(texts);
  const explain = useExplain();
  const { activeRole, sentence, reason } = listener;
  const why = explain.election(sentence ?? '', reason ?? undefined, undefined);
  return <p className="turn">{t.turned(nameOf(listener), t.roles[activeRole ?? 'None'], why)}</p>;
}

/** The last switches seen; stays until the next ones. */
function useTurns(balancer: BalancerEvent | undefined): readonly LiveListener[] {
  const before = useRef(balancer);
  const [turns, setTurns] = useState<readonly LiveListener[]>([]);
  useEffect(() => {
    const turned = turnsBetween(before.current, balancer);
    before.current = balancer;
    if (turned.length > 0) setTurns(turned);
  }, [balancer]);
  return turns;
}

const wide = matchMedia('(min-width: 1000px)');

function useHasRoom(): boolean {
  return useSyncExternalStore(
    (listener) => {
      wide.addEventListener('change', listener);
      return () => wide.removeEventListener('change', listener);
    },
    () => wide.matches,
  );
}
