/** Calls that the examples about access control begin with. */
import type { ExampleCall } from './define.ts';

export const accessControlExamples = {
  entries: '[{"entry":"192.0.2.0/24","comment":"office"}]',
  list: {
    AclId: 'acl-example',
    AclName: 'office',
    AddressIPVersion: 'ipv4',
    ResourceGroupId: 'rg-default',
    CreateTime: '2026-01-02T03:04:05Z',
    Tags: { Tag: [] },
  },
} as const;

/** A list with one block. */
export const givenAccessControlList: readonly ExampleCall[] = [
  {
    action: 'CreateAccessControlList',
    request: { RegionId: 'cn-hangzhou', AclName: 'office' },
    binds: { AclId: 'acl-example' },
  },
  {
    action: 'AddAccessControlListEntry',
    request: {
      RegionId: 'cn-hangzhou',
      AclId: 'acl-example',
      AclEntrys: accessControlExamples.entries,
    },
  },
];
