/**
 * What SLB's clients ask other services of the vendor on their way: minimal, honest answers on the same port. Not a
 * second cloud: nothing here is created, and what is not known is left out.
 */
import { type ActionContract, defineAction } from './define.ts';
import { integer, jsonList, numberedList, text } from './params.ts';
import { flagField, integerField, listField, objectField, plainListField, textField } from './result.ts';

const vSwitch = {
  VSwitchId: textField(),
  VpcId: textField(),
  ZoneId: textField(),
  CidrBlock: textField(),
  Status: textField(),
  VSwitchName: textField(),
};

export const neighbours = ['sts', 'location', 'vpc', 'resourceManager', 'bss', 'ecs'] as const;
export type Neighbour = (typeof neighbours)[number];

/** Each service has its own version, which with the action tells a call apart. */
export const neighbourVersions: Readonly<Record<Neighbour, string>> = {
  sts: '2015-04-01',
  location: '2015-06-12',
  vpc: '2016-04-28',
  resourceManager: '2020-03-31',
  bss: '2017-12-14',
  ecs: '2014-05-26',
};

const noExample = { given: [], request: {}, response: {} };
const source = 'clients of SLB and what they read of the answer';
const page = {
  PageNumber: integer({ default: 1, min: 1 }),
  PageSize: integer({ default: 10, min: 1, max: 100 }),
};
const paged = { PageNumber: integerField(), PageSize: integerField(), TotalCount: integerField() };
const region = () => text({ optional: true, maxLength: 64 });

export const neighbourContracts = {
  GetCallerIdentity: defineAction({
    name: 'GetCallerIdentity',
    resource: 'neighbour',
    everybody: true,
    summary: 'Who the access key belongs to.',
    params: {},
    result: {
      AccountId: textField(),
      UserId: textField(),
      PrincipalId: textField(),
      IdentityType: textField('Account (a root key) or RAMUser.'),
      Arn: textField(),
    },
    errors: [],
    example: noExample,
    source,
  }),
  DescribeEndpoints: defineAction({
    name: 'DescribeEndpoints',
    resource: 'neighbour',
    summary: 'Where a product is served: here.',
    params: {
      Id: text({ maxLength: 64 }),
      ServiceCode: text({ maxLength: 64 }),
      Type: text({ default: 'openAPI' }),
    },
    result: {
      Success: flagField(),
      Endpoints: listField(
        'Endpoint',
        objectField({
          Endpoint: textField('host:port of this service.'),
          Id: textField('Region.'),
          Namespace: textField(),
          // The vendor's own spelling.
          SerivceCode: textField(),
          Type: textField(),
          Protocols: listField('Protocols', textField()),
        }),
      ),
    },
    errors: [],
    example: noExample,
    source,
  }),
  DescribeVSwitchAttributes: defineAction({
    name: 'DescribeVSwitchAttributes',
    resource: 'neighbour',
    summary: 'A vSwitch, as its id and the load balancers in it tell.',
    params: { RegionId: region(), VSwitchId: text({ maxLength: 64 }) },
    result: vSwitch,
    errors: [],
    example: noExample,
    source,
  }),
  DescribeVSwitches: defineAction({
    name: 'DescribeVSwitches',
    resource: 'neighbour',
    summary: 'The vSwitches that load balancers are in, and the one asked for.',
    params: {
      RegionId: region(),
      VSwitchId: text({ optional: true }),
      VpcId: text({ optional: true }),
      ...page,
    },
    result: {
      ...paged,
      VSwitches: listField('VSwitch', objectField(vSwitch)),
    },
    errors: [],
    example: noExample,
    source,
  }),
  DescribeVpcs: defineAction({
    name: 'DescribeVpcs',
    resource: 'neighbour',
    summary: 'The VPCs that load balancers are in, and the one asked for.',
    params: { RegionId: region(), VpcId: text({ optional: true }), ...page },
    result: {
      ...paged,
      Vpcs: listField(
        'Vpc',
        objectField({
          VpcId: textField(),
          VpcName: textField(),
          CidrBlock: textField(),
          Status: textField(),
          RegionId: textField(),
        }),
      ),
    },
    errors: [],
    example: noExample,
    source,
  }),
  ListResourceGroups: defineAction({
    name: 'ListResourceGroups',
    resource: 'neighbour',
    summary: 'The default resource group and those that load balancers are in.',
    params: { ...page },
    result: {
      ...paged,
      ResourceGroups: listField(
        'ResourceGroup',
        objectField({ Id: textField(), Name: textField(), DisplayName: textField(), Status: textField() }),
      ),
    },
    errors: [],
    example: noExample,
    source,
  }),
  QueryAvailableInstances: defineAction({
    name: 'QueryAvailableInstances',
    resource: 'neighbour',
    summary: 'Billed instances: none. Terraform asks it to tell what kind of account it has.',
    params: {},
    result: {
      Success: flagField(),
      Code: textField(),
      Data: objectField({ TotalCount: integerField(), InstanceList: plainListField(objectField({})) }),
    },
    errors: [],
    example: noExample,
    source,
  }),
  DescribeInstances: defineAction({
    name: 'DescribeInstances',
    resource: 'neighbour',
    summary: 'The servers of the inventory as instances.',
    params: {
      RegionId: region(),
      InstanceIds: jsonList(
        { Id: text() },
        { optional: true, maxItems: 100, malformed: 'invalidParameter', textItemIs: 'Id' },
      ),
      ...page,
    },
    result: {
      ...paged,
      Instances: listField(
        'Instance',
        objectField({
          InstanceId: textField(),
          InstanceName: textField(),
          Status: textField(),
          RegionId: textField(),
          ZoneId: textField(),
          VpcAttributes: objectField({
            VpcId: textField(),
            VSwitchId: textField(),
            PrivateIpAddress: listField('IpAddress', textField()),
          }),
        }),
      ),
    },
    errors: [],
    example: noExample,
    source,
  }),
  DescribeNetworkInterfaces: defineAction({
    name: 'DescribeNetworkInterfaces',
    resource: 'neighbour',
    summary: 'The network interfaces of the inventory: servers whose id begins with eni-.',
    params: { RegionId: region(), NetworkInterfaceId: numberedList({ maxItems: 100 }), ...page },
    result: {
      ...paged,
      NetworkInterfaceSets: listField(
        'NetworkInterfaceSet',
        objectField({
          NetworkInterfaceId: textField(),
          PrivateIpAddress: textField(),
          Status: textField(),
          Type: textField(),
          PrivateIpSets: listField(
            'PrivateIpSet',
            objectField({ PrivateIpAddress: textField(), Primary: flagField() }),
          ),
        }),
      ),
    },
    errors: [],
    example: noExample,
    source,
  }),
} as const satisfies Readonly<Record<string, ActionContract>>;

export type NeighbourAction = keyof typeof neighbourContracts;

/** Which service an action belongs to. */
export const neighbourOf: Readonly<Record<NeighbourAction, Neighbour>> = {
  GetCallerIdentity: 'sts',
  DescribeEndpoints: 'location',
  DescribeVSwitchAttributes: 'vpc',
  DescribeVSwitches: 'vpc',
  DescribeVpcs: 'vpc',
  ListResourceGroups: 'resourceManager',
  QueryAvailableInstances: 'bss',
  DescribeInstances: 'ecs',
  DescribeNetworkInterfaces: 'ecs',
};

export function isNeighbourAction(name: string): name is NeighbourAction {
  return Object.hasOwn(neighbourOf, name);
}
