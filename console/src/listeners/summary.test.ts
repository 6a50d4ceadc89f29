import { expect, test } from 'vitest';
import { contracts } from '../../../src/contract/index.ts';
import { decodeAnswer } from '../api/decode.ts';
import type { Listener } from './operations.ts';
import { backendOf, checkOf } from './summary.ts';

const { response } = contracts.DescribeLoadBalancerListeners.example;
const { Listeners } = decodeAnswer<'DescribeLoadBalancerListeners'>(response);

function example(changes: Partial<Listener> = {}): Listener {
  const [listener] = Listeners;
  if (!listener) throw new Error('the example has no listener');
  return { ...listener, ...changes };
}
const withoutConfig = { TCPListenerConfig: undefined };

test('a master-slave group, two groups as a pair, a vServer group, the default group', () => {
  const config = example().TCPListenerConfig;
  expect(backendOf(example())).toEqual({ kind: 'master-slave', id: 'rsp-example' });
  const pair = { MasterSlaveServerGroupId: undefined, MasterServerGroupId: 'a', SlaveServerGroupId: 'b' };
  expect(backendOf(example({ TCPListenerConfig: config && { ...config, ...pair } }))).toEqual({
    kind: 'pair',
    master: 'a',
    slave: 'b',
  });
  expect(backendOf(example({ ...withoutConfig, VServerGroupId: 'rsp-1' }))).toEqual({
    kind: 'vserver',
    id: 'rsp-1',
  });
  expect(backendOf(example({ ...withoutConfig, BackendServerPort: 80 }))).toEqual({
    kind: 'default',
    port: 80,
  });
});

test('a listener that redirects has nobody behind it, whatever it keeps', () => {
  const HTTPListenerConfig = { ListenerForward: 'on', ForwardPort: 443 };
  const listener = example({ ...withoutConfig, HTTPListenerConfig, BackendServerPort: 80 });
  expect(backendOf(listener)).toEqual({ kind: 'redirect', port: 443 });
  expect(checkOf(listener)).toBeUndefined();
});

test('what is checked, and how', () => {
  expect(checkOf(example())).toEqual({
    probe: 'tcp',
    intervalSeconds: 2,
    healthyThreshold: 3,
    unhealthyThreshold: 3,
  });
});
