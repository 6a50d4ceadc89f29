import { beforeEach, describe, expect, it } from 'vitest';
import { Harness } from '../../../test/contract/harness.ts';
import { answerOf, itemsOf, refusalOf } from '../../../test/contract/calls.ts';
import { MadeUpRuntime } from '../../../test/support/runtime.ts';
import { givenTcpListener } from '../../contract/listener-examples.ts';
import type { ListenerRuntime } from '../../domain/runtime-view.ts';

const onPort80 = { LoadBalancerId: 'lb-bp1example', ListenerPort: '80' };

let runtime: MadeUpRuntime;
let harness: Harness;
beforeEach(async () => {
  runtime = new MadeUpRuntime();
  harness = new Harness({ runtime });
  await harness.arrange(givenTcpListener);
});

const call = (action: string, more: Readonly<Record<string, string>> = {}) =>
  answerOf(harness, action, { ...onPort80, ...more });
const start = () => call('StartLoadBalancerListener');
const stop = () => call('StopLoadBalancerListener');

/** The status in both answers that show it. */
async function statuses(): Promise<readonly unknown[]> {
  const { Status } = await call('DescribeLoadBalancerTCPListenerAttribute');
  const { Listeners } = await answerOf(harness, 'DescribeLoadBalancerListeners', {
    'LoadBalancerId.1': 'lb-bp1example',
  });
  return [Status, ...itemsOf(Listeners).map((listener) => listener['Status'])];
}

const states = ['unknown', 'starting', 'running', 'stopping', 'stopped', 'idle'] as const;
const bind = { code: 'address-in-use', message: 'port 80 is taken' };

function setState(state: (typeof states)[number]): void {
  if (state !== 'unknown') runtime.set('tcp/80', { state, failure: state === 'starting' ? bind : null });
}

describe('the status that clients wait for', () => {
  const whenStarted: Record<ListenerRuntime['state'] | 'unknown', string> = {
    unknown: 'starting',
    starting: 'starting',
    running: 'running',
    idle: 'running',
    stopping: 'starting',
    stopped: 'starting',
  };
  const whenStopped: Record<ListenerRuntime['state'] | 'unknown', string> = {
    unknown: 'stopped',
    starting: 'stopped',
    running: 'stopping',
    idle: 'stopped',
    stopping: 'stopping',
    stopped: 'stopped',
  };

  it.each(states)(
    'of a started listener whose port is %s: running only once the port is open',
    async (state) => {
      await start();
      setState(state);
      expect(await statuses()).toEqual([whenStarted[state], whenStarted[state]]);
    },
  );

  it.each(states)('of a stopped listener whose port is %s: stopped only once it is closed', async (state) => {
    await start();
    await stop();
    setState(state);
    expect(await statuses()).toEqual([whenStopped[state], whenStopped[state]]);
  });
});

describe('starting and stopping', () => {
  it('may be repeated, as a client that lost the answer does', async () => {
    await start();
    await start();
    runtime.set('tcp/80', { state: 'running' });
    expect(await statuses()).toEqual(['running', 'running']);
    await stop();
    await stop();
    runtime.set('tcp/80', { state: 'stopped' });
    expect(await statuses()).toEqual(['stopped', 'stopped']);
  });

  it('needs no protocol and no region, which Libcloud, Spinnaker and footmark leave out', async () => {
    await start();
    expect(await statuses()).toEqual(['starting', 'starting']);
  });

  it('touches only the listener named when two share the port', async () => {
    await call('CreateLoadBalancerUDPListener', { BackendServerPort: '9090' });
    await call('StartLoadBalancerListener', { ListenerProtocol: 'udp' });
    expect(await call('DescribeLoadBalancerTCPListenerAttribute')).toMatchObject({ Status: 'stopped' });
    expect(await call('DescribeLoadBalancerUDPListenerAttribute')).toMatchObject({ Status: 'starting' });
  });

  it('says which protocols share the port when none is named', async () => {
    await call('CreateLoadBalancerUDPListener', { BackendServerPort: '9090' });
    const { status, body } = await harness.call('StartLoadBalancerListener', onPort80);
    expect(status).toBe(400);
    expect(JSON.parse(body)).toMatchObject({
      Code: 'TooManyListeners',
      Recommend: expect.stringContaining('tcp or udp'),
    });
  });

  it('does not find an HTTP listener on the port of a TCP one', async () => {
    expect(
      await refusalOf(harness, 'StartLoadBalancerListener', { ...onPort80, ListenerProtocol: 'http' }),
    ).toMatchObject({ status: 404, Code: 'ListenerNotFound' });
  });
});
