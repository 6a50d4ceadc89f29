/** All load balancers: what needs attention first, and figures as they change. */
import { Button } from 'antd';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useFormats } from '../i18n/format.ts';
import { useTexts } from '../i18n/texts.ts';
import { LiveState } from '../live/live-state.tsx';
import { useBalancers } from '../live/use-live.ts';
import { DataTable } from '../ui/data-table.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useColumns } from './columns.tsx';
import { FirstSteps } from './first-steps.tsx';
import './overview.css';
import { rowsOf, type Totals, totalsOf } from './rows.ts';
import { texts } from './texts.ts';
import { useAllBalancers } from './use-all-balancers.ts';

const CreateDialog = lazy(async () => ({
  default: (await import('../form/action-dialog.tsx')).ActionDialog,
}));
const FIRST = ['LoadBalancerName', 'AddressType', 'Address', 'DeleteProtection'];
/** How often the list is read while nothing is told live. */
const READ_AGAIN_MS = 10_000;

export function Page() {
  const t = useTexts(texts);
  const { connection, value } = useBalancers();
  const { data, error } = useAllBalancers(connection === 'live' ? undefined : READ_AGAIN_MS);
  const [creating, setCreating] = useState(false);
  const columns = useColumns();
  const rows = useMemo(() => rowsOf(data ?? [], value), [data, value]);
  const create = () => setCreating(true);
  const button = (
    <Button type="primary" onClick={create}>
      {t.create}
    </Button>
  );
  return (
    <>
      <PageHead title={t.title} actions={button}>
        <LiveState connection={connection} />
      </PageHead>
      <ProblemAlert problem={error} />
      {!data && !error && <Loading />}
      {rows.length > 0 && value && <Overall totals={totalsOf(rows)} />}
      {data && (
        <DataTable
          label={t.title}
          rows={rows}
          columns={columns}
          keyOf={({ id }) => id}
          textOf={({ id, name, address, live }) => `${name} ${id} ${address} ${live?.attention ?? ''}`}
          empty={<FirstSteps onCreate={create} />}
        />
      )}
      {creating && (
        <Suspense>
          <CreateDialog
            action="CreateLoadBalancer"
            title={t.create}
            verb={t.createVerb}
            first={FIRST}
            onClose={() => setCreating(false)}
          />
        </Suspense>
      )}
    </>
  );
}

function Overall({ totals }: { readonly totals: Totals }) {
  const t = useTexts(texts);
  const { number, bytesPerSecond } = useFormats();
  const [connections, rate, bytesIn, bytesOut] = totals.figures;
  const figures: readonly (readonly [string, string, string])[] = [
    [t.balancers, number(totals.balancers), ''],
    [t.critical, number(totals.critical), totals.critical > 0 ? 'critical' : ''],
    [t.warning, number(totals.warning), totals.warning > 0 ? 'warning' : ''],
    [t.connections, number(connections), ''],
    [t.rate, number(rate), ''],
    [t.traffic, `${bytesPerSecond(bytesIn)} · ${bytesPerSecond(bytesOut)}`, ''],
  ];
  return (
    <dl className="totals card">
      {figures.map(([name, value, level]) => (
        <div key={name} data-level={level}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
