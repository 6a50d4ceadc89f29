/** What is said of listeners, groups and servers: in the nodes of the picture and in its list. */
import { Link } from 'wouter';
import { useExplain } from '../../explain/use-explain.ts';
import { useNow } from '../../group/use-now.ts';
import { useFormats } from '../../i18n/format.ts';
import { useTexts, wordOf } from '../../i18n/texts.ts';
import type { LiveListener } from '../../../../src/contract/events.ts';
import { Badge } from '../../ui/badge.tsx';
import { Name } from '../../ui/name.tsx';
import { type Level, Status } from '../../ui/status.tsx';
import { texts } from '../texts.ts';
import { type GroupFacts, nameOf, type ServerNode } from './picture.ts';

export function ListenerFacts({ listener }: { readonly listener: LiveListener }) {
  const t = useTexts(texts);
  const { number } = useFormats();
  const { state, failure, droppedPerSecond, fallbacks } = listener;
  return (
    <>
      <div className="row">
        <strong>{nameOf(listener)}</strong>
        <Status level={state === 'running' ? 'ok' : 'off'}>{wordOf(t.states, state)}</Status>
      </div>
      {failure !== null && (
        <Status level="critical">
          {t.notInForce}: <bdi>{failure}</bdi>
        </Status>
      )}
      {fallbacks > 0 && <span className="flow-note">{t.fallbacks(number(fallbacks))}</span>}
      {droppedPerSecond > 0 && <span className="flow-note">{t.dropped(number(droppedPerSecond))}</span>}
    </>
  );
}

export function GroupTitle({ group: { groupId, groupKind, seat } }: { readonly group: GroupFacts }) {
  const t = useTexts(texts);
  return (
    <>
      <strong>{seat === null ? t.groupKinds[groupKind] : t.seats[seat]}</strong>
      {/* The default group has no id of its own. */}
      {groupId !== null &&
        groupKind !== 'default' &&
        (groupKind === 'master-slave' ? (
          <Link href={`/groups/${groupId}`} title={t.openGroup}>
            {groupId}
          </Link>
        ) : (
          <code>{groupId}</code>
        ))}
    </>
  );
}

const levels: Readonly<Record<string, Level>> = { normal: 'ok', abnormal: 'critical' };

export function ServerFacts({ node }: { readonly node: ServerNode }) {
  const t = useTexts(texts);
  const explain = useExplain();
  const { number, ago } = useFormats();
  const nowMs = useNow();
  const { target, activeFor, behind } = node;
  const { role, status, evidence, evidenceAtMs, weight } = target;
  const active =
    activeFor.length === 0
      ? t.standby
      : activeFor.length === behind.length
        ? t.active
        : t.activeOnlyFor(activeFor.join(', '));
  return (
    <>
      <div className="row">
        {role !== null && <strong>{t.roles[role]}</strong>}
        {role !== null && <Badge strong={activeFor.length > 0}>{active}</Badge>}
        {role === null && <ServerName target={target} />}
        <span className="push">
          <Status level={levels[status] ?? 'off'}>{wordOf(t.health, status)}</Status>
        </span>
      </div>
      {role !== null && <ServerName target={target} />}
      <span className="flow-evidence" title={evidence ?? ''}>
        <bdi>{evidence === null ? t.noEvidence : explain.sentence(evidence)}</bdi>
        {evidenceAtMs !== null && <span className="quiet"> · {ago(evidenceAtMs, nowMs)}</span>}
      </span>
      {weight !== 100 && <span className="flow-note">{t.weight(number(weight))}</span>}
    </>
  );
}

function ServerName({ target: { serverId, port, address } }: Pick<ServerNode, 'target'>) {
  return (
    <span className="flow-server">
      <Name>{serverId}</Name>:{port} {address !== null && <span className="quiet mono">{address}</span>}
    </span>
  );
}

/** Why the active server of a pair is active. */
export function ElectionSentence({ listener }: { readonly listener: LiveListener }) {
  const explain = useExplain();
  const { sentence, reason, held } = listener;
  if (sentence === null) return null;
  return <bdi>{explain.election(sentence, reason ?? undefined, held ?? undefined)}</bdi>;
}
