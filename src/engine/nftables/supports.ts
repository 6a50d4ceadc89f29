/** Which listeners the kernel can serve, and for the others a sentence that says why not. */
import { isHttp } from '../../domain/plan-types.ts';
import type { PlannedListener } from '../../domain/plan-types.ts';
import { familyOf } from './names.ts';

/** Undefined = this engine can carry it out. */
export function unsupportedBecause(listener: PlannedListener): string | undefined {
  if (isHttp(listener)) return 'The kernel forwards packets and reads no HTTP.';
  const { backend, protocol, proxyProtocolV2, address } = listener;
  if (protocol === 'tcp' && proxyProtocolV2)
    return 'The kernel forwards packets and cannot put a PROXY protocol header before what a client says.';
  if (backend.kind === 'pool' && backend.scheduler === 'wlc')
    return 'The kernel does not know how many connections each server has: no weighted least connections.';
  if (backend.kind === 'pool' && backend.scheduler === 'qch' && protocol === 'udp')
    return 'The kernel cannot hash the connection ids of QUIC.';
  const targets =
    backend.kind === 'pool'
      ? [...backend.targets, ...(backend.resting ?? []), ...(backend.spare ?? [])]
      : [backend.active, backend.standby].filter((target) => target !== undefined);
  const family = familyOf(address);
  if (targets.some((target) => familyOf(target.address) !== family))
    return 'The kernel translates addresses within one family: an IPv6 listener needs servers with IPv6 addresses, an IPv4 listener with IPv4 ones.';
  return undefined;
}
