/** The simulator of this group: loaded when it is opened, and given the policies and the check that are in force. */
import { lazy, Suspense, useState } from 'react';
import { type Answer, useAnswer } from '../api/use-call.ts';
import { useTexts } from '../i18n/texts.ts';
import { useRegion } from '../region/region.tsx';
import { scenarioOf } from '../simulator/initial.ts';
import { Loading } from '../ui/loading.tsx';
import { texts } from './texts.ts';

const Simulator = lazy(async () => ({ default: (await import('../simulator/simulator.tsx')).Simulator }));

type State = Answer<'DescribeMasterSlaveServerGroupState'>;

export function SimulatorSection({ state }: { readonly state: State }) {
  const t = useTexts(texts);
  const [opened, setOpened] = useState(false);
  return (
    <details className="card" onToggle={(event) => setOpened(opened || event.currentTarget.open)}>
      <summary>{t.simulator}</summary>
      {opened && <Filled state={state} />}
    </details>
  );
}

/** The first TCP listener's check: each has its own, and one is enough to begin with. */
function Filled({ state }: { readonly state: State }) {
  const { regionId } = useRegion();
  const listener = state.Listeners.find(({ ListenerProtocol }) => ListenerProtocol === 'tcp');
  const check = useAnswer(
    'DescribeLoadBalancerTCPListenerAttribute',
    {
      RegionId: regionId,
      LoadBalancerId: state.LoadBalancerId,
      ListenerPort: String(listener?.ListenerPort ?? ''),
    },
    { enabled: listener !== undefined },
  );
  if (check.isLoading) return <Loading />;
  const policy = listener?.FailoverPolicy ?? state.FailoverPolicy;
  return (
    <Suspense fallback={<Loading />}>
      <Simulator initial={scenarioOf(policy, check.data)} />
    </Suspense>
  );
}
