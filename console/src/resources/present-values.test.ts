import { expect, test } from 'vitest';
import { contracts } from '../../../src/contract/index.ts';
import { decodeAnswer } from '../api/decode.ts';
import { typedName } from './operation.ts';
import { presentValues } from './present-values.ts';

const { params } = contracts.SetLoadBalancerTCPListenerAttribute;
const { response } = contracts.DescribeLoadBalancerTCPListenerAttribute.example;
const listener = decodeAnswer<'DescribeLoadBalancerTCPListenerAttribute'>(response);

test('what answers call otherwise is found, and lists become texts', () => {
  const values = presentValues(params, { ...listener, AclStatus: 'on', AclIds: ['acl-1', 'acl-2'] });
  expect(values).toMatchObject({ HealthCheckSwitch: 'on', AclId: 'acl-1,acl-2', HealthCheckInterval: '2' });
});

test('what the service would not take is left out', () => {
  const values = presentValues(params, { ...listener, ConnectionDrainTimeout: 0, Description: '' });
  expect(values).not.toHaveProperty('ConnectionDrainTimeout');
  expect(values).not.toHaveProperty('Description');
});

test('what is to stay blank stays so', () => {
  expect(presentValues(params, listener, ['MasterSlaveServerGroupId'])).not.toHaveProperty(
    'MasterSlaveServerGroupId',
  );
  expect(presentValues(params, listener)).toHaveProperty('MasterSlaveServerGroupId', 'rsp-example');
});

test('members of a group become the text of a list', () => {
  const values = presentValues(contracts.SetVServerGroupAttribute.params, {
    VServerGroupName: 'pool',
    BackendServers: [{ ServerId: 'vm-1', Port: 80, Weight: 0, Type: 'ecs', Description: '', Unknown: 1 }],
  });
  expect(JSON.parse(values['BackendServers'] ?? '')).toEqual([{ ServerId: 'vm-1', Port: '80', Weight: '0' }]);
});

test.each([
  ['web', 'web'],
  ['', 'id-1'],
  [' web', 'id-1'],
  ['we\u202Eb', 'id-1'],
  ['we\u0000b', 'id-1'],
])('to delete %j one types %j', (name, typed) => {
  expect(typedName(name, 'id-1')).toBe(typed);
});
