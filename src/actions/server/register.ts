import { ApiError } from '../../contract/api-error.ts';
import { canonicalAddress } from '../../domain/address-pool.ts';
import { keys } from '../../domain/keys.ts';
import type { ActionHandler } from '../context.ts';

/** RFC 1123. The last label has a letter, or a mistyped IPv4 address would pass for a name. */
const HOST_NAME =
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*(?=[a-z0-9-]*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

export const registerServer: ActionHandler<'RegisterServer'> = async (params, { tx, nowMs }) => {
  const address = canonicalAddress(params.Address) ?? hostName(params.Address);
  if (address === undefined) {
    throw new ApiError('invalidParameter', { name: 'Address', why: 'it is no IP address and no host name' });
  }
  const key = keys.server(params.ServerId);
  const before = await tx.get('servers', key);
  tx.put('servers', key, {
    id: params.ServerId,
    address,
    description: params.Description ?? before?.description ?? '',
    createdMs: before?.createdMs ?? nowMs,
  });
  return { ServerId: params.ServerId, Address: address };
};

function hostName(text: string): string | undefined {
  return HOST_NAME.test(text) ? text.toLowerCase() : undefined;
}
