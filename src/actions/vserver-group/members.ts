/** Members of a vServer group: told apart by server, port and, where one is given, address. */
import { ApiError } from '../../contract/api-error.ts';
import { canonicalAddress } from '../../domain/address-pool.ts';
import { keys } from '../../domain/keys.ts';
import type { PortMember, VServerGroup } from '../../domain/resources.ts';
import type { ActionContext } from '../context.ts';
import { requireServerQuota } from '../server-limits.ts';
import { requireKnownServer } from '../servers.ts';
import { requireApartInPairs } from '../listener/group-pair.ts';

/** What an entry of a request says about which member it means. */
export interface WirePlace {
  readonly ServerId: string;
  readonly Port: number;
  readonly ServerIp: string | undefined;
}

export interface WireMember extends WirePlace {
  readonly Weight: number;
  readonly Type: 'ecs' | 'eni' | 'eci';
  readonly Description: string | undefined;
}

export function placeOf({ ServerId, Port, ServerIp }: WirePlace): string {
  return placeText(ServerId, Port, ServerIp);
}

export function placeOfMember({ serverId, port, serverIp }: PortMember): string {
  return placeText(serverId, port, serverIp ?? undefined);
}

/**
 * The members that an entry means: the one of this very address, or else, when the entry or the member has none, those
 * of the server and port.
 */
export function membersMeant(entry: WirePlace, members: readonly PortMember[]): readonly PortMember[] {
  const exact = members.filter((member) => placeOfMember(member) === placeOf(entry));
  if (exact.length > 0) return exact;
  return members.filter(
    ({ serverId, port, serverIp }) =>
      serverId === entry.ServerId &&
      port === entry.Port &&
      (entry.ServerIp === undefined || serverIp === null),
  );
}

export function memberFromWire(entry: WireMember): PortMember {
  return {
    serverId: entry.ServerId,
    port: entry.Port,
    weight: entry.Weight,
    type: entry.Type,
    serverIp: entry.ServerIp ?? null,
    description: entry.Description ?? '',
  };
}

/** The entries that are not among the members yet, as members; of equal ones the first. Throws `memberServerNotFound`. */
export async function newMembers(
  entries: readonly WireMember[],
  members: readonly PortMember[],
  context: ActionContext,
): Promise<readonly PortMember[]> {
  const taken = new Set(members.map(placeOfMember));
  const added: PortMember[] = [];
  for (const entry of entries) {
    if (taken.has(placeOf(entry))) continue;
    taken.add(placeOf(entry));
    await requireKnownServer(context, entry, 'memberServerNotFound');
    added.push(memberFromWire(entry));
  }
  return added;
}

/** Throws `entryGivenTwice`. */
export function requireDifferent(entries: readonly WirePlace[], name: string): void {
  const seen = new Set<string>();
  for (const entry of entries) {
    if (seen.has(placeOf(entry))) {
      throw new ApiError('entryGivenTwice', { name, serverId: entry.ServerId, port: entry.Port });
    }
    seen.add(placeOf(entry));
  }
}

/** Writes the group, within the quota when it has become larger, and gives the answer that all changes have. */
export async function putGroup(before: VServerGroup, after: VServerGroup, context: ActionContext) {
  if (after.members.some((member) => !before.members.includes(member))) {
    await requireServerQuota(after, context);
    await requireApartInPairs(after, context);
  }
  if (after !== before) context.tx.put('serverGroups', keys.serverGroup(after.id), after);
  return { VServerGroupId: after.id, BackendServers: membersToWire(after) };
}

export function membersToWire({ members }: VServerGroup) {
  return members.map((member) => ({
    ServerId: member.serverId,
    Port: member.port,
    Weight: member.weight,
    Type: member.type,
    Description: member.description,
    ...(member.serverIp !== null && { ServerIp: member.serverIp }),
  }));
}

function placeText(serverId: string, port: number, address: string | undefined): string {
  return JSON.stringify([serverId, port, address && (canonicalAddress(address) ?? address)]);
}
