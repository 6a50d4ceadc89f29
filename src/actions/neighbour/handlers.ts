/** Answers for the services around SLB: from what load balancers and the inventory name, and nothing made up beyond it. */
import type { Params, Result } from '../../contract/define.ts';
import { ApiError } from '../../contract/api-error.ts';
import type { NeighbourAction, neighbourContracts } from '../../contract/neighbours.ts';
import { ACCOUNT_ID } from '../../domain/ids.ts';
import { prefixes } from '../../domain/keys.ts';
import type { LoadBalancer } from '../../domain/resources.ts';
import type { ActionContext } from '../context.ts';

type Contracts = typeof neighbourContracts;
export type NeighbourHandler<A extends NeighbourAction> = (
  params: Params<Contracts[A]>,
  context: ActionContext,
) => Promise<Result<Contracts[A]>>;

const DEFAULT_RESOURCE_GROUP = 'rg-default';

export const neighbourHandlers: { readonly [A in NeighbourAction]: NeighbourHandler<A> } = {
  GetCallerIdentity: async (_params, { caller: { user } }) => ({
    AccountId: ACCOUNT_ID,
    UserId: user?.name ?? ACCOUNT_ID,
    PrincipalId: user?.name ?? ACCOUNT_ID,
    IdentityType: user ? 'RAMUser' : 'Account',
    Arn: `acs:ram::${ACCOUNT_ID}:${user ? `user/${user.name}` : 'root'}`,
  }),

  DescribeEndpoints: async (params, context) => ({
    Success: true,
    Endpoints: [
      {
        Endpoint: context.calledHost,
        Id: params.Id,
        Namespace: '',
        SerivceCode: params.ServiceCode,
        Type: params.Type,
        Protocols: ['HTTP', 'HTTPS'],
      },
    ],
  }),

  DescribeVSwitchAttributes: async (params, context) => {
    const known = (await loadBalancers(context)).find((lb) => lb.vSwitchId === params.VSwitchId);
    return vSwitch(params.VSwitchId, known, context);
  },

  DescribeVSwitches: async (params, context) => {
    const inUse = (await loadBalancers(context)).filter((lb) => lb.vSwitchId !== '');
    const ids = new Set([...inUse.map((lb) => lb.vSwitchId), ...(params.VSwitchId?.split(',') ?? [])]);
    const asked = params.VSwitchId?.split(',');
    const found = [...ids]
      .filter((id) => !asked || asked.includes(id))
      .map((id) =>
        vSwitch(
          id,
          inUse.find((lb) => lb.vSwitchId === id),
          context,
        ),
      )
      .filter((one) => params.VpcId === undefined || one.VpcId === params.VpcId);
    const { slice, ...numbers } = paged(found, params);
    return { ...numbers, VSwitches: slice };
  },

  DescribeVpcs: async (params, context) => {
    const inUse = (await loadBalancers(context)).map((lb) => lb.vpcId).filter((id) => id !== '');
    const asked = params.VpcId?.split(',');
    const found = [...new Set([...inUse, ...(asked ?? [])])]
      .filter((id) => !asked || asked.includes(id))
      .map((id) => ({
        VpcId: id,
        VpcName: id,
        CidrBlock: '',
        Status: 'Available',
        RegionId: params.RegionId ?? context.settings.defaultRegionId,
      }));
    const { slice, ...numbers } = paged(found, params);
    return { ...numbers, Vpcs: slice };
  },

  ListResourceGroups: async (params, context) => {
    const inUse = (await loadBalancers(context)).map((lb) => lb.resourceGroupId).filter((id) => id !== '');
    const found = [...new Set([DEFAULT_RESOURCE_GROUP, ...inUse])].map((id) => ({
      Id: id,
      Name: id,
      DisplayName: id,
      Status: 'OK',
    }));
    const { slice, ...numbers } = paged(found, params);
    return { ...numbers, ResourceGroups: slice };
  },

  QueryAvailableInstances: async () => ({
    Success: true,
    Code: 'Success',
    Data: { TotalCount: 0, InstanceList: [] },
  }),

  DescribeInstances: async (params, context) => {
    const asked = params.InstanceIds?.map(({ Id }) => Id);
    const found = (await inventory(context))
      .filter(({ id }) => !asked || asked.includes(id))
      .map(({ id, address }) => ({
        InstanceId: id,
        InstanceName: id,
        Status: 'Running',
        RegionId: params.RegionId ?? context.settings.defaultRegionId,
        ZoneId: '',
        VpcAttributes: { VpcId: '', VSwitchId: '', PrivateIpAddress: [address] },
      }));
    const { slice, ...numbers } = paged(found, params);
    return { ...numbers, Instances: slice };
  },

  DescribeNetworkInterfaces: async (params, context) => {
    const asked = params.NetworkInterfaceId;
    const found = (await inventory(context))
      .filter(({ id }) => id.startsWith('eni-') && (asked.length === 0 || asked.includes(id)))
      .map(({ id, address }) => ({
        NetworkInterfaceId: id,
        PrivateIpAddress: address,
        Status: 'InUse',
        Type: 'Secondary',
        PrivateIpSets: [{ PrivateIpAddress: address, Primary: true }],
      }));
    const { slice, ...numbers } = paged(found, params);
    return { ...numbers, NetworkInterfaceSets: slice };
  },
};

function loadBalancers({ tx }: ActionContext): Promise<readonly LoadBalancer[]> {
  return tx.list('loadBalancers', prefixes.loadBalancers);
}

/** Configured and registered servers, by id. */
async function inventory({
  tx,
  directory,
}: ActionContext): Promise<readonly { id: string; address: string }[]> {
  const registered = (await tx.list('servers', prefixes.servers)).map(
    ({ id, address }) => [id, address] as const,
  );
  return [...new Map([...directory.configured, ...registered])]
    .map(([id, address]) => ({ id, address }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** A vSwitch that no load balancer is in yet must be answered too: Terraform asks before it makes the load balancer. */
function vSwitch(id: string, known: LoadBalancer | undefined, { settings }: ActionContext) {
  const region = settings.regions.find((one) => one.id === (known?.regionId ?? settings.defaultRegionId));
  if (!id.startsWith('vsw-')) {
    throw new ApiError('invalidParameter', { name: 'VSwitchId', why: 'it must begin with vsw-' });
  }
  return {
    VSwitchId: id,
    VpcId: known?.vpcId || `vpc-${id.slice('vsw-'.length)}`,
    ZoneId: known?.masterZoneId || region?.zones[0] || '',
    CidrBlock: '',
    Status: 'Available',
    VSwitchName: id,
  };
}

function paged<T>(
  all: readonly T[],
  { PageNumber, PageSize }: { readonly PageNumber: number; readonly PageSize: number },
) {
  const from = (PageNumber - 1) * PageSize;
  return { PageNumber, PageSize, TotalCount: all.length, slice: all.slice(from, from + PageSize) };
}
