/** Access control lists, and the older white lists of listeners. */
import { type ErrorEntry, META } from './entry.ts';

const ENTRIES = 'Send a JSON array of objects such as [{"entry":"10.0.0.0/8","comment":"office"}].';

export const accessControlErrors = {
  aclNotFound: {
    code: 'AclNotExist',
    httpStatus: 400,
    message: 'The specified access control list {aclId} does not exist.',
    remedy: 'Use an id from DescribeAccessControlLists.',
    source: META,
  },
  aclNameExists: {
    code: 'AclNameExist',
    httpStatus: 400,
    message: 'The region already has an access control list with the name {name}.',
    remedy: 'Use another name; it is unique in a region.',
    source: 'cloudmux for the code',
  },
  aclQuotaExceeded: {
    code: 'AclNumberOverLimit',
    httpStatus: 400,
    message: 'The region has {limit} access control lists, the most that it may have.',
    remedy: 'Delete one, or raise the quota in the configuration.',
    source: META,
  },
  aclInUse: {
    code: 'OperationFailed.AclBindedWithVip',
    httpStatus: 400,
    message: 'The access control list is used by listeners: {listeners}.',
    remedy: 'Set AclStatus of these listeners to off, or give them another list.',
    source: META,
  },
  aclEntriesUnreadable: {
    code: 'InvalidEntry',
    httpStatus: 400,
    message: 'The specified {name} cannot be read: {why}.',
    remedy: ENTRIES,
    source: META,
  },
  aclEntryIllegal: {
    code: 'AclEntryIllegal',
    httpStatus: 400,
    message: 'The specified entry is not valid: {why}.',
    remedy: 'Give an address or a CIDR block as entry.',
    source: META,
  },
  aclEntryOfOtherVersion: {
    code: 'IllegalEntry',
    httpStatus: 400,
    message: 'The entry {entry} does not fit the access control list, which is one of {version}.',
    remedy: 'Use a list whose AddressIPVersion is that of the entry.',
    source: META,
  },
  invalidAclComment: {
    code: 'InvalidParam.Comment',
    httpStatus: 400,
    message: 'The specified comment is not valid: {why}.',
    remedy: 'Use at most 256 characters.',
    source: META,
  },
  aclEntryQuotaExceeded: {
    code: 'AclEntryExceedLimit',
    httpStatus: 400,
    message: 'The access control list may have at most {limit} entries; this call would make it {count}.',
    remedy: 'Remove entries, use a second list, or raise the quota in the configuration.',
    source: META,
  },
  tooManyAclEntries: {
    code: 'AclEntryExceedLimit',
    httpStatus: 400,
    message: '{name} has {count} entries; one call takes at most {limit}.',
    remedy: 'Send them in several calls of at most {limit} entries.',
    source: META,
  },
  aclEntryNotThere: {
    code: 'AclEntryEmpty',
    httpStatus: 400,
    message: 'None of the entries named is in the access control list.',
    remedy: 'Nothing is left to remove; see DescribeAccessControlListAttribute.',
    source: 'terraform-provider-alicloud',
  },
  aclIpVersionConflict: {
    code: 'IpVersionConflict',
    httpStatus: 400,
    message:
      'The access control list {aclId} is one of {version} addresses and the load balancer has an {wanted} address.',
    remedy: 'Use a list with the AddressIPVersion of the load balancer.',
    source: META,
  },
  aclEntryDuplicated: {
    code: 'Duplicated.AclEntry',
    httpStatus: 400,
    message: 'The block {entry} is in more than one of the access control lists of the listener.',
    remedy: 'Remove it from all lists but one, or give the listener other lists.',
    source: META,
  },
  tooManyAclEntriesOnListener: {
    code: 'QuotaLimitExceeds.TotalAclEntry',
    httpStatus: 400,
    message: 'The access control lists of the listener have {count} entries; {limit} is the most.',
    remedy: 'Use shorter lists, or raise the quota in the configuration.',
    source: META,
  },
  aclListenerQuotaExceeded: {
    code: 'AclListenerOverLimit',
    httpStatus: 400,
    message: 'The access control list {aclId} is used by {limit} listeners, the most that may use it.',
    remedy: 'Use another list, or raise the quota in the configuration.',
    source: META,
  },
} as const satisfies Record<string, ErrorEntry>;
