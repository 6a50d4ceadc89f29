import { expect, test } from 'vitest';
import { contracts } from '../../../src/contract/index.ts';
import { decodeAnswer } from '../api/decode.ts';
import { problemsOf } from '../form/values.ts';
import { editValues } from './edit-values.ts';

const group = decodeAnswer<'DescribeMasterSlaveServerGroupAttribute'>(
  contracts.DescribeMasterSlaveServerGroupAttribute.example.response,
);
const { FailoverPolicy: policy } = decodeAnswer<'DescribeMasterSlaveServerGroupState'>(
  contracts.DescribeMasterSlaveServerGroupState.example.response,
);

test('the form of a group begins with what the group is, and could be sent as it stands', () => {
  const values = editValues(group, { ...policy, FailbackMode: 'delayed', FailbackDelay: 60 });
  expect(values).toMatchObject({
    MasterSlaveServerGroupName: 'Group1',
    FailbackMode: 'delayed',
    FailbackDelay: '60',
  });
  expect(values).not.toHaveProperty('PenaltyLimit');
  const { params } = contracts.SetMasterSlaveServerGroupAttribute;
  expect(problemsOf(params, { ...values, MasterSlaveServerGroupId: 'rsp-1' })).toEqual({});
});

test('an empty group has no servers to begin with', () => {
  expect(editValues({ ...group, MasterSlaveBackendServers: [] }, policy)).not.toHaveProperty(
    'MasterSlaveBackendServers',
  );
});
