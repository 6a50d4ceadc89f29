import { beforeEach, describe, expect, it } from 'vitest';
import { Harness } from '../../../test/contract/harness.ts';
import { answerOf, refusalOf } from '../../../test/contract/calls.ts';
import { givenTcpListener } from '../../contract/listener-examples.ts';

const onPort80 = { LoadBalancerId: 'lb-bp1example', ListenerPort: '80' };

let harness: Harness;
beforeEach(async () => {
  harness = new Harness();
  await harness.arrange(givenTcpListener);
});

describe('deleting a listener', () => {
  it('ends with the very words that Terraform waits for', async () => {
    await answerOf(harness, 'DeleteLoadBalancerListener', { ...onPort80, ListenerProtocol: 'tcp' });
    expect(await refusalOf(harness, 'DescribeLoadBalancerTCPListenerAttribute', onPort80)).toEqual({
      status: 400,
      Code: 'InvalidParameter',
      Message: 'The specified resource does not exist.',
    });
  });

  it('is allowed while the listener runs, without naming the protocol, as Spinnaker does', async () => {
    await answerOf(harness, 'StartLoadBalancerListener', onPort80);
    await answerOf(harness, 'DeleteLoadBalancerListener', onPort80);
    expect(await refusalOf(harness, 'DeleteLoadBalancerListener', onPort80)).toMatchObject({
      status: 404,
      Code: 'ResourceNotFound.Listener',
    });
  });

  it('frees the group, so that Terraform can delete it next', async () => {
    const group = { MasterSlaveServerGroupId: 'rsp-example' };
    expect(await refusalOf(harness, 'DeleteMasterSlaveServerGroup', group)).toMatchObject({
      Code: 'RspoolVipExist',
    });
    await answerOf(harness, 'DeleteLoadBalancerListener', onPort80);
    await answerOf(harness, 'DeleteMasterSlaveServerGroup', group);
  });

  it('leaves the one of the other protocol on the same port', async () => {
    await answerOf(harness, 'CreateLoadBalancerUDPListener', { ...onPort80, BackendServerPort: '9090' });
    await answerOf(harness, 'DeleteLoadBalancerListener', { ...onPort80, ListenerProtocol: 'tcp' });
    expect(await answerOf(harness, 'DescribeLoadBalancerUDPListenerAttribute', onPort80)).toMatchObject({
      BackendServerPort: 9090,
    });
  });
});
