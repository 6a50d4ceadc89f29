/** The older white list of a listener between wire and domain. */
import { ApiError } from '../../contract/api-error.ts';
import type { WhiteList } from '../../domain/access-entry.ts';
import { formatCidr, parseCidr } from '../../domain/cidr.ts';
import type { Listener } from '../../domain/resources.ts';

export function whiteListOf(listener: Listener): WhiteList {
  return listener.whiteList ?? { enabled: false, items: [] };
}

export function itemsFromWire(text: string): WhiteList['items'] {
  const items = text.split(',').map((item) => item.trim());
  return items.filter((item) => item !== '').map(itemFromWire);
}

function itemFromWire(text: string): WhiteList['items'][number] {
  const block = parseCidr(text);
  if (block?.width !== 32) throw new ApiError('invalidWhiteListAddress', { item: text });
  const cidr = formatCidr(block);
  if (cidr === '0.0.0.0/0' || cidr === '0.0.0.0/32') {
    throw new ApiError('invalidSourceItems', { why: `${text} is not accepted` });
  }
  return { text, cidr };
}
