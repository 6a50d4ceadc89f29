import { useMemo } from 'react';
import { Link } from 'wouter';
import type { TrafficFigures } from '../../../src/contract/events.ts';
import { useExplain } from '../explain/use-explain.ts';
import { useFormats } from '../i18n/format.ts';
import { useTexts, wordOf } from '../i18n/texts.ts';
import type { Column } from '../ui/data-table.tsx';
import { Name } from '../ui/name.tsx';
import { Status } from '../ui/status.tsx';
import type { BalancerRow } from './rows.ts';
import { texts } from './texts.ts';

export function useColumns(): readonly Column<BalancerRow>[] {
  const t = useTexts(texts);
  const { number, bytesPerSecond } = useFormats();
  return useMemo(
    () => [
      {
        title: t.name,
        render: ({ id, name }) => (
          <span className="overview-name">
            <Link href={`/balancers/${id}`}>
              <Name>{name}</Name>
            </Link>
            {name !== id && <code className="quiet">{id}</code>}
          </span>
        ),
      },
      { title: t.state, render: (row) => <State row={row} /> },
      { title: t.address, render: ({ address }) => <code>{address}</code> },
      {
        title: t.listeners,
        numeric: true,
        render: ({ live }) => (live ? `${live.running} / ${live.listeners}` : '–'),
      },
      figure(t.connections, ([connections]) => number(connections)),
      figure(t.rate, ([, rate]) => number(rate)),
      figure(
        t.traffic,
        ([, , bytesIn, bytesOut]) => `${bytesPerSecond(bytesIn)} · ${bytesPerSecond(bytesOut)}`,
      ),
    ],
    [t, number, bytesPerSecond],
  );
}

function figure(title: string, text: (figures: TrafficFigures) => string): Column<BalancerRow> {
  return { title, numeric: true, render: ({ live }) => (live ? text(live.figures) : '–') };
}

/** The sentence that needs attention, or a word. */
function State({ row: { live, status } }: { readonly row: BalancerRow }) {
  const t = useTexts(texts);
  const explain = useExplain();
  if (live && live.level !== 'ok') {
    return (
      <Status level={live.level}>
        <bdi>{live.attention === null ? t.levels[live.level] : explain.sentence(live.attention)}</bdi>
      </Status>
    );
  }
  if (status !== 'active') return <Status level="off">{wordOf(t.statuses, status)}</Status>;
  return (
    <Status level={live?.listeners === 0 ? 'off' : 'ok'}>
      {live?.listeners === 0 ? t.noListeners : t.levels.ok}
    </Status>
  );
}
