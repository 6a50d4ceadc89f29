import { expect, test } from 'vitest';
import { contracts } from '../../../src/contract/index.ts';
import { problemsOf } from '../form/values.ts';
import { noFilter, parametersOf } from './filter.ts';

test('an empty filter asks for everything', () => {
  expect(parametersOf(noFilter)).toEqual({});
});

test('times of here are asked for in UTC, as the service takes them', () => {
  const parameters = parametersOf({ ...noFilter, from: '2026-01-02T03:04', action: ' CreateUser ' });
  const here = new Date(2026, 0, 2, 3, 4).toISOString().slice(0, 19);
  expect(parameters).toEqual({ StartTime: `${here}Z`, ActionName: 'CreateUser' });
  expect(problemsOf(contracts.DescribeAuditLog.params, parameters)).toEqual({});
});
