/** What an error of a socket means: for a listener that could not be bound, and for a connect that failed. Pure. */
import { formatEndpoint } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import { messageOf } from '../lib/message-of.ts';

export interface BindProblem {
  readonly code: 'port-in-use' | 'no-permission' | 'address-unavailable' | 'too-many-files' | 'other';
  /** One sentence: what failed, and how to put it right. */
  readonly message: string;
}

/** The system's code (`ECONNREFUSED`) of any thrown value; empty when it has none. */
export function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('code' in error)) return '';
  return typeof error.code === 'string' ? error.code : '';
}

/** Why `listen` or `bind` failed, with the remedy in the message. */
export function bindProblem(error: unknown, protocol: 'tcp' | 'udp', endpoint: Endpoint): BindProblem {
  const where = `${protocol.toUpperCase()} ${formatEndpoint(endpoint)}`;
  const code = errorCode(error);
  switch (code) {
    case 'EADDRINUSE':
      return {
        code: 'port-in-use',
        message: `${where} is already in use by another program; stop that program or choose another port or address.`,
      };
    case 'EACCES':
    case 'EPERM':
      return {
        code: 'no-permission',
        message:
          `Binding ${where} is not permitted; ports below net.ipv4.ip_unprivileged_port_start need root or ` +
          `CAP_NET_BIND_SERVICE, so grant that capability, lower the sysctl or choose a higher port.`,
      };
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
      return {
        code: 'address-unavailable',
        message: `${where} cannot be bound because this machine does not have the address; add the address to an interface or change the load balancer's address.`,
      };
    case 'EMFILE':
    case 'ENFILE':
      return {
        code: 'too-many-files',
        message: `${where} cannot be bound because the limit of open files is reached; raise it (ulimit -n, LimitNOFILE) and restart, or use fewer listeners.`,
      };
    default:
      return {
        code: 'other',
        message: `${where} cannot be bound: ${messageOf(error)}; look at the engine's log for the system's own error.`,
      };
  }
}

export type ConnectOutcome = 'refused' | 'timed-out' | 'unreachable' | 'reset' | 'other';

/** What a failed connect says about the other side, by the system's error code. */
export function connectOutcome(error: unknown): ConnectOutcome {
  switch (errorCode(error)) {
    case 'ECONNREFUSED':
      return 'refused';
    case 'ETIMEDOUT':
      return 'timed-out';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EHOSTDOWN':
    case 'ENETDOWN':
    case 'ENONET':
      return 'unreachable';
    case 'ECONNRESET':
    case 'ECONNABORTED':
    case 'EPIPE':
      return 'reset';
    default:
      return 'other';
  }
}

/** True when a connect failed for want of something on this machine, which says nothing about the other side. */
export function isLocalShortage(error: unknown): boolean {
  // EADDRNOTAVAIL of a connect = no ephemeral port left towards that endpoint.
  return ['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL', 'EAGAIN'].includes(errorCode(error));
}
