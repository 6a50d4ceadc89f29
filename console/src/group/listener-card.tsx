/** One listener of a group: who is active and why, and both servers with what was seen of them. */
import type { Answer } from '../api/use-call.ts';
import { useExplain } from '../explain/use-explain.ts';
import { useFormats } from '../i18n/format.ts';
import { useTexts, wordOf } from '../i18n/texts.ts';
import { Badge } from '../ui/badge.tsx';
import { Facts } from '../ui/facts.tsx';
import { Name } from '../ui/name.tsx';
import { type Level, Status } from '../ui/status.tsx';
import './listener-card.css';
import { texts } from './texts.ts';

type ListenerState = Answer<'DescribeMasterSlaveServerGroupState'>['Listeners'][number];
type Server = ListenerState['Servers'][number];

export function ListenerCard({
  listener,
  nowMs,
}: {
  readonly listener: ListenerState;
  readonly nowMs: number;
}) {
  const t = useTexts(texts);
  const explain = useExplain();
  const { dateTime, ago, number } = useFormats();
  const { Held, Since, Failure, ListenerState: state } = listener;
  const hold = Held && { why: Held.Why, untilMs: Held.Until === undefined ? null : Date.parse(Held.Until) };
  return (
    <section className="card stack" aria-label={`${listener.ListenerProtocol}:${listener.ListenerPort}`}>
      <div className="row">
        <h3>
          {listener.ListenerProtocol}:{listener.ListenerPort}
        </h3>
        <Status level={state === 'running' ? 'ok' : 'off'}>{wordOf(t.states, state)}</Status>
        {listener.ActiveConnections !== undefined && (
          <span className="quiet push">{t.connections(number(listener.ActiveConnections))}</span>
        )}
      </div>
      {Failure && (
        <Status level="critical">
          <code>{Failure.Code}</code> {Failure.Message}
        </Status>
      )}
      <p aria-live="polite">
        <bdi>{explain.election(listener.Sentence, listener.Reason, hold)}</bdi>
      </p>
      <div className="seats">
        {listener.Servers.map((server) => (
          <Seat key={server.ServerType} server={server} nowMs={nowMs} />
        ))}
      </div>
      <Facts
        facts={{
          [t.since]:
            Since === undefined
              ? undefined
              : `${dateTime(Date.parse(Since))} (${ago(Date.parse(Since), nowMs)})`,
          [t.epoch]: listener.Epoch,
          [t.penalty]: penaltyOf(listener),
          [t.held]: hold && Held ? explain.hold(Held.Sentence, hold) : undefined,
          [t.until]: Held?.Until === undefined ? undefined : dateTime(Date.parse(Held.Until)),
        }}
      />
    </section>
  );
}

function penaltyOf({ Penalty: penalty, FailoverPolicy: { PenaltyLimit: limit } }: ListenerState) {
  if (penalty === undefined || limit === undefined) return penalty;
  return (
    <span className="penalty">
      <meter
        min={0}
        max={4}
        high={Number(limit)}
        optimum={0}
        value={Number(penalty)}
        aria-label={`${penalty} / ${limit}`}
      />
      {penalty} / {limit}
    </span>
  );
}

const levels: Readonly<Record<string, Level>> = { normal: 'ok', abnormal: 'critical' };

function Seat({ server, nowMs }: { readonly server: Server; readonly nowMs: number }) {
  const t = useTexts(texts);
  const explain = useExplain();
  const { ago, number } = useFormats();
  const health = server.ServerHealthStatus;
  const isMaster = server.ServerType === 'Master';
  const passed = server.LastPassedTime;
  return (
    <div className="seat" data-active={server.Active}>
      <div className="row">
        <strong>{isMaster ? t.roles.Master : t.roles.Slave}</strong>
        <Badge strong={server.Active}>{server.Active ? t.active : t.standby}</Badge>
        <span className="push">
          <Status level={levels[health] ?? 'off'}>{wordOf(t.health, health)}</Status>
        </span>
      </div>
      <div>
        <Name>{server.ServerId}</Name>:{server.Port}{' '}
        <span className="quiet mono">{server.ServerIp ?? server.AddressProblem}</span>
      </div>
      <Facts
        facts={{
          [t.evidence]: server.Evidence && (
            <>
              <bdi>{explain.sentence(server.Evidence)}</bdi>
              {server.EvidenceTime !== undefined && (
                <span className="quiet"> · {ago(Date.parse(server.EvidenceTime), nowMs)}</span>
              )}
            </>
          ),
          [t.passed]: passed === undefined ? t.never : ago(Date.parse(passed), nowMs),
          [t.weight]: server.Weight === 100 ? undefined : server.Weight,
        }}
      />
      {server.ActiveConnections !== undefined && (
        <span className="quiet">{t.connections(number(server.ActiveConnections))}</span>
      )}
    </div>
  );
}
