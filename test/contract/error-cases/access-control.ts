import { testSettings } from '../../../src/actions/test-support.ts';
import { givenAccessControlList } from '../../../src/contract/access-control-examples.ts';
import type { ExampleCall } from '../../../src/contract/define.ts';
import { givenLoadBalancer } from '../../../src/contract/examples.ts';
import { type ErrorCase, type ErrorCases, tagErrorCases } from './error-case.ts';

const base = { RegionId: 'cn-hangzhou', AclId: 'acl-example' };
const create = { RegionId: 'cn-hangzhou', AclName: 'office' };
const nosuch = { request: { ...base, AclId: 'acl-nosuch' } };

/** A TCP listener that lets in only what the list has. */
export const givenListenerWithList: readonly ExampleCall[] = [
  ...givenLoadBalancer,
  ...givenAccessControlList,
  {
    action: 'CreateLoadBalancerTCPListener',
    request: {
      LoadBalancerId: 'lb-bp1example',
      ListenerPort: '80',
      BackendServerPort: '8080',
      AclStatus: 'on',
      AclType: 'white',
      AclId: 'acl-example',
    },
  },
];

const entries = (...items: readonly Readonly<Record<string, string>>[]): ErrorCase => ({
  given: givenAccessControlList,
  request: { ...base, AclEntrys: JSON.stringify(items) },
});

const entryErrorCases = {
  aclNotFound: nosuch,
  aclEntriesUnreadable: entries({ comment: 'no entry' }),
  aclEntryIllegal: entries({ entry: '192.0.2.0/33' }),
  invalidAclComment: entries({ entry: '10.0.0.0/8', comment: 'x'.repeat(257) }),
  tooManyAclEntries: entries(...Array.from({ length: 51 }, (_, n) => ({ entry: `10.0.0.${n}` }))),
};

export const accessControlErrorCases = {
  CreateAccessControlList: {
    aclNameExists: { given: givenAccessControlList, request: create },
    aclQuotaExceeded: {
      request: create,
      settings: { quotas: { ...testSettings.quotas, accessControlLists: 0 } },
    },
    ...tagErrorCases({ request: create }),
  },
  DeleteAccessControlList: {
    aclNotFound: nosuch,
    aclInUse: { given: givenListenerWithList, request: base },
  },
  SetAccessControlListAttribute: {
    aclNotFound: { request: { ...nosuch.request, AclName: 'other' } },
    aclNameExists: {
      given: [
        ...givenAccessControlList,
        { action: 'CreateAccessControlList', request: { ...create, AclName: 'other' } },
      ],
      request: { ...base, AclName: 'other' },
    },
  },
  AddAccessControlListEntry: {
    ...entryErrorCases,
    aclEntryOfOtherVersion: entries({ entry: '2001:db8::/32' }),
    aclEntryQuotaExceeded: {
      ...entries({ entry: '10.0.0.0/8' }),
      settings: { quotas: { ...testSettings.quotas, entriesPerAccessControlList: 1 } },
    },
  },
  RemoveAccessControlListEntry: {
    ...entryErrorCases,
    aclEntryNotThere: entries({ entry: '10.0.0.0/8' }),
  },
  DescribeAccessControlLists: tagErrorCases({ request: { RegionId: 'cn-hangzhou' } }),
  DescribeAccessControlListAttribute: { aclNotFound: nosuch },
} as const satisfies ErrorCases;
