import { testSettings } from '../../../src/actions/test-support.ts';
import { givenAccessControlList } from '../../../src/contract/access-control-examples.ts';
import type { ExampleCall } from '../../../src/contract/define.ts';
import type { ErrorCase } from './error-case.ts';

const twoBlocks = '[{"entry":"192.0.2.0/24"},{"entry":"198.51.100.0/24"}]';

const givenList = (
  name: string,
  parameters: Readonly<Record<string, string>>,
  entries?: string,
): readonly ExampleCall[] => [
  {
    action: 'CreateAccessControlList',
    request: { RegionId: 'cn-hangzhou', AclName: name, ...parameters },
    binds: { AclId: `acl-${name}` },
  },
  ...(entries === undefined
    ? []
    : [
        {
          action: 'AddAccessControlListEntry',
          request: { RegionId: 'cn-hangzhou', AclId: `acl-${name}`, AclEntrys: entries },
        },
      ]),
];

/** Errors of giving access control lists to a listener: `request` makes or changes one. */
export function attachErrorCases({ given, request }: Required<Pick<ErrorCase, 'given' | 'request'>>) {
  const withLists = (
    ids: string,
    lists: readonly ExampleCall[],
    quotas: Partial<typeof testSettings.quotas> = {},
  ): ErrorCase => ({
    given: [...given, ...givenAccessControlList, ...lists],
    request: { ...request, AclStatus: 'on', AclType: 'white', AclId: ids },
    settings: { quotas: { ...testSettings.quotas, ...quotas } },
  });
  return {
    aclIpVersionConflict: withLists('acl-six', givenList('six', { AddressIPVersion: 'ipv6' })),
    aclEntryDuplicated: withLists('acl-example,acl-other', givenList('other', {}, twoBlocks)),
    tooManyAclEntriesOnListener: withLists('acl-other', givenList('other', {}, twoBlocks), {
      accessEntriesPerListener: 1,
    }),
    aclListenerQuotaExceeded: withLists('acl-example', [], { listenersPerAccessControlList: 0 }),
  };
}
