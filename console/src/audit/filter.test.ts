import { expect, test } from 'vitest';
import type { ActionContract } from '../../../src/contract/define.ts';
import { contracts } from '../../../src/contract/index.ts';
import { problemsOf } from '../form/values.ts';
import { isChange, noFilter, parametersOf } from './filter.ts';

test('an empty filter asks for everything', () => {
  expect(parametersOf({ ...noFilter, changesOnly: false })).toEqual({ MaxResults: '50' });
});

test('what is left out here is asked for nevertheless', () => {
  const { MaxResults } = parametersOf(noFilter);
  expect(Number(MaxResults)).toBeGreaterThan(50);
  expect(problemsOf(contracts.DescribeAuditLog.params, { MaxResults: MaxResults ?? '' })).toEqual({});
});

test.each(Object.values<ActionContract>(contracts))(
  '$name: read or change as its contract says',
  ({ name, write }) => {
    expect(isChange(name)).toBe(write);
  },
);

test('times of here are asked for in UTC, as the service takes them', () => {
  const parameters = parametersOf({ ...noFilter, from: '2026-01-02T03:04', action: ' CreateUser ' });
  const here = new Date(2026, 0, 2, 3, 4).toISOString().slice(0, 19);
  expect(parameters).toMatchObject({ StartTime: `${here}Z`, ActionName: 'CreateUser' });
  expect(problemsOf(contracts.DescribeAuditLog.params, parameters)).toEqual({});
});
