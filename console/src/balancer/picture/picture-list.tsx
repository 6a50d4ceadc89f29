/** The picture as text: for readers, narrow screens, and whoever prefers it. */
import { useFormats } from '../../i18n/format.ts';
import { useTexts } from '../../i18n/texts.ts';
import { texts } from '../texts.ts';
import { ElectionSentence, GroupTitle, ListenerFacts, ServerFacts } from './node-facts.tsx';
import { isActive, nameOf } from './picture.ts';
import './picture-list.css';
import type { BalancerEvent, LiveListener } from '../../../../src/contract/events.ts';

export function PictureList({ balancer }: { readonly balancer: BalancerEvent }) {
  return (
    <ul className="picture-list">
      {balancer.listeners.map((listener) => (
        <li key={nameOf(listener)} className="card stack">
          <Listener listener={listener} />
        </li>
      ))}
    </ul>
  );
}

function Listener({ listener }: { readonly listener: LiveListener }) {
  const t = useTexts(texts);
  const { number } = useFormats();
  const { targets, groupId, groupKind, connections, newConnectionsPerSecond: rate } = listener;
  const behind = [nameOf(listener)];
  return (
    <>
      <div className="picture-line">
        <ListenerFacts listener={listener} />
        <span className="quiet">
          {t.connectionCount(number(connections))} · {t.rate(number(rate))}
        </span>
      </div>
      <div className="row">
        <GroupTitle group={{ groupId, groupKind, seat: null }} />
      </div>
      <p>
        <ElectionSentence listener={listener} />
      </p>
      {targets.length === 0 && <p className="quiet">{t.nothingBehind}</p>}
      <ul className="picture-servers">
        {targets.map((target) => (
          <li key={target.id} data-active={isActive(listener, target)}>
            <ServerFacts
              node={{
                kind: 'server',
                target,
                behind,
                activeFor: isActive(listener, target) ? behind : [],
              }}
            />
            <span className="quiet">
              {t.connectionCount(number(target.connections))} ·{' '}
              {t.rate(number(target.newConnectionsPerSecond))}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
