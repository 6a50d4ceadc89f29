import type { ActionHandler } from '../context.ts';
import { findVServerGroup } from '../find.ts';
import { requireCallSize } from '../server-limits.ts';
import {
  memberFromWire,
  membersMeant,
  newMembers,
  placeOf,
  placeOfMember,
  putGroup,
  requireDifferent,
} from './members.ts';

/** A member that goes out and comes in again keeps its place. */
export const modifyVServerGroupBackendServers: ActionHandler<'ModifyVServerGroupBackendServers'> = async (
  params,
  context,
) => {
  const group = await findVServerGroup(context, params.VServerGroupId);
  const { OldBackendServers: leaving = [], NewBackendServers: coming = [] } = params;
  requireCallSize(leaving, context, 'OldBackendServers');
  requireCallSize(coming, context, 'NewBackendServers');
  requireDifferent(leaving, 'OldBackendServers');
  requireDifferent(coming, 'NewBackendServers');
  const out = new Set(leaving.flatMap((entry) => membersMeant(entry, group.members)));
  const replacements = new Map(coming.map((entry) => [placeOf(entry), memberFromWire(entry)]));
  const kept = group.members.flatMap((member) =>
    out.has(member) ? (replacements.get(placeOfMember(member)) ?? []) : member,
  );
  const members = [...kept, ...(await newMembers(coming, kept, context))];
  return putGroup(group, { ...group, members }, context);
};
