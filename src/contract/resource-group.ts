/** Resource groups: names that resources carry. */
import { regionId } from './common.ts';
import { defineAction } from './define.ts';
import { givenLoadBalancer } from './examples.ts';
import { oneOf, text } from './params.ts';

/** Other words than the actions on tags use. */
export const movableTypes = ['loadbalancer', 'certificate', 'acl'] as const;

export const resourceGroupActions = {
  MoveResourceGroup: defineAction({
    name: 'MoveResourceGroup',
    resource: 'resource-group',
    summary: 'Moves a load balancer, certificate or access control list into another resource group.',
    params: {
      RegionId: regionId(),
      ResourceType: oneOf(movableTypes, { summary: 'Kind of the resource.' }),
      ResourceId: text({ maxLength: 128, summary: 'Id of the resource.', sample: 'lb-bp1example' }),
      NewResourceGroupId: text({
        maxLength: 64,
        summary: 'The group it belongs to afterwards.',
        sample: 'rg-new',
      }),
    },
    result: {},
    errors: ['resourceNotExist'],
    example: {
      given: givenLoadBalancer,
      request: {
        RegionId: 'cn-hangzhou',
        ResourceType: 'loadbalancer',
        ResourceId: 'lb-bp1example',
        NewResourceGroupId: 'rg-new',
      },
      response: {},
    },
    names: { ResourceId: 'byresourcetype' },
    source: 'API metadata 2024, MoveResourceGroup',
    notes: ['Any name is taken for a group: groups are not made first.'],
    effect: {
      kind: 'stored',
      why: 'A resource group is a name that lists can be filtered by; nobody’s rights hang on it.',
    },
  }),
} as const;
