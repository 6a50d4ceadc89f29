import type { ErrorCases } from './error-case.ts';

export const resourceGroupErrorCases = {
  MoveResourceGroup: {
    resourceNotExist: {
      request: { ResourceType: 'acl', ResourceId: 'acl-nosuch', NewResourceGroupId: 'rg-new' },
    },
  },
} as const satisfies ErrorCases;
