import { expect, test } from 'vitest';
import { type ActionName, contracts, isActionName } from '../../../src/contract/index.ts';
import { firstRows, readRows, type RowsType, writeRows } from './rows.ts';
import { partsOf, problemsOf, withParts, withValue } from './values.ts';

const create = contracts.CreateMasterSlaveServerGroup;
const pair = create.params.MasterSlaveBackendServers.type as RowsType;

test.each(Object.keys(contracts).filter(isActionName))(
  '%s: the example of its contract can be sent',
  (action: ActionName) => {
    expect(problemsOf(contracts[action].params, contracts[action].example.request)).toEqual({});
  },
);

test('what the service would refuse is refused by the same words', () => {
  const problems = problemsOf(create.params, {
    RegionId: 'cn-hangzhou',
    LoadBalancerId: 'lb-1',
    MasterSlaveBackendServers: '[{"ServerId":"i-1","Port":"0","ServerType":"Master"}]',
  });
  expect(Object.keys(problems)).toEqual(['MasterSlaveBackendServers']);
  expect(problemsOf(create.params, {})).toMatchObject({
    LoadBalancerId: expect.stringContaining('LoadBalancerId'),
  });
});

test('a pair opens as master and slave', () => {
  expect(firstRows(pair)).toEqual([{ ServerType: 'Master' }, { ServerType: 'Slave' }]);
});

test('rows and the text of a list are the same thing', () => {
  const rows = [
    { ServerId: 'i-1', Port: '80', ServerType: 'Master' },
    { ServerId: 'i-2', Port: '81', ServerType: 'Slave', Weight: '' },
  ];
  const parts = writeRows(pair, 'MasterSlaveBackendServers', rows);
  expect(readRows(pair, 'MasterSlaveBackendServers', parts)).toEqual([
    rows[0],
    { ServerId: 'i-2', Port: '81', ServerType: 'Slave' },
  ]);
  expect(readRows(pair, 'MasterSlaveBackendServers', { MasterSlaveBackendServers: '[1]' })).toBeUndefined();
});

test('tags are numbered names, and a name that only begins alike is not one of them', () => {
  const tags = contracts.CreateLoadBalancer.params.Tag.type as RowsType;
  const values = withParts(
    { 'TagOther.1.Key': 'x' },
    'Tag',
    writeRows(tags, 'Tag', [{ Key: 'a', Value: 'b' }]),
  );
  expect(values).toEqual({ 'TagOther.1.Key': 'x', 'Tag.1.Key': 'a', 'Tag.1.Value': 'b' });
  expect(partsOf(values, 'Tag')).toEqual({ 'Tag.1.Key': 'a', 'Tag.1.Value': 'b' });
  expect(withValue(values, 'TagOther.1.Key', '')).not.toHaveProperty('TagOther.1.Key');
});
