/** The server groups of a load balancer, for its page. */
import { Link } from 'wouter';
import { useFormats } from '../i18n/format.ts';
import { useTexts } from '../i18n/texts.ts';
import { useRegion } from '../region/region.tsx';
import { Named } from '../resources/named.tsx';
import { ResourceList } from '../resources/resource-list.tsx';
import { TagList } from '../resources/tag-list.tsx';
import { Name } from '../ui/name.tsx';
import { DefaultGroup, VServerMembers } from './members.tsx';
import {
  createMasterSlaveServerGroup,
  createVServerGroup,
  masterSlaveServerGroupName,
  masterSlaveServerGroupOperations,
  vServerGroupName,
  vServerGroupOperations,
} from './operations.ts';
import { texts } from './texts.ts';

interface Props {
  readonly loadBalancerId: string;
}

export function ServerGroupsSection({ loadBalancerId }: Props) {
  return (
    <div className="lists">
      <MasterSlaveGroups loadBalancerId={loadBalancerId} />
      <VServerGroups loadBalancerId={loadBalancerId} />
      <DefaultGroup loadBalancerId={loadBalancerId} />
    </div>
  );
}

function MasterSlaveGroups({ loadBalancerId }: Props) {
  const t = useTexts(texts);
  const formats = useFormats();
  return (
    <ResourceList
      label={t.masterSlave}
      headed
      lead={t.masterSlaveLead}
      action="DescribeMasterSlaveServerGroups"
      parameters={{
        RegionId: useRegion().regionId,
        LoadBalancerId: loadBalancerId,
        IncludeListener: 'true',
      }}
      rows={({ MasterSlaveServerGroups }) => MasterSlaveServerGroups}
      columns={[
        {
          title: t.group,
          render: ({ MasterSlaveServerGroupName: name, MasterSlaveServerGroupId: id }) => (
            <div className="named">
              <Link href={`/groups/${id}`}>
                <Name>{name === '' ? id : name}</Name>
              </Link>
              {name !== '' && <code className="quiet">{id}</code>}
            </div>
          ),
        },
        { title: t.listeners, render: ({ AssociatedObjects }) => <UsedBy objects={AssociatedObjects} /> },
        { title: t.created, render: ({ CreateTime }) => formats.dateTime(Date.parse(CreateTime)) },
        { title: t.tags, render: ({ Tags }) => <TagList tags={Tags} /> },
      ]}
      keyOf={({ MasterSlaveServerGroupId }) => MasterSlaveServerGroupId}
      nameOf={masterSlaveServerGroupName}
      textOf={(group) => `${group.MasterSlaveServerGroupName} ${group.MasterSlaveServerGroupId}`}
      operations={masterSlaveServerGroupOperations}
      create={createMasterSlaveServerGroup}
      owner={loadBalancerId}
      empty={{
        title: t.noPair,
        text: t.noPairText,
        command: `CreateMasterSlaveServerGroup RegionId=cn-hangzhou LoadBalancerId=${loadBalancerId} MasterSlaveBackendServers='[{"ServerId":"192.0.2.1","Port":"5432","ServerType":"Master"},{"ServerId":"192.0.2.2","Port":"5432","ServerType":"Slave"}]'`,
      }}
    />
  );
}

function VServerGroups({ loadBalancerId }: Props) {
  const t = useTexts(texts);
  const formats = useFormats();
  return (
    <ResourceList
      label={t.vserver}
      headed
      lead={t.vserverLead}
      action="DescribeVServerGroups"
      parameters={{
        RegionId: useRegion().regionId,
        LoadBalancerId: loadBalancerId,
        IncludeListener: 'true',
      }}
      rows={({ VServerGroups: found }) => found}
      columns={[
        {
          title: t.group,
          render: ({ VServerGroupName, VServerGroupId }) => (
            <Named name={VServerGroupName} id={VServerGroupId} />
          ),
        },
        { title: t.servers, numeric: true, render: ({ ServerCount }) => ServerCount },
        { title: t.listeners, render: ({ AssociatedObjects }) => <UsedBy objects={AssociatedObjects} /> },
        { title: t.created, render: ({ CreateTime }) => formats.dateTime(Date.parse(CreateTime)) },
        { title: t.tags, render: ({ Tags }) => <TagList tags={Tags} /> },
      ]}
      keyOf={({ VServerGroupId }) => VServerGroupId}
      nameOf={vServerGroupName}
      textOf={({ VServerGroupName, VServerGroupId }) => `${VServerGroupName} ${VServerGroupId}`}
      operations={vServerGroupOperations}
      detail={({ VServerGroupId }) => <VServerMembers groupId={VServerGroupId} />}
      create={createVServerGroup}
      owner={loadBalancerId}
      empty={{
        title: t.noVServer,
        text: t.noVServerText,
        command: `CreateVServerGroup RegionId=cn-hangzhou LoadBalancerId=${loadBalancerId} BackendServers='[{"ServerId":"192.0.2.1","Port":"8080"}]'`,
      }}
    />
  );
}

interface UsedByProps {
  readonly objects:
    | {
        readonly Listeners?: readonly { readonly Protocol: string; readonly Port: number }[] | undefined;
      }
    | undefined;
}

function UsedBy({ objects }: UsedByProps) {
  const t = useTexts(texts);
  const listeners = objects?.Listeners ?? [];
  if (listeners.length === 0) return <span className="quiet">{t.unused}</span>;
  return listeners.map(({ Protocol, Port }) => `${Protocol}:${Port}`).join(', ');
}
