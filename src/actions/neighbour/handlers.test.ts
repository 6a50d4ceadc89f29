import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Hotspare, startHotspare } from '../../index.ts';
import { neighbourVersions } from '../../contract/neighbours.ts';
import { signRequestV1 } from '../../wire/sign-request.ts';

let slb: Hotspare;
beforeEach(async () => {
  slb = await startHotspare({ servers: { 'i-1': '10.0.0.1', 'eni-1': '10.0.0.2' } });
});
afterEach(() => slb.close());

async function ask(
  service: keyof typeof neighbourVersions,
  action: string,
  parameters: Readonly<Record<string, string>> = {},
  of: Hotspare = slb,
): Promise<unknown> {
  const signed = signRequestV1({
    credentials: { accessKeyId: of.accessKeyId, accessKeySecret: of.accessKeySecret },
    method: 'POST',
    placement: 'form',
    action,
    version: neighbourVersions[service],
    parameters,
    nowMs: Date.now(),
    nonce: randomUUID(),
  });
  const { method, target, headers, body } = signed;
  return (await fetch(`${of.endpoint}${target}`, { method, headers: { ...headers }, body })).json();
}

describe('what clients of SLB ask other services', () => {
  it('Terraform: the kind of account, where products are, and the VPC of a vSwitch before anything exists', async () => {
    expect(await ask('bss', 'QueryAvailableInstances')).toMatchObject({
      Code: 'Success',
      Success: true,
      Data: {},
    });
    expect(
      await ask('location', 'DescribeEndpoints', { Id: 'cn-hangzhou', ServiceCode: 'slb' }),
    ).toMatchObject({
      Endpoints: { Endpoint: [{ Endpoint: new URL(slb.endpoint).host, Type: 'openAPI' }] },
    });
    expect(await ask('vpc', 'DescribeVSwitchAttributes', { VSwitchId: 'vsw-abc' })).toMatchObject({
      VSwitchId: 'vsw-abc',
      VpcId: 'vpc-abc',
    });
  });

  it('a vSwitch in use is told as its load balancer has it', async () => {
    await slb.call('CreateLoadBalancer', { RegionId: 'cn-hangzhou', VSwitchId: 'vsw-1', VpcId: 'vpc-7' });
    expect(await ask('vpc', 'DescribeVSwitches', { VpcId: 'vpc-7' })).toMatchObject({
      TotalCount: 1,
      VSwitches: { VSwitch: [{ VSwitchId: 'vsw-1', VpcId: 'vpc-7' }] },
    });
    expect(await ask('vpc', 'DescribeVpcs')).toMatchObject({ Vpcs: { Vpc: [{ VpcId: 'vpc-7' }] } });
  });

  it('the Kubernetes controller: instances and interfaces come from the inventory', async () => {
    expect(await ask('ecs', 'DescribeInstances', { InstanceIds: '["i-1"]' })).toMatchObject({
      TotalCount: 1,
      Instances: {
        Instance: [{ InstanceId: 'i-1', VpcAttributes: { PrivateIpAddress: { IpAddress: ['10.0.0.1'] } } }],
      },
    });
    expect(await ask('ecs', 'DescribeNetworkInterfaces', { 'NetworkInterfaceId.1': 'eni-1' })).toMatchObject({
      NetworkInterfaceSets: { NetworkInterfaceSet: [{ PrivateIpAddress: '10.0.0.2' }] },
    });
  });

  it('role tools: who am I, and which resource groups are there', async () => {
    expect(await ask('sts', 'GetCallerIdentity')).toMatchObject({ IdentityType: 'Account' });
    expect(await ask('resourceManager', 'ListResourceGroups')).toMatchObject({
      ResourceGroups: { ResourceGroup: [{ Id: 'rg-default' }] },
    });
  });

  it('one that is switched off does not exist', async () => {
    const alone = await startHotspare({ neighbours: ['sts'] });
    try {
      expect(await ask('bss', 'QueryAvailableInstances', {}, alone)).toMatchObject({
        Code: 'InvalidVersion',
      });
      expect(await ask('sts', 'DescribeVpcs', {}, alone)).toMatchObject({ Code: 'InvalidAction.NotFound' });
    } finally {
      await alone.close();
    }
  });
});
