/** Users, and what they may do. */
import { type ErrorEntry, GATEWAY, OURS } from './entry.ts';

export const userErrors = {
  accessDenied: {
    code: 'Forbidden.RAM',
    httpStatus: 403,
    message:
      'User not authorized to operate on the specified resource: {user} may not call {action} on {resource}.',
    remedy:
      'Let the policy of the user allow it (SetUserPolicy, or the setting users), or use another access key.',
    source: GATEWAY,
  },
  throttledUser: {
    code: 'Throttling.User',
    httpStatus: 400,
    message: 'Request was denied due to user flow control.',
    remedy:
      'Send at most {limit} calls a second with one access key (setting rateLimit), and repeat this one.',
    source: GATEWAY,
  },
  userExists: {
    code: 'EntityAlreadyExists.User',
    httpStatus: 409,
    message: 'The user {userName} does already exist.',
    remedy: 'Choose another UserName, or change the policy of this one with SetUserPolicy.',
    source: OURS,
  },
  userNotFound: {
    code: 'EntityNotExist.User',
    httpStatus: 404,
    message: 'The user {userName} does not exist.',
    remedy: 'Use a UserName from DescribeUsers.',
    source: OURS,
  },
  userIsConfigured: {
    code: 'UserIsConfigured',
    httpStatus: 400,
    message: 'The user {userName} comes from the configuration file of the service, not from CreateUser.',
    remedy: 'Change the setting users and restart the service.',
    source: OURS,
  },
  userAccessKeyNotFound: {
    code: 'EntityNotExist.User.AccessKey',
    httpStatus: 404,
    message: 'The access key {accessKeyId} does not exist, or was not made by CreateUser or CreateAccessKey.',
    remedy: 'Use an AccessKeyId from DescribeUsers of a user whose Origin is created.',
    source: OURS,
  },
  accessKeyQuota: {
    code: 'LimitExceeded.User.AccessKey',
    httpStatus: 409,
    message: 'The user {userName} has {limit} access keys, which is the most.',
    remedy: 'Delete the key that is no longer used with DeleteAccessKey.',
    source: OURS,
  },
  invalidPolicyDocument: {
    code: 'InvalidParameter.PolicyDocument',
    httpStatus: 400,
    message: 'The specified parameter PolicyDocument is not valid: {why}.',
    remedy: 'Send a RAM policy of version 1; docs/access.md says what it may contain.',
    source: OURS,
  },
} as const satisfies Record<string, ErrorEntry>;
