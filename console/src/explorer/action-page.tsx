/** One action: its form, and beside it whatever comes of it. */
import { Alert, Button } from 'antd';
import { useState } from 'react';
import type { ActionContract } from '../../../src/contract/define.ts';
import { ActionForm } from '../form/action-form.tsx';
import { type FormValues, problemsOf } from '../form/values.ts';
import { useContractTexts } from '../i18n/contract-texts.ts';
import { useTexts } from '../i18n/texts.ts';
import { useRegion } from '../region/region.tsx';
import { Badge } from '../ui/badge.tsx';
import { Choice } from '../ui/choice.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { AnswerView } from './answer-view.tsx';
import { CallOptionsRow } from './call-options-row.tsx';
import { DocsView } from './docs-view.tsx';
import { HistoryView } from './history-view.tsx';
import { fromSearch, toSearch } from './link.ts';
import { RequestView } from './request-view.tsx';
import { SampleView } from './sample-view.tsx';
import { texts } from './texts.ts';
import { useCall } from './use-call.ts';

const views = ['sample', 'answer', 'request', 'docs', 'history'] as const;
type View = (typeof views)[number];

export function ActionPage({ contract }: { readonly contract: ActionContract }) {
  const t = useTexts(texts);
  const translate = useContractTexts();
  const [values, setValues] = useFormInAddress(contract);
  const [view, setView] = useState<View>('sample');
  const [tried, setTried] = useState(false);
  const call = useCall(contract);
  const problems = problemsOf(contract.params, values);
  // What the example needs is what people mostly need.
  const usual = Object.keys(contract.params).filter((name) => Object.hasOwn(contract.example.request, name));
  const fits = Object.keys(problems).length === 0;

  /** What does not fit can be signed and called all the same: to see what the service says. */
  const start = (what: 'call' | 'sign', extra: FormValues = {}): void => {
    setTried(true);
    setView(what === 'call' ? 'answer' : 'request');
    call[what]({ ...values, ...extra });
  };
  return (
    <>
      <PageHead title={contract.name}>
        <p>{translate(contract.summary)}</p>
        <div className="row">
          {contract.write && <Badge strong>{t.write}</Badge>}
          {contract.extension && <Badge>{t.extension}</Badge>}
          {contract.effect.kind === 'stored' && <Badge>{t.stored}</Badge>}
        </div>
      </PageHead>
      <div className="explorer-action">
        <form
          className="stack card"
          onSubmit={(event) => {
            event.preventDefault();
            start('call');
          }}
        >
          <div className="row">
            <h2>{t.parameters}</h2>
            <div className="row push">
              <Button size="small" onClick={() => setValues(contract.example.request)}>
                {t.example}
              </Button>
              <Button size="small" onClick={() => setValues({})}>
                {t.clear}
              </Button>
              <CopyButton label={t.copyLink} text={linkTo(contract, values)} />
            </div>
          </div>
          {Object.keys(contract.params).length === 0 && <p className="quiet">{t.none}</p>}
          <ActionForm
            contract={contract}
            values={values}
            onChange={setValues}
            problems={tried ? problems : {}}
            first={usual}
          />
          {tried && !fits && <Alert type="warning" showIcon title={t.refused} />}
          <CallOptionsRow options={call.options} onChange={call.choose} />
          <div className="row">
            <Button type="primary" htmlType="submit" loading={call.busy}>
              {t.call}
            </Button>
            <Button onClick={() => start('sign')}>{t.sign}</Button>
            {Object.hasOwn(contract.params, 'DryRun') && (
              <Button onClick={() => start('call', { DryRun: 'true' })}>{t.preview}</Button>
            )}
          </div>
        </form>
        <section className="stack explorer-output" aria-label={t.views[view]}>
          <Choice
            label={contract.name}
            value={view}
            onChange={setView}
            options={views.map((value) => ({ value, label: t.views[value] }))}
          />
          {view === 'sample' && <SampleView contract={contract} values={values} />}
          {view === 'answer' && <AnswerView contract={contract} state={call} />}
          {view === 'request' && <RequestView signed={call.signed} />}
          {view === 'docs' && <DocsView contract={contract} />}
          {view === 'history' && <HistoryView />}
        </section>
      </div>
    </>
  );
}

/** What is filled in stands in the address too, so that a reload or a bookmark keeps it. */
function useFormInAddress(contract: ActionContract) {
  const { regionId } = useRegion();
  const [values, setValues] = useState<FormValues>(() => {
    const given = fromSearch(location.search);
    const inRegion = Object.hasOwn(contract.params, 'RegionId') ? { RegionId: regionId } : {};
    return Object.keys(given).length > 0 ? given : inRegion;
  });
  const change = (changed: FormValues): void => {
    setValues(changed);
    const search = toSearch(contract, changed);
    history.replaceState(history.state, '', search === '' ? location.pathname : `?${search}`);
  };
  return [values, change] as const;
}

function linkTo(contract: ActionContract, values: FormValues): string {
  return `${location.origin}/console/explorer/${contract.name}?${toSearch(contract, values)}`;
}
