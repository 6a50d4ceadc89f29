import { beforeEach, describe, expect, it } from 'vitest';
import { Harness } from '../../../test/contract/harness.ts';
import { answerOf, type Document, itemsOf } from '../../../test/contract/calls.ts';
import { MadeUpRuntime, madeUpElection, madeUpHealth, madeUpTarget } from '../../../test/support/runtime.ts';
import { exampleMembers, givenMasterSlaveGroup } from '../../contract/examples.ts';
import { givenTcpListener } from '../../contract/listener-examples.ts';

const SINCE_MS = Date.UTC(2026, 0, 2, 3, 0, 0, 123);
const onPort80 = { LoadBalancerId: 'lb-bp1example', ListenerPort: '80' };

let runtime: MadeUpRuntime;
let harness: Harness;
beforeEach(async () => {
  runtime = new MadeUpRuntime();
  harness = new Harness({ runtime });
});

const describeState = () =>
  answerOf(harness, 'DescribeMasterSlaveServerGroupState', { MasterSlaveServerGroupId: 'rsp-example' });
async function onlyListener(): Promise<Document> {
  const [listener, ...others] = itemsOf((await describeState())['Listeners']);
  if (!listener || others.length > 0) throw new Error('not exactly one listener');
  return listener;
}

describe('DescribeMasterSlaveServerGroupState', () => {
  it('tells who is active, since when and why, with the last evidence about both servers', async () => {
    await harness.arrange(givenTcpListener);
    await answerOf(harness, 'StartLoadBalancerListener', onPort80);
    const refused = {
      outcome: 'refused',
      source: 'probe',
      detail: 'ECONNREFUSED',
      durationMs: 1,
      atMs: SINCE_MS,
    } as const;
    runtime.set('tcp/80', {
      election: madeUpElection({ active: 'Slave', epoch: 2, reason: 'master-failed', sinceMs: SINCE_MS }),
      penalty: 0.987,
      activeConnections: 12,
      targets: [
        madeUpTarget('vm-233', 80, {
          health: madeUpHealth('unhealthy', { sinceMs: SINCE_MS, lastResult: refused }),
        }),
        madeUpTarget('vm-232', 90, {
          health: madeUpHealth('healthy'),
          lastPassedMs: SINCE_MS + 1,
          activeConnections: 12,
        }),
      ],
    });
    expect(await onlyListener()).toEqual({
      ListenerPort: 80,
      ListenerProtocol: 'tcp',
      ListenerState: 'running',
      EngineName: 'embedded',
      AppliedRevision: 7,
      ActiveConnections: 12,
      ActiveRole: 'Slave',
      ActiveServerId: 'vm-232',
      Since: '2026-01-02T03:00:00.123Z',
      Epoch: 2,
      Reason: 'master-failed',
      Sentence: 'The master failed its health check, so the slave took over.',
      Penalty: '0.99',
      FailoverPolicy: expect.objectContaining({ FailbackMode: 'auto', EstablishedPolicy: 'keep' }),
      Servers: {
        Server: [
          {
            ServerId: 'vm-233',
            Port: 80,
            ServerType: 'Master',
            Type: 'ecs',
            Weight: 100,
            Active: false,
            ServerHealthStatus: 'abnormal',
            StatusSince: '2026-01-02T03:00:00.123Z',
            ServerIp: '192.0.2.7',
            Evidence: 'probe failed after 1 ms: refused (ECONNREFUSED)',
            EvidenceTime: '2026-01-02T03:00:00.123Z',
            ActiveConnections: 0,
          },
          {
            ServerId: 'vm-232',
            Port: 90,
            ServerType: 'Slave',
            Type: 'ecs',
            Weight: 100,
            Active: true,
            ServerHealthStatus: 'normal',
            StatusSince: '1970-01-01T00:00:00.000Z',
            ServerIp: '192.0.2.7',
            LastPassedTime: '2026-01-02T03:00:00.124Z',
            ActiveConnections: 12,
          },
        ],
      },
    });
  });

  it('says why a return is held and until when', async () => {
    await harness.arrange(givenTcpListener);
    const held = { why: 'flap-damping', sinceMs: SINCE_MS, untilMs: SINCE_MS + 60_000 } as const;
    runtime.set('tcp/80', { election: madeUpElection({ active: 'Slave', held }) });
    expect(await onlyListener()).toMatchObject({
      Held: {
        Why: 'flap-damping',
        Since: '2026-01-02T03:00:00.123Z',
        Until: '2026-01-02T03:01:00.123Z',
        Sentence: expect.stringContaining('failed too often lately'),
      },
    });
  });

  it('says why a started listener is not open, and why a server has no address', async () => {
    await harness.arrange(givenTcpListener);
    await answerOf(harness, 'StartLoadBalancerListener', onPort80);
    runtime.set('tcp/80', {
      state: 'starting',
      failure: { code: 'address-in-use', message: 'port 80 is taken; stop the other program' },
      targets: [
        madeUpTarget('vm-233', 80, { address: { kind: 'unknown', reason: 'vm-233 does not resolve' } }),
      ],
    });
    const listener = await onlyListener();
    expect(listener).toMatchObject({
      ListenerState: 'starting',
      Failure: { Code: 'address-in-use', Message: 'port 80 is taken; stop the other program' },
    });
    const [master] = itemsOf(listener['Servers']);
    expect(master).toMatchObject({
      ServerHealthStatus: 'unavailable',
      AddressProblem: 'vm-233 does not resolve',
    });
    expect(master).not.toHaveProperty('ServerIp');
  });

  it('has no active server when nobody may serve', async () => {
    await harness.arrange(givenTcpListener);
    runtime.set('tcp/80', { election: madeUpElection({ active: 'None', reason: 'both-down' }) });
    const listener = await onlyListener();
    expect(listener).toMatchObject({ ActiveRole: 'None', Reason: 'both-down' });
    expect(listener).not.toHaveProperty('ActiveServerId');
    expect(itemsOf(listener['Servers']).map((server) => server['Active'])).toEqual([false, false]);
  });

  it('shows each listener of the group by itself, and what is known before anything is decided', async () => {
    await harness.arrange(givenTcpListener);
    await answerOf(harness, 'CreateLoadBalancerUDPListener', {
      ...onPort80,
      MasterSlaveServerGroupId: 'rsp-example',
    });
    await answerOf(harness, 'CreateLoadBalancerTCPListener', {
      ...onPort80,
      ListenerPort: '81',
      BackendServerPort: '8080',
    });
    runtime.set('udp/80', { election: madeUpElection({ active: 'Master' }) });
    const listeners = itemsOf((await describeState())['Listeners']);
    expect(listeners).toMatchObject([
      { ListenerProtocol: 'tcp', ListenerState: 'stopped', Sentence: expect.stringContaining('decided yet') },
      { ListenerProtocol: 'udp', ActiveRole: 'Master', ActiveServerId: 'vm-233' },
    ]);
    expect(listeners[0]).not.toHaveProperty('ActiveRole');
  });

  it('tells what counts for the group, its own settings before the configured ones', async () => {
    const calls = givenMasterSlaveGroup.map((call) =>
      call.action === 'CreateMasterSlaveServerGroup'
        ? {
            ...call,
            request: {
              ...call.request,
              MasterSlaveBackendServers: exampleMembers,
              FailbackMode: 'delayed',
              FailbackDelay: '60',
              BothDownPolicy: 'refuse',
              DetectionMode: 'fast',
              ConnectFailurePolicy: 'hold',
              HoldTimeout: '20',
              EstablishedPolicy: 'drain',
              DrainTimeout: '15',
              StandbyProbe: 'off',
              FlapDamping: 'off',
            },
          }
        : call,
    );
    await harness.arrange(calls);
    expect(await describeState()).toMatchObject({
      FailoverPolicy: {
        FailbackMode: 'delayed',
        FailbackDelay: 60,
        BothDownPolicy: 'refuse',
        DetectionMode: 'fast',
        FastProbeIntervalMs: 200,
        ConnectFailurePolicy: 'hold',
        HoldTimeout: 20,
        EstablishedPolicy: 'drain',
        DrainTimeout: 15,
        StandbyProbe: 'off',
        FlapDamping: 'off',
      },
    });
  });

  it('lets ConnectionDrain of a listener count for that listener', async () => {
    await harness.arrange(givenTcpListener);
    await answerOf(harness, 'SetLoadBalancerTCPListenerAttribute', {
      ...onPort80,
      ConnectionDrain: 'on',
      ConnectionDrainTimeout: '30',
    });
    const state = await describeState();
    expect(state).toMatchObject({ FailoverPolicy: { EstablishedPolicy: 'keep' } });
    expect(itemsOf(state['Listeners'])).toMatchObject([
      { FailoverPolicy: { EstablishedPolicy: 'drain', DrainTimeout: 30 } },
    ]);
  });

  it('says that a group without servers serves nobody', async () => {
    const calls = givenTcpListener.map((call) => {
      const { MasterSlaveBackendServers: _, ...request } = call.request;
      return { ...call, request };
    });
    await harness.arrange(calls);
    expect(await onlyListener()).toMatchObject({
      Servers: { Server: [] },
      Sentence: expect.stringContaining('has no servers'),
    });
  });
});
