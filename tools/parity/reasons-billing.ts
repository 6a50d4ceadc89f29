/** Why the actions on charge type, specification, zones to choose from and resource groups differ. */
import { because } from './reason.ts';

const MODIFY = /^ModifyLoadBalancer/;

export const billingReasons = [
  ...because('param-choices', 'The vendor’s own page spells it with hyphens too.', {
    on: 'DescribeAvailableResource',
    names: ['AddressType'],
  }),
  ...because(
    'param-choices',
    'PayBySpec is known, so that Forbidden.LcuToSpec and OperationDenied.PayBySpec can answer.',
    { on: 'ModifyLoadBalancerInstanceChargeType', names: ['InstanceChargeType'] },
  ),
  ...because('field-missing', 'There are no orders.', { on: MODIFY, names: ['OrderId'] }),
  ...because('error-never-answered', 'Every load balancer may have every specification.', {
    on: 'ModifyLoadBalancerInstanceSpec',
    names: ['ChangeLbSpecNotAllowed', 'ModifySpecNotAllowed'],
  }),
  ...because('error-never-answered', 'The action has no Bandwidth.', {
    on: 'ModifyLoadBalancerInstanceSpec',
    names: ['InvalidParameter.Bandwidth'],
  }),
  ...because('param-missing', 'The resource says itself which group it is in; ignored.', {
    on: 'MoveResourceGroup',
    names: ['ResourceGroupId'],
  }),
  ...because('param-missing', 'An artefact of the metadata that no client sends; ignored.', {
    on: 'MoveResourceGroup',
    names: ['access_key_id'],
  }),
  ...because(
    'error-undocumented',
    'No error is published for the action; the code is that of TagResources.',
    {
      on: 'MoveResourceGroup',
      names: ['ResourceNotExist'],
    },
  ),
];
