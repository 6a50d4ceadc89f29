import { ApiError } from '../../contract/api-error.ts';
import type { AccessEntry } from '../../domain/access-control.ts';
import { type Cidr, formatCidr, parseCidr } from '../../domain/cidr.ts';
import type { ActionHandler } from '../context.ts';
import { findAccessControlList, putAccessControlList } from './find.ts';

export const addAccessControlListEntry: ActionHandler<'AddAccessControlListEntry'> = async (
  params,
  context,
) => {
  const list = await findAccessControlList(context, params);
  const entries = new Map(list.entries.map((entry) => [entry.cidr, entry]));
  for (const { entry: text, comment = '' } of params.AclEntrys ?? []) {
    const block = blockOf(text);
    if (block.width !== (list.addressIpVersion === 'ipv4' ? 32 : 128)) {
      throw new ApiError('aclEntryOfOtherVersion', { entry: text, version: list.addressIpVersion });
    }
    const entry = toEntry(text, block, comment);
    if (!entries.has(entry.cidr)) entries.set(entry.cidr, entry);
  }
  const limit = context.settings.quotas.entriesPerAccessControlList;
  // A quota that has been lowered keeps nobody from repeating what is there.
  if (entries.size > limit && entries.size > list.entries.length) {
    throw new ApiError('aclEntryQuotaExceeded', { limit, count: entries.size });
  }
  if (entries.size > list.entries.length) {
    putAccessControlList(context, { ...list, entries: [...entries.values()] });
  }
  return {};
};

export const removeAccessControlListEntry: ActionHandler<'RemoveAccessControlListEntry'> = async (
  params,
  context,
) => {
  const list = await findAccessControlList(context, params);
  const named = new Set((params.AclEntrys ?? []).map(({ entry }) => formatCidr(blockOf(entry))));
  const left = list.entries.filter(({ cidr }) => !named.has(cidr));
  if (left.length === list.entries.length) throw new ApiError('aclEntryNotThere');
  putAccessControlList(context, { ...list, entries: left });
  return {};
};

function blockOf(text: string): Cidr {
  const block = parseCidr(text);
  if (!block)
    throw new ApiError('aclEntryIllegal', { why: `"${text}" is neither an address nor a CIDR block` });
  return block;
}

function toEntry(text: string, block: Cidr, comment: string): AccessEntry {
  return { text: text.includes('/') ? text : `${text}/${block.width}`, cidr: formatCidr(block), comment };
}
