/** The form that edits a group begins with how the group is now. Pure. */
import type { Answer } from '../api/use-call.ts';
import type { FormValues } from '../form/values.ts';

type Group = Pick<
  Answer<'DescribeMasterSlaveServerGroupAttribute'>,
  'MasterSlaveServerGroupName' | 'MasterSlaveBackendServers'
>;
type Policy = Answer<'DescribeMasterSlaveServerGroupState'>['FailoverPolicy'];

/** Only answered, not asked for. */
const ANSWERED_ONLY = ['FastProbeIntervalMs', 'PenaltyLimit'];

export function editValues(group: Group, policy: Policy | undefined): FormValues {
  const servers = group.MasterSlaveBackendServers.map(
    ({ ServerId, Port, Weight, ServerType, Type, Description, ...more }) => ({
      ServerId,
      Port: String(Port),
      Weight: String(Weight),
      ServerType,
      Type,
      ...(Description !== '' && { Description }),
      ...('ServerIp' in more &&
        more.ServerIp !== undefined &&
        more.ServerIp !== '' && { ServerIp: more.ServerIp }),
    }),
  );
  const policies = Object.entries(policy ?? {}).flatMap(([name, value]) =>
    value === undefined || ANSWERED_ONLY.includes(name) ? [] : [[name, String(value)] as const],
  );
  return {
    MasterSlaveServerGroupName: group.MasterSlaveServerGroupName,
    ...(servers.length > 0 && { MasterSlaveBackendServers: JSON.stringify(servers) }),
    ...Object.fromEntries(policies),
  };
}
