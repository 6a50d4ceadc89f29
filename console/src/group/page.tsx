/** A master-slave group: who serves and why, what happened, and what can be ordered. */
import { useEffect } from 'react';
import { useAnswer, type Answer } from '../api/use-call.ts';
import { useTexts } from '../i18n/texts.ts';
import { LiveState } from '../live/live-state.tsx';
import { useFacts } from '../live/use-live.ts';
import { useRegion } from '../region/region.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Facts } from '../ui/facts.tsx';
import { Loading } from '../ui/loading.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { GroupActions } from './group-actions.tsx';
import { ListenerCard } from './listener-card.tsx';
import { NoListener } from './no-listener.tsx';
import './page.css';
import { SimulatorSection } from './simulator-section.tsx';
import { Stories } from './stories.tsx';
import { texts } from './texts.ts';
import { useHistory } from './use-history.ts';
import { useNow } from './use-now.ts';

/** Evidence grows older every second; roles and verdicts come at once, by the stream. */
const READ_AGAIN_MS = 3_000;

type State = Answer<'DescribeMasterSlaveServerGroupState'>;

export function Page({ params }: { readonly params: Readonly<Record<string, string | undefined>> }) {
  const { regionId } = useRegion();
  const groupId = params['id'] ?? '';
  const asked = { RegionId: regionId, MasterSlaveServerGroupId: groupId };
  const state = useAnswer('DescribeMasterSlaveServerGroupState', asked, { everyMs: READ_AGAIN_MS });
  const group = useAnswer('DescribeMasterSlaveServerGroupAttribute', asked);
  if (!state.data || !group.data) {
    const problem = state.error ?? group.error;
    return problem ? <ProblemAlert problem={problem} /> : <Loading />;
  }
  return <Group state={state.data} group={group.data} refresh={() => void state.refetch()} />;
}

interface GroupProps {
  readonly state: State;
  readonly group: Answer<'DescribeMasterSlaveServerGroupAttribute'>;
  readonly refresh: () => void;
}

function Group({ state, group, refresh }: GroupProps) {
  const t = useTexts(texts);
  const nowMs = useNow();
  const { LoadBalancerId: balancerId, MasterSlaveServerGroupId: groupId } = state;
  const { connection, facts } = useFacts(balancerId);
  const history = useHistory(balancerId, groupId);
  const newest = facts[0]?.Time;
  useEffect(() => {
    if (newest !== undefined) refresh();
    // Only what is told decides.
  }, [newest]);
  const name = state.MasterSlaveServerGroupName || groupId;
  return (
    <>
      <PageHead
        title={t.title(name)}
        above={{ title: `${t.above} ${balancerId}`, href: `/balancers/${balancerId}` }}
        actions={<GroupActions state={state} group={group} />}
      >
        <div className="row quiet">
          <code>{groupId}</code>
          <CopyButton text={groupId} />
          <LiveState connection={connection} />
        </div>
      </PageHead>
      <div className="group-page">
        <section>
          <h2>{t.now}</h2>
          <div className="group-listeners">
            {state.Listeners.length === 0 && <NoListener balancerId={balancerId} groupId={groupId} />}
            {state.Listeners.map((listener) => (
              <ListenerCard
                key={`${listener.ListenerProtocol}:${listener.ListenerPort}`}
                listener={listener}
                nowMs={nowMs}
              />
            ))}
            <section className="card stack">
              <h3>{t.policy}</h3>
              <Facts facts={policyFacts(state, t.policyNames)} />
            </section>
          </div>
        </section>
        <section>
          <h2>{t.history}</h2>
          <Stories history={history} />
        </section>
        <SimulatorSection state={state} />
      </div>
    </>
  );
}

function policyFacts({ FailoverPolicy }: State, names: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(FailoverPolicy).map(([name, value]) => [names[name] ?? name, value]),
  );
}
