/** Servers of the default group, and what is known of their health. */
import { type ErrorEntry, DOCS } from './entry.ts';

export const backendServerErrors = {
  backendServerWithoutId: {
    code: 'BackendServersMalformed',
    httpStatus: 400,
    message: 'An entry of {list} has no ServerId.',
    remedy: 'Give every entry a ServerId.',
    source: DOCS,
  },
  tooManyBackendServers: {
    code: 'TooManyBackendServers',
    httpStatus: 400,
    message: '{name} has {count} entries; one call takes at most {limit}.',
    remedy: 'Send them in several calls of at most {limit} entries.',
    source: DOCS,
  },
  serverQuotaExceeded: {
    code: 'InstanceBackendServerNumberOverLimit',
    httpStatus: 400,
    message: 'The load balancer may have at most {limit} servers; this call would make it {count}.',
    remedy: 'Remove servers first, or raise the quota in the configuration.',
    source: 'cloud-provider-alibaba-cloud',
  },
  checkedListenerNotFound: {
    code: 'CheckedListenerNotFound',
    httpStatus: 404,
    message: 'The load balancer has no listener with a health check on port {port}.',
    remedy: 'Use the port of a listener whose HealthCheck is on.',
    source: DOCS,
  },
} as const satisfies Record<string, ErrorEntry>;
