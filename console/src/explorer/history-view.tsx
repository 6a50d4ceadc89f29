import { Button } from 'antd';
import { Link } from 'wouter';
import { useFormats } from '../i18n/format.ts';
import { useTexts } from '../i18n/texts.ts';
import { Status } from '../ui/status.tsx';
import { forgetCalls, usePastCalls } from './history.ts';
import { texts } from './texts.ts';

export function HistoryView() {
  const t = useTexts(texts);
  const { dateTime, duration } = useFormats();
  const calls = usePastCalls();
  if (calls.length === 0) return <p className="quiet">{t.noHistory}</p>;
  return (
    <>
      <ul className="explorer-history">
        {calls.map(({ action, values, atMs, durationMs, outcome }) => (
          <li key={`${atMs} ${action}`} className="row">
            <Status level={outcome === 'OK' ? 'ok' : 'critical'}>{outcome}</Status>
            <Link href={`/explorer/${action}?${new URLSearchParams(values).toString()}`}>{action}</Link>
            <span className="quiet push">
              {dateTime(atMs)} · {duration(durationMs)}
            </span>
          </li>
        ))}
      </ul>
      <div>
        <Button size="small" onClick={forgetCalls}>
          {t.forget}
        </Button>
      </div>
    </>
  );
}
