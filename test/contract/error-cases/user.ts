import type { ConfiguredUser } from '../../../src/domain/users.ts';
import type { ErrorCases } from './error-case.ts';

const PolicyDocument =
  '{"Version":"1","Statement":[{"Effect":"Allow","Action":"slb:Describe*","Resource":"*"}]}';
const BAD_POLICY = PolicyDocument.replace('"Allow"', '"Maybe"');

const ci = { UserName: 'ci' };
const givenUser = [{ action: 'CreateUser', request: { ...ci, PolicyDocument } }];
const configured: readonly ConfiguredUser[] = [
  { name: 'ci', policy: JSON.parse(PolicyDocument), accessKeyIds: ['cikey'] },
];
const isConfigured = (request: Readonly<Record<string, string>>) => ({
  settings: { users: configured },
  request,
});

export const userErrorCases = {
  CreateUser: {
    userExists: { given: givenUser, request: { ...ci, PolicyDocument } },
    invalidPolicyDocument: { request: { ...ci, PolicyDocument: BAD_POLICY } },
  },
  SetUserPolicy: {
    userNotFound: { request: { ...ci, PolicyDocument } },
    userIsConfigured: isConfigured({ ...ci, PolicyDocument }),
    invalidPolicyDocument: { given: givenUser, request: { ...ci, PolicyDocument: '{"Version":"1"' } },
  },
  DeleteUser: {
    userNotFound: { request: ci },
    userIsConfigured: isConfigured(ci),
  },
  CreateAccessKey: {
    userNotFound: { request: ci },
    userIsConfigured: isConfigured(ci),
    accessKeyQuota: { given: [...givenUser, { action: 'CreateAccessKey', request: ci }], request: ci },
  },
  DeleteAccessKey: {
    userAccessKeyNotFound: { request: { UserAccessKeyId: 'testid' } },
  },
} as const satisfies ErrorCases;
