import { useExplain } from '../explain/use-explain.ts';
import { useFormats } from '../i18n/format.ts';
import { useTexts } from '../i18n/texts.ts';
import { Facts } from '../ui/facts.tsx';
import { Status } from '../ui/status.tsx';
import type { FailoverEvent } from './event.ts';
import { momentAt } from './moment.ts';
import { texts } from './texts.ts';

const levels = { healthy: 'ok', unhealthy: 'critical', unknown: 'off' } as const;

export function MomentPanel({
  events,
  at,
}: {
  readonly events: readonly FailoverEvent[];
  readonly at: FailoverEvent;
}) {
  const t = useTexts(texts);
  const explain = useExplain();
  const { preciseTime } = useFormats();
  const { active, epoch, decision, hold, servers } = momentAt(events, at);
  const verdicts = servers.map(({ targetId, role, verdict }) => [
    role === null ? targetId : `${t.roles[role]} ${targetId}`,
    <Status key={targetId} level={levels[verdict]}>
      {t.verdicts[verdict]}
    </Status>,
  ]);
  return (
    <section className="moment">
      <h3>{t.moment}</h3>
      <p aria-live="polite">
        <bdi>{explain.event(at)}</bdi>
      </p>
      <Facts
        facts={{
          [t.time]: <span className="mono">{preciseTime(at.atMs)}</span>,
          [t.momentActive]: active === undefined ? t.momentUnknown : t.roles[active],
          [t.epoch]: epoch,
          ...Object.fromEntries(verdicts),
          [t.why]: decision && decision.id !== at.id ? explain.event(decision) : undefined,
          [t.held]: hold && at.fact.kind !== 'held' ? explain.hold(hold.why, hold) : undefined,
        }}
      />
      <details>
        <summary>{t.data}</summary>
        <pre className="moment-data">{JSON.stringify(at.fact, null, 2)}</pre>
      </details>
    </section>
  );
}
