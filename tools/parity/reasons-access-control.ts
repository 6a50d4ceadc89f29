/** Why access control differs from what is published. */
import { because } from './reason.ts';

export const accessControlReasons = [
  ...because(
    'error-never-answered',
    'A block that is in the list already is left as it is, as the text says.',
    {
      names: ['InvalidParam.AclEntryExists'],
    },
  ),
  ...because(
    'error-never-answered',
    'Changes of a list wait for one another and are complete when answered; nothing has to be tried again.',
    { names: ['AclEntryProcessing', 'ResourceInConfiguring.Acl'] },
  ),
  ...because('error-never-answered', 'A resource group is a name that is kept and given back.', {
    on: /AccessControlLists?$/,
    names: ['InvalidResourceGroupId.NotFound'],
  }),
  ...because('error-never-answered', 'Every kind of load balancer here has access control.', {
    names: [
      'OperationDenied.NotSupportAcl',
      'OperationNotSupport.Acl',
      'OperationUnsupported.SetAccessControl',
    ],
  }),
  ...because('error-never-answered', 'InvalidAddress answers instead.', { names: ['IpListItemFormatError'] }),
  ...because('error-never-answered', 'InvalidParameter answers instead, naming AccessControlStatus.', {
    names: ['IncorrectListenerAccessControlStatusStatus'],
  }),
  ...because('error-undocumented', 'Items to take out are read as items to add, with the same errors.', {
    on: 'RemoveListenerWhiteListItem',
    names: ['InvalidParameter.SourceItems', 'InvalidAddress'],
  }),
  ...because('error-undocumented', 'The code that Terraform knows for a list that is gone.', {
    on: /AccessControlListEntry$/,
    names: ['AclNotExist'],
  }),
  ...because('error-undocumented', 'Names are unique in a region; cloudmux knows the code.', {
    names: ['AclNameExist'],
  }),
  ...because('error-undocumented', 'Entries to take out are read as entries to add, with the same errors.', {
    on: 'RemoveAccessControlListEntry',
    names: ['InvalidEntry', 'AclEntryIllegal', 'InvalidParam.Comment', 'AclEntryExceedLimit'],
  }),
  ...because(
    'param-default',
    'Terraform reads only the first page: without a page size all entries are shown, and 50 lists.',
    { on: /^DescribeAccessControlList/, names: ['Page', 'PageSize'] },
  ),
  ...because('param-bound', 'Pages are counted from 1; Page is bounded as PageNumber is.', {
    on: 'DescribeAccessControlListAttribute',
    names: ['Page'],
  }),
];
