/** Why an address could not be added, as the failure of its listeners. */
import { getSystemErrorMap } from 'node:util';
import { messageOf } from '../../lib/message-of.ts';
import { SystemCallError } from '../../net/libc/system-call-error.ts';
import type { BindFailure } from '../engine.ts';

export function notAdded(address: string, interfaceName: string, error: unknown): BindFailure {
  const what = `${address} cannot be added to the interface ${interfaceName}`;
  const code = error instanceof SystemCallError ? error.code : '';
  if (code === 'EPERM')
    return {
      code: 'no-permission',
      message: `${what}: ${inWords(error)}; run the service with CAP_NET_ADMIN.`,
    };
  return {
    code: 'address-unavailable',
    message: `${what}: ${inWords(error)}; ${remedy(code, interfaceName)}.`,
  };
}

function remedy(code: string, interfaceName: string): string {
  // So it says, of an IPv6 address, where IPv6 is switched off.
  if (code === 'EACCES')
    return `if IPv6 is switched off there, "sysctl -w net.ipv6.conf.${interfaceName}.disable_ipv6=0" switches it on`;
  if (code === 'ENODEV') return 'bring the interface back, or name another one in addresses.interface';
  return "add it yourself or change the load balancer's address";
}

/** The system's own words: `no such device (ENODEV)`. */
function inWords(error: unknown): string {
  if (!(error instanceof SystemCallError)) return messageOf(error);
  const [name = error.code, words = error.message] = getSystemErrorMap().get(-error.errno) ?? [];
  return `${words} (${name})`;
}
