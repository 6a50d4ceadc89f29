/** The listeners of a load balancer, for its page. */
import type { Answer } from '../api/use-call.ts';
import { useTexts } from '../i18n/texts.ts';
import { useRegion } from '../region/region.tsx';
import { ResourceList } from '../resources/resource-list.tsx';
import { Access, Bandwidth, HealthCheck, Servers, State, Title } from './cells.tsx';
import { ListenerDetail } from './listener-detail.tsx';
import { createListener, type Listener, listenerName, listenerOperations } from './operations.ts';
import { texts } from './texts.ts';

/** A start or stop is done within a second or so; otherwise only others change something. */
const SOON_MS = 1_000;
const LATER_MS = 15_000;

const everyMs = (listeners: readonly Listener[]): number =>
  listeners.some(({ Status }) => Status === 'starting' || Status === 'stopping') ? SOON_MS : LATER_MS;

export function ListenersSection({ loadBalancerId }: { readonly loadBalancerId: string }) {
  const t = useTexts(texts);
  return (
    <ResourceList
      label={t.title}
      headed
      action="DescribeLoadBalancerListeners"
      parameters={{
        RegionId: useRegion().regionId,
        'LoadBalancerId.1': loadBalancerId,
        MaxResults: '100',
      }}
      rows={({ Listeners }: Answer<'DescribeLoadBalancerListeners'>) => Listeners}
      next={({ NextToken }) => (NextToken === undefined ? undefined : { NextToken })}
      everyMs={everyMs}
      columns={[
        { title: t.listener, render: (listener) => <Title listener={listener} /> },
        { title: t.status, render: (listener) => <State listener={listener} /> },
        { title: t.backend, render: (listener) => <Servers listener={listener} /> },
        { title: t.scheduler, render: ({ Scheduler }) => Scheduler },
        { title: t.check, render: (listener) => <HealthCheck listener={listener} /> },
        { title: t.bandwidth, render: (listener) => <Bandwidth listener={listener} /> },
        { title: t.access, render: (listener) => <Access listener={listener} /> },
      ]}
      keyOf={listenerName}
      nameOf={listenerName}
      textOf={(listener) => `${listenerName(listener)} ${listener.Description}`}
      operations={listenerOperations}
      detail={(listener) => <ListenerDetail listener={listener} />}
      create={createListener}
      shownCreate={1}
      owner={loadBalancerId}
      empty={{
        title: t.emptyTitle,
        text: t.emptyText,
        command: `CreateLoadBalancerTCPListener LoadBalancerId=${loadBalancerId} ListenerPort=80 BackendServerPort=8080`,
      }}
    />
  );
}
