import { beforeEach, describe, expect, it } from 'vitest';
import { answerOf } from '../../../test/contract/calls.ts';
import { Harness } from '../../../test/contract/harness.ts';
import { givenTcpListener } from '../../contract/listener-examples.ts';

const onPort80 = { LoadBalancerId: 'lb-bp1example', ListenerPort: '80' };

let harness: Harness;
beforeEach(async () => {
  harness = new Harness();
  await harness.arrange(givenTcpListener);
});

const call = (action: string, request: Readonly<Record<string, string>> = {}) =>
  answerOf(harness, action, { ...onPort80, ...request });
const add = (items: string) => call('AddListenerWhiteListItem', { SourceItems: items });
const remove = (items: string) => call('RemoveListenerWhiteListItem', { SourceItems: items });
const shown = async () => {
  const answer = await call('DescribeListenerAccessControlAttribute');
  return [answer['AccessControlStatus'], answer['SourceItems']];
};

describe('the white list of a listener', () => {
  it('is closed and empty until something is said of it', async () => {
    expect(await shown()).toEqual(['close', '']);
  });

  it('is switched and filled independently, and gives items back as they came', async () => {
    await add('192.0.2.7, 10.1.2.3/8');
    expect(await shown()).toEqual(['close', '192.0.2.7,10.1.2.3/8']);
    await call('SetListenerAccessControlStatus', { AccessControlStatus: 'open_white_list' });
    expect(await shown()).toEqual(['open_white_list', '192.0.2.7,10.1.2.3/8']);
    await call('SetListenerAccessControlStatus', { AccessControlStatus: 'close' });
    expect(await shown()).toEqual(['close', '192.0.2.7,10.1.2.3/8']);
  });

  it('has each block once, in whatever spelling it comes and goes', async () => {
    await add('10.0.0.0/8,192.0.2.7');
    await add('10.9.9.9/8,192.0.2.7/32,198.51.100.0/24');
    expect(await shown()).toEqual(['close', '10.0.0.0/8,192.0.2.7,198.51.100.0/24']);
    await remove('10.1.1.1/8,203.0.113.1');
    expect(await shown()).toEqual(['close', '192.0.2.7,198.51.100.0/24']);
  });

  it('stays when the listener is changed otherwise, and goes with it', async () => {
    await add('192.0.2.7');
    await call('SetLoadBalancerTCPListenerAttribute', { Description: 'changed' });
    expect(await shown()).toEqual(['close', '192.0.2.7']);
    await call('DeleteLoadBalancerListener');
    const request = { ...onPort80, MasterSlaveServerGroupId: 'rsp-example' };
    await harness.arrange([{ action: 'CreateLoadBalancerTCPListener', request }]);
    expect(await shown()).toEqual(['close', '']);
  });
});
