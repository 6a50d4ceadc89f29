import { ApiError } from '../../contract/api-error.ts';
import type { PortMember } from '../../domain/resources.ts';
import type { ActionHandler } from '../context.ts';
import { findVServerGroup } from '../find.ts';
import { requireCallSize } from '../server-limits.ts';
import { membersMeant, putGroup } from './members.ts';

/** Never adds or removes. Of several entries for one member the first counts. */
export const setVServerGroupAttribute: ActionHandler<'SetVServerGroupAttribute'> = async (
  params,
  context,
) => {
  const group = await findVServerGroup(context, params.VServerGroupId);
  const { VServerGroupName: name, BackendServers: entries } = params;
  if (name === undefined && entries === undefined) {
    throw new ApiError('missingParameter', { name: 'VServerGroupName' });
  }
  requireCallSize(entries ?? [], context);
  const changed = new Map<PortMember, PortMember>();
  for (const entry of entries ?? []) {
    for (const member of membersMeant(entry, group.members)) {
      if (changed.has(member)) continue;
      changed.set(member, {
        ...member,
        weight: entry.Weight ?? member.weight,
        description: entry.Description ?? member.description,
      });
    }
  }
  const members = group.members.map((member) => changed.get(member) ?? member);
  const after = { ...group, name: name ?? group.name, members };
  return { VServerGroupName: after.name, ...(await putGroup(group, after, context)) };
};
