import { Button } from 'antd';
import { useState } from 'react';
import { useAnswer } from '../api/use-call.ts';
import { useTexts } from '../i18n/texts.ts';
import { Loading } from '../ui/loading.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import './audit.css';
import { Entries } from './entries.tsx';
import { isChange, noFilter, parametersOf } from './filter.ts';
import { FilterForm } from './filter-form.tsx';
import { texts } from './texts.ts';

export function Page() {
  const t = useTexts(texts);
  const [filter, setFilter] = useState(noFilter);
  /** Undefined: the newest page. */
  const [token, setToken] = useState<string>();
  const { data, error } = useAnswer('DescribeAuditLog', { ...parametersOf(filter), NextToken: token });
  const { NextToken: next } = data ?? {};
  const shown = ({ ActionName }: { readonly ActionName: string }): boolean =>
    !filter.changesOnly || isChange(ActionName);
  return (
    <>
      <PageHead title={t.title}>
        <p className="quiet">{t.lead}</p>
      </PageHead>
      <FilterForm
        onFilter={(wanted) => {
          setToken(undefined);
          setFilter(wanted);
        }}
      />
      <ProblemAlert problem={error} />
      {data ? <Entries key={token} entries={data.Entries.filter(shown)} /> : !error && <Loading />}
      <nav className="row audit-pages" aria-label={t.title}>
        {token !== undefined && <Button onClick={() => setToken(undefined)}>{t.newest}</Button>}
        {next !== undefined && <Button onClick={() => setToken(next)}>{t.older}</Button>}
      </nav>
    </>
  );
}
