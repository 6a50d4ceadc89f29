/** Access control lists: blocks of addresses of a region that listeners let in or keep out. */
import { accessControlExamples, givenAccessControlList } from './access-control-examples.ts';
import { regionId, requiredRegionId, tagErrors, tagFilter, tagList, tagParams } from './common.ts';
import { defineAction } from './define.ts';
import { integer, jsonList, oneOf, text } from './params.ts';
import { integerField, listField, objectField, textField } from './result.ts';

const aclId = () => text({ summary: 'Id of the access control list.', maxLength: 64, sample: 'acl-example' });

const aclName = () =>
  text({
    summary: 'Name; unique in the region.',
    maxLength: 80,
    pattern: /[\p{L}\p{N}\-/._]+/u,
    patternWords: 'it may hold only letters, digits, hyphen, slash, period and underscore',
    sample: 'office',
  });

const IP_VERSIONS = ['ipv4', 'ipv6'] as const;

const entryParams = {
  entry: text({
    maxLength: 64,
    summary: 'Address or CIDR block.',
    absent: 'aclEntriesUnreadable',
    invalid: 'aclEntryIllegal',
  }),
  comment: text({ optional: true, maxLength: 256, invalid: 'invalidAclComment' }),
};

const entries = (summary: string) =>
  jsonList(entryParams, {
    optional: true,
    maxItems: 50,
    tooMany: 'tooManyAclEntries',
    malformed: 'aclEntriesUnreadable',
    textItemIs: 'entry',
    summary,
    sample: accessControlExamples.entries,
  });

const common = {
  AclId: textField(),
  AclName: textField(),
  AddressIPVersion: textField('ipv4 or ipv6.'),
  ResourceGroupId: textField(),
  CreateTime: textField('UTC, YYYY-MM-DDThh:mm:ssZ.'),
  Tags: tagList(),
};

export const accessControlActions = {
  CreateAccessControlList: defineAction({
    name: 'CreateAccessControlList',
    resource: 'access-control',
    summary: 'Makes an access control list without entries.',
    params: {
      RegionId: requiredRegionId(),
      AclName: aclName(),
      AddressIPVersion: oneOf(IP_VERSIONS, { default: 'ipv4', summary: 'Which addresses it holds.' }),
      ResourceGroupId: text({ optional: true, maxLength: 64, summary: 'Kept and given back.' }),
      Tag: tagParams(),
    },
    result: { AclId: textField('acl-…') },
    errors: ['aclNameExists', 'aclQuotaExceeded', ...tagErrors],
    example: {
      given: [],
      request: { RegionId: 'cn-hangzhou', AclName: 'office', AddressIPVersion: 'ipv4' },
      response: { AclId: 'acl-example' },
    },
    source: 'API metadata 2024, CreateAccessControlList; cloudmux for AclNameExist',
  }),

  DeleteAccessControlList: defineAction({
    name: 'DeleteAccessControlList',
    resource: 'access-control',
    summary: 'Deletes an access control list that no listener uses.',
    params: { RegionId: regionId(), AclId: aclId() },
    result: {},
    errors: ['aclNotFound', 'aclInUse'],
    example: {
      given: givenAccessControlList,
      request: { RegionId: 'cn-hangzhou', AclId: 'acl-example' },
      response: {},
    },
    source: 'API metadata 2024, DeleteAccessControlList; terraform-provider-alicloud for AclNotExist',
    notes: ['A listener whose AclStatus is off uses no list, also when it still remembers one.'],
  }),

  SetAccessControlListAttribute: defineAction({
    name: 'SetAccessControlListAttribute',
    resource: 'access-control',
    summary: 'Renames an access control list.',
    params: { RegionId: regionId(), AclId: aclId(), AclName: aclName() },
    result: {},
    errors: ['aclNotFound', 'aclNameExists'],
    example: {
      given: givenAccessControlList,
      request: { RegionId: 'cn-hangzhou', AclId: 'acl-example', AclName: 'head-office' },
      response: {},
    },
    source: 'API metadata 2024, SetAccessControlListAttribute',
  }),

  AddAccessControlListEntry: defineAction({
    name: 'AddAccessControlListEntry',
    resource: 'access-control',
    summary: 'Adds blocks of addresses to an access control list.',
    params: { RegionId: regionId(), AclId: aclId(), AclEntrys: entries('Blocks to add.') },
    result: {},
    errors: [
      'aclNotFound',
      'aclEntriesUnreadable',
      'aclEntryIllegal',
      'aclEntryOfOtherVersion',
      'invalidAclComment',
      'aclEntryQuotaExceeded',
      'tooManyAclEntries',
    ],
    example: {
      given: givenAccessControlList,
      request: {
        RegionId: 'cn-hangzhou',
        AclId: 'acl-example',
        AclEntrys: '[{"entry":"10.0.0.0/8","comment":"branches"}]',
      },
      response: {},
    },
    source: 'API metadata 2024, AddAccessControlListEntry',
    notes: [
      'A block that is in the list already is left as it is, whatever its comment.',
      'A block is given back as it was written; a bare address with /32 or /128.',
      'Listeners that use the list follow at once. Their limit of entries is checked when a list is given to a listener, not here.',
    ],
  }),

  RemoveAccessControlListEntry: defineAction({
    name: 'RemoveAccessControlListEntry',
    resource: 'access-control',
    summary: 'Takes blocks of addresses out of an access control list.',
    params: { RegionId: regionId(), AclId: aclId(), AclEntrys: entries('Blocks to take out.') },
    result: {},
    errors: [
      'aclNotFound',
      'aclEntriesUnreadable',
      'aclEntryIllegal',
      'invalidAclComment',
      'tooManyAclEntries',
      'aclEntryNotThere',
    ],
    example: {
      given: givenAccessControlList,
      request: {
        RegionId: 'cn-hangzhou',
        AclId: 'acl-example',
        AclEntrys: '[{"entry":"192.0.2.0/24","comment":"office"}]',
      },
      response: {},
    },
    source: 'API metadata 2024, RemoveAccessControlListEntry; terraform-provider-alicloud for AclEntryEmpty',
    notes: [
      'The comment does not matter. Entries that are not in the list are passed over if another one is.',
    ],
  }),

  DescribeAccessControlLists: defineAction({
    name: 'DescribeAccessControlLists',
    resource: 'access-control',
    summary: 'Lists the access control lists of a region.',
    params: {
      RegionId: regionId(),
      AclName: text({ optional: true, maxLength: 80, summary: 'Only those with this text in their name.' }),
      AddressIPVersion: oneOf(IP_VERSIONS, { optional: true, summary: 'Only those of this version.' }),
      ResourceGroupId: text({ optional: true, maxLength: 64, summary: 'Only those of this resource group.' }),
      Tag: tagFilter(),
      PageNumber: integer({ min: 1, max: 1_000_000, default: 1 }),
      PageSize: integer({ min: 1, max: 50, default: 50 }),
    },
    result: {
      Acls: listField('Acl', objectField(common)),
      PageNumber: integerField(),
      PageSize: integerField(),
      TotalCount: integerField('Of all pages.'),
      Count: integerField('On this page.'),
    },
    errors: [...tagErrors],
    example: {
      given: givenAccessControlList,
      request: { RegionId: 'cn-hangzhou', AclName: 'off' },
      response: {
        Acls: { Acl: [accessControlExamples.list] },
        PageNumber: 1,
        PageSize: 50,
        TotalCount: 1,
        Count: 1,
      },
    },
    source: 'API metadata 2024, DescribeAccessControlLists',
    notes: [
      'All filters given must fit. A page behind the last is empty.',
      'Oldest first. Without PageSize a page has 50 lists, since Terraform reads only the first.',
    ],
  }),

  DescribeAccessControlListAttribute: defineAction({
    name: 'DescribeAccessControlListAttribute',
    resource: 'access-control',
    summary: 'Describes one access control list, its entries and the listeners that use it.',
    params: {
      RegionId: regionId(),
      AclId: aclId(),
      AclEntryComment: text({
        optional: true,
        maxLength: 256,
        summary: 'Only entries with this text in their comment.',
      }),
      Page: integer({ min: 1, max: 1_000_000, optional: true, summary: 'Page of the entries.' }),
      PageSize: integer({ min: 1, max: 50, optional: true, summary: 'Entries on a page.' }),
    },
    result: {
      ...common,
      AclEntrys: listField(
        'AclEntry',
        objectField({ AclEntryIP: textField('As it was written.'), AclEntryComment: textField() }),
      ),
      TotalAclEntry: integerField('Of all pages.'),
      RelatedListeners: listField(
        'RelatedListener',
        objectField({
          LoadBalancerId: textField(),
          ListenerPort: integerField(),
          Protocol: textField(),
          AclType: textField('white or black.'),
        }),
      ),
    },
    errors: ['aclNotFound'],
    example: {
      given: givenAccessControlList,
      request: { RegionId: 'cn-hangzhou', AclId: 'acl-example' },
      response: {
        ...accessControlExamples.list,
        AclEntrys: { AclEntry: [{ AclEntryIP: '192.0.2.0/24', AclEntryComment: 'office' }] },
        TotalAclEntry: 1,
        RelatedListeners: { RelatedListener: [] },
      },
    },
    source: 'API metadata 2024, DescribeAccessControlListAttribute',
    notes: [
      'Without Page and PageSize all entries are shown, since Terraform reads no second page; with Page alone a page has 10.',
      'Entries stand in the order in which they were added.',
    ],
  }),
} as const;
