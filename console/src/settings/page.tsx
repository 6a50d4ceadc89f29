import { useAnswer } from '../api/use-call.ts';
import { useTexts } from '../i18n/texts.ts';
import { Loading } from '../ui/loading.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Monitoring, Regions } from './region-settings.tsx';
import { AddressPools, Engines, FailoverDefaults, Quotas, Service } from './service-settings.tsx';
import './settings.css';
import { texts } from './texts.ts';

export function Page() {
  const t = useTexts(texts);
  const { data, error } = useAnswer('DescribeSettings');
  return (
    <>
      <PageHead title={t.title}>
        <p className="quiet">{t.lead}</p>
      </PageHead>
      <div className="lists">
        <ProblemAlert problem={error} />
        {!data && !error && <Loading />}
        {data && (
          <>
            <div className="settings-pair">
              <Service settings={data} />
              <FailoverDefaults settings={data} />
            </div>
            <Engines settings={data} />
            <AddressPools settings={data} />
            <Quotas settings={data} />
          </>
        )}
        <div className="settings-pair">
          <Regions />
          <Monitoring />
        </div>
      </div>
    </>
  );
}
