/** Servers of a group, with their weights. */
import type { ReactNode } from 'react';
import { useTexts } from '../i18n/texts.ts';
import { useRegion } from '../region/region.tsx';
import { ResourceList } from '../resources/resource-list.tsx';
import type { Column } from '../ui/data-table.tsx';
import { Name } from '../ui/name.tsx';
import { Status } from '../ui/status.tsx';
import {
  addDefaultMembers,
  addVServerMembers,
  defaultMemberOperations,
  vServerMemberOperations,
} from './operations.ts';
import { texts } from './texts.ts';

export function DefaultGroup({ loadBalancerId }: { readonly loadBalancerId: string }) {
  const t = useTexts(texts);
  return (
    <ResourceList
      label={t.defaultGroup}
      headed
      lead={t.defaultLead}
      action="DescribeLoadBalancerAttribute"
      parameters={{ RegionId: useRegion().regionId, LoadBalancerId: loadBalancerId }}
      rows={({ BackendServers }) => BackendServers.map((server) => ({ ...server, loadBalancerId }))}
      columns={useMemberColumns()}
      keyOf={({ ServerId }) => ServerId}
      nameOf={({ ServerId }) => ServerId}
      textOf={({ ServerId, Description }) => `${ServerId} ${Description}`}
      operations={defaultMemberOperations}
      shown={2}
      create={addDefaultMembers}
      owner={loadBalancerId}
      empty={{
        title: t.noDefault,
        text: t.noDefaultText,
        command: `AddBackendServers LoadBalancerId=${loadBalancerId} BackendServers='[{"ServerId":"192.0.2.1","Weight":"100"}]'`,
      }}
    />
  );
}

export function VServerMembers({ groupId }: { readonly groupId: string }) {
  const t = useTexts(texts);
  const columns = useMemberColumns();
  return (
    <ResourceList
      label={t.servers}
      headed
      action="DescribeVServerGroupAttribute"
      parameters={{ RegionId: useRegion().regionId, VServerGroupId: groupId }}
      rows={({ BackendServers }) => BackendServers.map((server) => ({ ...server, groupId }))}
      columns={[
        ...columns.slice(0, 1),
        { title: t.port, numeric: true, render: ({ Port }) => Port },
        ...columns.slice(1),
      ]}
      keyOf={({ ServerId, Port, ServerIp = '' }) => `${ServerId} ${Port} ${ServerIp}`}
      nameOf={({ ServerId, Port }) => `${ServerId}:${Port}`}
      textOf={({ ServerId, Port, Description }) => `${ServerId} ${Port} ${Description}`}
      operations={vServerMemberOperations}
      create={addVServerMembers}
      owner={groupId}
      empty={{
        title: t.noMember,
        text: t.noMemberText,
        command: `AddVServerGroupBackendServers VServerGroupId=${groupId} BackendServers='[{"ServerId":"192.0.2.1","Port":"8080"}]'`,
      }}
    />
  );
}

interface Member {
  readonly ServerId: string;
  readonly ServerIp?: string | undefined;
  readonly Weight: number;
  readonly Type: string;
  readonly Description: string;
}

function useMemberColumns(): readonly Column<Member>[] {
  const t = useTexts(texts);
  return [
    { title: t.server, render: ({ ServerId, ServerIp }) => <Server id={ServerId} address={ServerIp} /> },
    { title: t.weight, numeric: true, render: ({ Weight }) => <Share weight={Weight} /> },
    { title: t.type, render: ({ Type }) => Type },
    { title: t.description, render: ({ Description }) => <Name>{Description}</Name> },
  ];
}

function Server({
  id,
  address = '',
}: {
  readonly id: string;
  readonly address?: string | undefined;
}): ReactNode {
  return (
    <div className="named">
      <code>{id}</code>
      {address !== '' && address !== id && <code className="quiet">{address}</code>}
    </div>
  );
}

function Share({ weight }: { readonly weight: number }) {
  const t = useTexts(texts);
  return weight === 0 ? <Status level="off">0 ({t.noNew})</Status> : weight;
}
