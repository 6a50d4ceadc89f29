/** The older white list of a single listener. */
import { type ErrorEntry, DOCS, META } from './entry.ts';

export const whiteListErrors = {
  whiteListNotForIpv6: {
    code: 'OperationFailed.ActionNotSupport',
    httpStatus: 400,
    message: 'A listener of an IPv6 load balancer has no white list of its own.',
    remedy: 'Use an access control list.',
    source: META,
  },
  whiteListBesideAcl: {
    code: 'Operation.NotAllowed',
    httpStatus: 400,
    message: 'The listener uses access control lists, so its older white list cannot be extended.',
    remedy: 'Add the addresses to the list with AddAccessControlListEntry.',
    source: META,
  },
  invalidSourceItems: {
    code: 'InvalidParameter.SourceItems',
    httpStatus: 400,
    message: 'The specified SourceItems is not valid: {why}.',
    remedy:
      'Give addresses and CIDR blocks separated by commas; 0.0.0.0 and 0.0.0.0/0 are none that can be given.',
    source: META,
  },
  invalidWhiteListAddress: {
    code: 'InvalidAddress',
    httpStatus: 400,
    message: 'The item {item} of SourceItems is neither an IPv4 address nor an IPv4 CIDR block.',
    remedy: 'Write it as 192.0.2.7 or 192.0.2.0/24.',
    source: META,
  },
  whiteListQuotaExceeded: {
    code: 'SourceItemsQuotaOverLimit',
    httpStatus: 400,
    message: 'The white list may have at most {limit} items; this call would make it {count}.',
    remedy: 'Remove items, use wider blocks, or raise the quota in the configuration.',
    source: DOCS,
  },
} as const satisfies Record<string, ErrorEntry>;
