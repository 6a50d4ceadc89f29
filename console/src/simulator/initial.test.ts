import { expect, test } from 'vitest';
import { policyToWire } from '../../../src/actions/failover/policy-to-wire.ts';
import { defaultFailover, failoverPolicy, noOverrides } from '../../../src/domain/policy.ts';
import type { FailoverOverrides } from '../../../src/domain/resources.ts';
import { type CheckAnswer, scenarioOf } from './initial.ts';
import { defaultScenario } from './model/scenario.ts';

const check: CheckAnswer = {
  HealthCheck: 'on',
  HealthCheckType: 'http',
  HealthCheckInterval: 5,
  HealthCheckConnectTimeout: 10,
  HealthyThreshold: 2,
  UnhealthyThreshold: 4,
};

test.each<Partial<FailoverOverrides>>([
  {},
  { failback: { mode: 'manual' }, bothDown: 'refuse', detection: 'fast', flapDamping: false },
  { failback: { mode: 'delayed', delayMs: 90_000 }, onConnectFailure: 'hold', holdMs: 12_000 },
  { onConnectFailure: 'fail', established: 'drain', drainMs: 20_000, standbyProbe: false },
  { established: 'reset', bothDown: 'master' },
])('what the service says of a policy is that policy: %o', (overrides) => {
  const policy = failoverPolicy(
    defaultFailover,
    { ...noOverrides, ...overrides },
    { healthCheck: { enabled: true } },
  );
  expect(scenarioOf(policyToWire(policy), check).policy).toEqual(policy);
});

test('the check of the listener, in milliseconds; without one, the default', () => {
  const wire = policyToWire(defaultScenario.policy);
  expect(scenarioOf(wire, check).check).toEqual({
    kind: 'http',
    intervalMs: 5_000,
    timeoutMs: 10_000,
    healthyThreshold: 2,
    unhealthyThreshold: 4,
  });
  expect(scenarioOf(wire, undefined)).toEqual({
    check: defaultScenario.check,
    policy: defaultScenario.policy,
  });
});

test('a check that is off is none', () => {
  const { policy } = scenarioOf(policyToWire(defaultScenario.policy), { ...check, HealthCheck: 'off' });
  expect(policy.election.healthCheck).toBe(false);
});

test('words of a later version count as the defaults', () => {
  const wire = {
    ...policyToWire(defaultScenario.policy),
    DetectionMode: 'clairvoyant',
    FailbackMode: 'never',
  };
  expect(scenarioOf(wire, undefined).policy).toEqual(defaultScenario.policy);
});
