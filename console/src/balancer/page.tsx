/** A load balancer: what it is, how it is, and its parts as sections that links lead to. */
import { Suspense } from 'react';
import { Link, useSearchParams } from 'wouter';
import { useAnswer } from '../api/use-call.ts';
import { useExplain } from '../explain/use-explain.ts';
import { useTexts, wordOf } from '../i18n/texts.ts';
import { LiveState } from '../live/live-state.tsx';
import { useBalancer, useBalancers } from '../live/use-live.ts';
import { useRegion } from '../region/region.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Status } from '../ui/status.tsx';
import './page.css';
import { FIRST_SECTION, sections } from './sections.ts';
import { texts } from './texts.ts';

export function Page({ params }: { readonly params: Readonly<Record<string, string | undefined>> }) {
  const t = useTexts(texts);
  const { regionId } = useRegion();
  const id = params['id'] ?? '';
  const [search] = useSearchParams();
  const asked = search.get('section') ?? FIRST_SECTION;
  const chosen = Object.hasOwn(sections, asked) ? asked : FIRST_SECTION;
  const Section = sections[chosen];
  const { data, error } = useAnswer('DescribeLoadBalancerAttribute', {
    RegionId: regionId,
    LoadBalancerId: id,
  });
  if (error) return <ProblemAlert problem={error} />;
  if (!data) return <Loading />;
  return (
    <>
      <PageHead title={data.LoadBalancerName || id} above={{ title: t.above, href: '/' }}>
        <div className="row">
          <code>{id}</code>
          <code>{data.Address}</code>
          <CopyButton text={data.Address} />
          <State id={id} status={data.LoadBalancerStatus} />
        </div>
      </PageHead>
      <nav className="sections" aria-label={t.navigation}>
        {Object.keys(sections).map((name) => (
          <Link
            key={name}
            href={name === FIRST_SECTION ? `/balancers/${id}` : `/balancers/${id}?section=${name}`}
            aria-current={name === chosen ? 'page' : undefined}
          >
            {wordOf(t.sections, name)}
          </Link>
        ))}
      </nav>
      <Suspense fallback={<Loading />}>{Section && <Section loadBalancerId={id} />}</Suspense>
    </>
  );
}

function State({ id, status }: { readonly id: string; readonly status: string }) {
  const t = useTexts(texts);
  const explain = useExplain();
  const { connection } = useBalancer(id);
  const summary = useBalancers().value?.get(id);
  return (
    <>
      {status !== 'active' && <Status level="off">{wordOf(t.statuses, status)}</Status>}
      {summary && (
        <Status level={summary.level}>
          <bdi>
            {summary.attention === null ? t.levels[summary.level] : explain.sentence(summary.attention)}
          </bdi>
        </Status>
      )}
      <LiveState connection={connection} />
    </>
  );
}
