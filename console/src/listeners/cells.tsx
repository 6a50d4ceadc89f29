/** Cells of the table of listeners. */
import { Link } from 'wouter';
import { useTexts, wordOf } from '../i18n/texts.ts';
import { Name } from '../ui/name.tsx';
import { type Level, Status } from '../ui/status.tsx';
import type { Listener } from './operations.ts';
import { backendOf, checkOf } from './summary.ts';
import { texts } from './texts.ts';

interface Props {
  readonly listener: Listener;
}

export function Title({ listener }: Props) {
  return (
    <div className="named">
      <strong>
        {listener.ListenerProtocol.toUpperCase()}:{listener.ListenerPort}
      </strong>
      {listener.Description !== '' && (
        <span className="quiet">
          <Name>{listener.Description}</Name>
        </span>
      )}
    </div>
  );
}

const levels: Readonly<Record<string, Level>> = { running: 'ok', starting: 'warning', stopping: 'warning' };

export function State({ listener }: Props) {
  const t = useTexts(texts);
  return (
    <div aria-live="polite">
      <Status level={levels[listener.Status] ?? 'off'}>{wordOf(t.states, listener.Status)}</Status>
    </div>
  );
}

export function Servers({ listener }: Props) {
  const t = useTexts(texts);
  const backend = backendOf(listener);
  switch (backend.kind) {
    case 'master-slave':
      return (
        <div className="named">
          <Link href={`/groups/${backend.id}`}>{backend.id}</Link>
          <span className="quiet">{t.masterSlave}</span>
        </div>
      );
    case 'vserver':
      return (
        <div className="named">
          <code>{backend.id}</code>
          <span className="quiet">{t.vserver}</span>
        </div>
      );
    case 'pair':
      return (
        <div className="named">
          <code>{backend.master}</code>
          <code>{backend.slave}</code>
          <span className="quiet">{t.pair}</span>
        </div>
      );
    case 'default':
      return t.defaultGroup(backend.port);
    case 'redirect':
      return t.redirect(backend.port === undefined ? '' : String(backend.port));
    case 'none':
      return <span className="quiet">{t.noBackend}</span>;
  }
}

export function HealthCheck({ listener }: Props) {
  const t = useTexts(texts);
  const check = checkOf(listener);
  if (!check) return <span className="quiet">{t.checkOff}</span>;
  return t.checkEvery(check.probe, check.intervalSeconds ?? 0);
}

export function Bandwidth({ listener: { Bandwidth: mbps } }: Props) {
  const t = useTexts(texts);
  return mbps === undefined || mbps < 0 ? <span className="quiet">{t.unlimited}</span> : t.mbps(mbps);
}

export function Access({ listener: { AclStatus, AclType, AclIds } }: Props) {
  const t = useTexts(texts);
  if (AclStatus !== 'on') return <span className="quiet">{t.aclOff}</span>;
  return (
    <div className="named">
      {AclType === 'white' ? t.aclWhite : t.aclBlack}
      {AclIds.map((id) => (
        <Link key={id} href="/access-control">
          {id}
        </Link>
      ))}
    </div>
  );
}
