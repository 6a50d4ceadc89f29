/** Load balancers: an address, its settings, and what belongs to it. */
import {
  loadBalancerId,
  regionId,
  requiredRegionId,
  tagErrors,
  tagFilter,
  tagList,
  tagParams,
} from './common.ts';
import { defineAction } from './define.ts';
import { givenLoadBalancer } from './examples.ts';
import { commaList, flag, integer, jsonList, oneOf, onOff, text } from './params.ts';
import { integerField, listField, objectField, optional, textField } from './result.ts';

const addressType = ['internet', 'intranet'] as const;
const addressIpVersion = ['ipv4', 'ipv6'] as const;
const internetChargeType = ['paybytraffic', 'paybybandwidth'] as const;
const payType = ['PayOnDemand', 'PrePay'] as const;
const instanceChargeType = ['PayBySpec', 'PayByCLCU'] as const;
const protectionStatus = ['NonProtection', 'ConsoleProtection'] as const;

/** Wider than the documented letters and digits; the comma separates names in the filter of DescribeLoadBalancers. */
const NAME = {
  maxLength: 80,
  pattern: /[^,\p{Cc}]+/u,
  patternWords: 'it may hold no comma and no control character',
};

const protectionReason = () =>
  text({
    optional: true,
    summary: 'Why; only with ConsoleProtection.',
    maxLength: 80,
    pattern: /\p{L}[\p{L}\p{N}._-]*/u,
    patternWords: 'it must begin with a letter and hold only letters, digits, period, underscore, hyphen',
    invalid: 'invalidModificationProtectionReason',
    sample: 'managed.by.ack',
  });

const plainText = (summary: string, sample?: string) =>
  text({ optional: true, maxLength: 64, summary, ...(sample !== undefined && { sample }) });

/** What DescribeLoadBalancers and DescribeLoadBalancerAttribute have in common. */
const commonFields = {
  LoadBalancerId: textField(),
  LoadBalancerName: textField(),
  LoadBalancerStatus: textField('active, inactive or locked.'),
  RegionId: textField(),
  RegionIdAlias: textField('The same as RegionId.'),
  Address: textField('Where listeners listen.'),
  AddressType: textField('internet or intranet.'),
  AddressIPVersion: textField('ipv4 or ipv6.'),
  NetworkType: textField('vpc when intranet with a vSwitch, otherwise classic.'),
  VpcId: textField(),
  VSwitchId: textField(),
  MasterZoneId: textField(),
  SlaveZoneId: textField(),
  Bandwidth: integerField('Mbit/s as given; -1 = no limit. Not enforced.'),
  PayType: textField('PayOnDemand or PrePay.'),
  InstanceChargeType: textField('PayBySpec or PayByCLCU.'),
  LoadBalancerSpec: textField('As given; slb.lcu.elastic with PayByCLCU; empty = shared performance.'),
  CreateTime: textField('UTC, YYYY-MM-DDThh:mm:ssZ.'),
  CreateTimeStamp: integerField('The same in milliseconds since 1970.'),
  DeleteProtection: textField('on or off.'),
  ModificationProtectionStatus: textField('NonProtection or ConsoleProtection.'),
  ModificationProtectionReason: textField(),
  ResourceGroupId: textField(),
  Tags: tagList(),
};

const exampleCommon = {
  LoadBalancerId: 'lb-bp1example',
  LoadBalancerName: 'example',
  LoadBalancerStatus: 'active',
  RegionId: 'cn-hangzhou',
  RegionIdAlias: 'cn-hangzhou',
  Address: '203.0.113.1',
  AddressType: 'internet',
  AddressIPVersion: 'ipv4',
  NetworkType: 'classic',
  VpcId: '',
  VSwitchId: '',
  MasterZoneId: 'cn-hangzhou-a',
  SlaveZoneId: 'cn-hangzhou-b',
  Bandwidth: -1,
  PayType: 'PayOnDemand',
  InstanceChargeType: 'PayBySpec',
  LoadBalancerSpec: '',
  CreateTime: '2026-01-02T03:04:05Z',
  CreateTimeStamp: 1_767_323_045_000,
  DeleteProtection: 'off',
  ModificationProtectionStatus: 'NonProtection',
  ModificationProtectionReason: '',
  ResourceGroupId: 'rg-default',
  Tags: { Tag: [] },
};

const exampleRequest = { RegionId: 'cn-hangzhou', LoadBalancerId: 'lb-bp1example' };

export const loadBalancerActions = {
  CreateLoadBalancer: defineAction({
    name: 'CreateLoadBalancer',
    resource: 'load-balancer',
    summary: 'Makes a load balancer with an address of its own. It is active at once.',
    params: {
      RegionId: requiredRegionId(),
      LoadBalancerName: text({
        ...NAME,
        optional: true,
        summary: 'Name; need not be unique. Left out: the id.',
        sample: 'example',
      }),
      AddressType: oneOf(addressType, {
        optional: true,
        summary: 'Which address pool. Left out: internet, or intranet when VSwitchId is given.',
      }),
      AddressIPVersion: oneOf(addressIpVersion, { default: 'ipv4' }),
      Address: plainText(
        'The address wanted: one of the pool that nobody has. Left out: the first free one.',
      ),
      VpcId: plainText('Kept and given back.', 'vpc-bp1example'),
      VSwitchId: plainText('Kept and given back; makes AddressType intranet by default.', 'vsw-bp1example'),
      MasterZoneId: plainText(
        'Kept and given back. Left out: the first zone of the region.',
        'cn-hangzhou-a',
      ),
      SlaveZoneId: plainText(
        'Kept and given back. Left out: the second zone of the region.',
        'cn-hangzhou-b',
      ),
      Bandwidth: integer({
        min: 1,
        max: 5120,
        also: [-1],
        default: -1,
        summary: 'Mbit/s; -1 = no limit. Kept and given back.',
        invalid: 'invalidBandwidth',
      }),
      InternetChargeType: oneOf(internetChargeType, { default: 'paybytraffic' }),
      PayType: oneOf(payType, { default: 'PayOnDemand' }),
      InstanceChargeType: oneOf(instanceChargeType, {
        default: 'PayBySpec',
        invalid: 'invalidInstanceChargeType',
      }),
      LoadBalancerSpec: plainText('Kept and given back.', 'slb.s1.small'),
      PricingCycle: oneOf(['month', 'year'], { optional: true, summary: 'Billing only; has no effect.' }),
      Duration: integer({ min: 1, optional: true, summary: 'Billing only; has no effect.' }),
      AutoPay: flag({ optional: true, summary: 'Billing only; has no effect.' }),
      DeleteProtection: onOff({ default: false, summary: 'on: DeleteLoadBalancer is refused.' }),
      ModificationProtectionStatus: oneOf(protectionStatus, {
        default: 'NonProtection',
        invalid: 'invalidModificationProtectionStatus',
        summary: 'ConsoleProtection: the console asks before changes. Calls of the API are not affected.',
      }),
      ModificationProtectionReason: protectionReason(),
      ResourceGroupId: plainText('Kept and given back.', 'rg-default'),
      Tag: tagParams(),
      ClientToken: text({
        optional: true,
        maxLength: 128,
        summary:
          'Makes the call safe to repeat: the same token gets the same answer, not a second load balancer.',
      }),
    },
    result: {
      LoadBalancerId: textField('lb-…'),
      LoadBalancerName: textField(),
      Address: textField(),
      AddressIPVersion: textField(),
      NetworkType: textField('vpc or classic.'),
      VpcId: textField(),
      VSwitchId: textField(),
      ResourceGroupId: textField(),
    },
    errors: [
      'invalidBandwidth',
      'invalidInstanceChargeType',
      'invalidModificationProtectionStatus',
      'invalidModificationProtectionReason',
      ...tagErrors,
      'missingVSwitchId',
      'loadBalancerQuota',
      'ipv6NotSupported',
      'addressNotInPool',
      'addressInUse',
      'addressPoolExhausted',
      'idempotentParameterMismatch',
    ],
    example: {
      given: [],
      request: { RegionId: 'cn-hangzhou', LoadBalancerName: 'example' },
      response: {
        LoadBalancerId: 'lb-bp1example',
        LoadBalancerName: 'example',
        Address: '203.0.113.1',
        AddressIPVersion: 'ipv4',
        NetworkType: 'classic',
        VpcId: '',
        VSwitchId: '',
        ResourceGroupId: 'rg-default',
      },
    },
    source: 'API metadata 2024, CreateLoadBalancer; defaults as terraform-provider-alicloud expects them',
    notes: [
      'Addresses come from the configured pools of AddressType, or of IPv6 for AddressIPVersion ipv6, which serves both address types.',
      'Nothing is billed: charge types, bandwidth and zones are kept and given back. A specification is not asked for; it limits connections with the setting enforceSpec only.',
      'Names may hold any character but commas and control characters; the vendor’s pages allow less.',
      'OrderId is never in the answer, as there are no orders.',
    ],
    effect: {
      kind: 'real',
      except: 'Charge types, Duration and AutoPay: nothing is billed. VPC, vSwitch and zones: names only.',
    },
  }),

  DeleteLoadBalancer: defineAction({
    name: 'DeleteLoadBalancer',
    resource: 'load-balancer',
    summary: 'Deletes a load balancer with its listeners, server groups, history and address.',
    params: { RegionId: regionId(), LoadBalancerId: loadBalancerId() },
    result: {},
    errors: ['loadBalancerNotFound', 'loadBalancerLocked', 'deleteProtectionOn'],
    example: { given: givenLoadBalancer, request: exampleRequest, response: {} },
    source: 'API metadata 2024 and documentation, DeleteLoadBalancer',
    notes: [
      'Servers stay as they are. A subscription (PayType PrePay) may be deleted too: nothing here would ever end it.',
    ],
  }),

  DescribeLoadBalancers: defineAction({
    name: 'DescribeLoadBalancers',
    resource: 'load-balancer',
    summary: 'Lists the load balancers of a region, filtered and page by page, oldest first.',
    params: {
      RegionId: regionId(),
      LoadBalancerId: commaList({ maxItems: 10, summary: 'Only these ids.', sample: 'lb-bp1example' }),
      LoadBalancerName: commaList({ maxItems: 10, summary: 'Only these names, exactly.' }),
      LoadBalancerStatus: oneOf(['active', 'inactive', 'locked'], { optional: true }),
      Address: plainText('Only the one with this address.'),
      AddressType: oneOf(addressType, { optional: true }),
      AddressIPVersion: oneOf(addressIpVersion, { optional: true }),
      NetworkType: oneOf(['vpc', 'classic'], { optional: true }),
      VpcId: plainText('Only those of this VPC.'),
      VSwitchId: plainText('Only those of this vSwitch.'),
      MasterZoneId: plainText('Only those with this master zone.'),
      SlaveZoneId: plainText('Only those with this slave zone.'),
      InternetChargeType: oneOf(internetChargeType, { optional: true }),
      PayType: oneOf(payType, { optional: true }),
      ResourceGroupId: plainText('Only those of this resource group.'),
      ServerId: text({
        optional: true,
        maxLength: 253,
        summary: 'Only those that have this server in a group.',
      }),
      ServerIntranetAddress: commaList({
        maxItems: 10,
        summary: 'Only those that have a server with one of these addresses in a group.',
      }),
      Tag: tagFilter(),
      Tags: jsonList(
        {
          TagKey: text({ maxLength: 64, absent: 'invalidTagsFilter', invalid: 'invalidTagsFilter' }),
          TagValue: text({
            maxLength: 128,
            minLength: 0,
            emptyResets: true,
            default: '',
            invalid: 'invalidTagsFilter',
          }),
        },
        {
          optional: true,
          maxItems: 10,
          malformed: 'invalidTagsFilter',
          summary: 'Older form of Tag, as JSON; both count.',
          sample: '[{"TagKey":"env","TagValue":"test"}]',
        },
      ),
      PageNumber: integer({ min: 1, max: 1_000_000, default: 1 }),
      PageSize: integer({ min: 1, max: 100, default: 10 }),
    },
    result: {
      LoadBalancers: listField(
        'LoadBalancer',
        objectField({
          ...commonFields,
          InternetChargeType: textField('Code: 4 = paybytraffic, 3 = paybybandwidth.'),
          InternetChargeTypeAlias: textField('paybytraffic or paybybandwidth.'),
        }),
      ),
      PageNumber: integerField(),
      PageSize: integerField(),
      TotalCount: integerField('Of all pages.'),
    },
    errors: [...tagErrors, 'invalidTagsFilter'],
    example: {
      given: givenLoadBalancer,
      request: { RegionId: 'cn-hangzhou', LoadBalancerName: 'example' },
      response: {
        LoadBalancers: {
          LoadBalancer: [
            { ...exampleCommon, InternetChargeType: '4', InternetChargeTypeAlias: 'paybytraffic' },
          ],
        },
        PageNumber: 1,
        PageSize: 10,
        TotalCount: 1,
      },
    },
    source: 'API metadata 2024, DescribeLoadBalancers',
    notes: [
      'All filters given must fit. A page behind the last is empty.',
      'InternetChargeType is a code in this list and a word in DescribeLoadBalancerAttribute, as with the vendor.',
    ],
  }),

  DescribeLoadBalancerAttribute: defineAction({
    name: 'DescribeLoadBalancerAttribute',
    resource: 'load-balancer',
    summary: 'Describes one load balancer with its listeners and the servers of its default group.',
    params: { RegionId: regionId(), LoadBalancerId: loadBalancerId() },
    result: {
      ...commonFields,
      InternetChargeType: textField('paybytraffic or paybybandwidth.'),
      ListenerPorts: listField('ListenerPort', integerField()),
      ListenerPortsAndProtocal: listField(
        'ListenerPortAndProtocal',
        objectField({ ListenerPort: integerField(), ListenerProtocal: textField() }),
        { doc: 'Old spelling, read by older clients.' },
      ),
      ListenerPortsAndProtocol: listField(
        'ListenerPortAndProtocol',
        objectField({
          ListenerPort: integerField(),
          ListenerProtocol: textField('tcp, udp, http or https.'),
          Description: textField(),
          ListenerForward: optional(textField('on or off; only of HTTP listeners.')),
          ForwardPort: optional(integerField('Only of a listener that redirects.')),
        }),
      ),
      BackendServers: listField(
        'BackendServer',
        objectField({
          ServerId: textField(),
          Weight: integerField(),
          Type: textField('ecs, eni or eci.'),
          ServerIp: textField('Address given with the server; otherwise empty.'),
          Description: textField(),
        }),
        { doc: 'Servers of the default group.' },
      ),
    },
    errors: ['loadBalancerNotFound'],
    example: {
      given: givenLoadBalancer,
      request: exampleRequest,
      response: {
        ...exampleCommon,
        InternetChargeType: 'paybytraffic',
        ListenerPorts: { ListenerPort: [] },
        ListenerPortsAndProtocal: { ListenerPortAndProtocal: [] },
        ListenerPortsAndProtocol: { ListenerPortAndProtocol: [] },
        BackendServers: { BackendServer: [] },
      },
    },
    source: 'API metadata 2024, DescribeLoadBalancerAttribute',
    notes: [
      'Left out, as nothing is billed or released by itself: AutoReleaseTime, EndTime, EndTimeStamp, RenewalCycUnit, RenewalDuration, RenewalStatus.',
    ],
  }),

  SetLoadBalancerName: defineAction({
    name: 'SetLoadBalancerName',
    resource: 'load-balancer',
    summary: 'Renames a load balancer.',
    params: {
      RegionId: regionId(),
      LoadBalancerId: loadBalancerId(),
      LoadBalancerName: text({ ...NAME, summary: 'The new name; need not be unique.', sample: 'renamed' }),
    },
    result: {},
    errors: ['loadBalancerNotFound', 'loadBalancerLocked'],
    example: {
      given: givenLoadBalancer,
      request: { ...exampleRequest, LoadBalancerName: 'renamed' },
      response: {},
    },
    source: 'API metadata 2024, SetLoadBalancerName',
  }),

  SetLoadBalancerStatus: defineAction({
    name: 'SetLoadBalancerStatus',
    resource: 'load-balancer',
    summary:
      'Switches a load balancer on or off. Inactive, it forwards nothing; its listeners keep their status.',
    params: {
      RegionId: regionId(),
      LoadBalancerId: loadBalancerId(),
      LoadBalancerStatus: oneOf(['active', 'inactive']),
    },
    result: {},
    errors: ['loadBalancerNotFound', 'loadBalancerLocked'],
    example: {
      given: givenLoadBalancer,
      request: { ...exampleRequest, LoadBalancerStatus: 'inactive' },
      response: {},
    },
    source: 'API metadata 2024, SetLoadBalancerStatus',
    notes: [
      'A load balancer whose last listener is deleted stays active; the vendor’s pages say that it becomes inactive.',
    ],
  }),

  SetLoadBalancerDeleteProtection: defineAction({
    name: 'SetLoadBalancerDeleteProtection',
    resource: 'load-balancer',
    summary: 'Protects a load balancer from deletion, or lifts the protection.',
    params: { RegionId: regionId(), LoadBalancerId: loadBalancerId(), DeleteProtection: onOff({}) },
    result: {},
    errors: ['loadBalancerNotFound', 'loadBalancerLocked'],
    example: {
      given: givenLoadBalancer,
      request: { ...exampleRequest, DeleteProtection: 'on' },
      response: {},
    },
    source: 'API metadata 2024, SetLoadBalancerDeleteProtection',
    notes: ['Subscriptions (PayType PrePay) can be protected too, since they can be deleted.'],
  }),

  SetLoadBalancerModificationProtection: defineAction({
    name: 'SetLoadBalancerModificationProtection',
    resource: 'load-balancer',
    summary: 'Makes the console ask before it changes a load balancer, or stop asking.',
    params: {
      RegionId: regionId(),
      LoadBalancerId: loadBalancerId(),
      ModificationProtectionStatus: oneOf(protectionStatus, {
        invalid: 'invalidModificationProtectionStatus',
      }),
      ModificationProtectionReason: protectionReason(),
    },
    result: {},
    errors: [
      'invalidModificationProtectionStatus',
      'invalidModificationProtectionReason',
      'loadBalancerNotFound',
      'loadBalancerLocked',
    ],
    example: {
      given: givenLoadBalancer,
      request: {
        ...exampleRequest,
        ModificationProtectionStatus: 'ConsoleProtection',
        ModificationProtectionReason: 'managed.by.ack',
      },
      response: {},
    },
    source: 'API metadata 2024, SetLoadBalancerModificationProtection',
    notes: [
      'ConsoleProtection again without a reason keeps the reason; NonProtection drops it.',
      'Calls of the API pass, whatever the protection says.',
    ],
    effect: { kind: 'stored', why: 'It tells consoles to ask first; the service itself holds nobody back.' },
  }),
} as const;
