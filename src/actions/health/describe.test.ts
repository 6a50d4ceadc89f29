import { beforeEach, describe, expect, it } from 'vitest';
import { Harness } from '../../../test/contract/harness.ts';
import { answerOf, itemsOf } from '../../../test/contract/calls.ts';
import { MadeUpRuntime, madeUpHealth, madeUpTarget } from '../../../test/support/runtime.ts';
import { givenTcpListener } from '../../contract/listener-examples.ts';

const one = { LoadBalancerId: 'lb-bp1example' };
const onPort80 = { ...one, ListenerPort: '80' };

let runtime: MadeUpRuntime;
let harness: Harness;
beforeEach(async () => {
  runtime = new MadeUpRuntime();
  harness = new Harness({ runtime });
  await harness.arrange(givenTcpListener);
});

const health = async (parameters: Readonly<Record<string, string>> = one) =>
  itemsOf((await answerOf(harness, 'DescribeHealthStatus', parameters))['BackendServers']);
const words = async (parameters?: Readonly<Record<string, string>>) =>
  (await health(parameters)).map((entry) => entry['ServerHealthStatus']);

describe('DescribeHealthStatus', () => {
  it('says normal, abnormal and unavailable, the words that CB-Spider knows, with numbers as numbers', async () => {
    await answerOf(harness, 'StartLoadBalancerListener', onPort80);
    expect(await words()).toEqual(['unavailable', 'unavailable']);
    runtime.set('tcp/80', {
      targets: [
        madeUpTarget('vm-232', 90, { health: madeUpHealth('unhealthy') }),
        madeUpTarget('vm-233', 80, { health: madeUpHealth('healthy') }),
      ],
    });
    expect(await health()).toEqual([
      {
        ListenerPort: 80,
        Protocol: 'tcp',
        ServerId: 'vm-233',
        Port: 80,
        Type: 'ecs',
        ServerIp: '192.0.2.7',
        ServerHealthStatus: 'normal',
      },
      expect.objectContaining({ ServerId: 'vm-232', Port: 90, ServerHealthStatus: 'abnormal' }),
    ]);
  });

  it('calls a server unavailable that is not probed, or has no result yet', async () => {
    await answerOf(harness, 'StartLoadBalancerListener', onPort80);
    runtime.set('tcp/80', {
      targets: [madeUpTarget('vm-233', 80), madeUpTarget('vm-232', 90, { health: madeUpHealth('unknown') })],
    });
    expect(await words()).toEqual(['unavailable', 'unavailable']);
  });

  it('calls servers behind a stopped listener unavailable, whatever was known of them', async () => {
    runtime.set('tcp/80', { targets: [madeUpTarget('vm-233', 80, { health: madeUpHealth('healthy') })] });
    expect(await words()).toEqual(['unavailable', 'unavailable']);
  });

  it('has one entry per listener and server, each with the port it is reached on', async () => {
    await answerOf(harness, 'AddBackendServers', { ...one, BackendServers: '["vm-233"]' });
    for (const port of ['81', '82']) {
      const request = { ...one, ListenerPort: port, BackendServerPort: `90${port}` };
      await answerOf(harness, 'CreateLoadBalancerUDPListener', request);
    }
    const places = (await health()).map(
      (entry) => `${entry['Protocol']}:${entry['ListenerPort']} ${entry['ServerId']}:${entry['Port']}`,
    );
    expect(places).toEqual([
      'tcp:80 vm-233:80',
      'tcp:80 vm-232:90',
      'udp:81 vm-233:9081',
      'udp:82 vm-233:9082',
    ]);
    expect(await health({ ...one, ListenerProtocol: 'udp' })).toHaveLength(2);
    expect(await health({ ...one, ListenerPort: '82' })).toHaveLength(1);
  });

  it('gives an empty list for a load balancer without listeners', async () => {
    await answerOf(harness, 'DeleteLoadBalancerListener', onPort80);
    expect(await health()).toEqual([]);
  });

  it('shows servers of a listener without health check only when all listeners are asked for', async () => {
    await answerOf(harness, 'SetLoadBalancerTCPListenerAttribute', { ...onPort80, HealthCheckSwitch: 'off' });
    expect(await words()).toEqual(['unavailable', 'unavailable']);
    expect((await harness.call('DescribeHealthStatus', onPort80)).errorId).toBe('checkedListenerNotFound');
  });

  it('leaves the address out when nobody knows it', async () => {
    harness = new Harness({ settings: { unknownServers: 'accept' } });
    await harness.arrange(givenTcpListener.filter(({ action }) => action !== 'RegisterServer'));
    expect(await health()).toEqual([
      expect.not.objectContaining({ ServerIp: expect.anything() }),
      expect.not.objectContaining({ ServerIp: expect.anything() }),
    ]);
  });
});
