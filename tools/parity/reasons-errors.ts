/** Why a published error is never answered, and why one of ours is not published for the action. */
import { EVERY_ACTION } from './difference.ts';
import { because, type Reason } from './reason.ts';

const never = (text: string, names: readonly (string | RegExp)[], on?: string): readonly Reason[] =>
  because('error-never-answered', text, { names, ...(on !== undefined && { on }) });

const vendorsBusiness = [
  ...never('Nothing is sold or billed here.', [
    /^Pay/i,
    /^Query\w+(Failed|Error)$/,
    /^(Insufficient|Trade)/,
    /Pay95/,
    'BeforePayRuleBatchValidateError',
    'CreateOrderTimeout',
    'Instance.InternetChargeTypeNotAllowed',
    'InvalidChargeType',
    'LX_REQUEST_TOKEN_CONFLICT',
    'OperationFailed.CashBookInsufficient',
    'OperationFailed.OnlyInnerCommoditySupportToPurchase',
    'OperationFailed.UnpaidBillsExist',
    'OperationUnsupported.DeleteProtectionForPrePayInstance',
    'PRICE.INQUIRY_FAILED',
    'PRODUCT.NOT_AVAILABLE_IZ',
    'RateAccountFailed',
    'ShareSlbHaltSales',
  ]),
  ...never(
    'PayType and InternetChargeType go together in any way, as nothing is billed.',
    ['Operation.NotAllowed'],
    'CreateLoadBalancer',
  ),
  ...never('There is one account, known by its access keys, and it may do everything.', [
    /^Forb/,
    'HighRiskOperationDenied',
    'InvalidAccessKeyId.Inactive',
    'InvalidOwnerAccount',
    'InvalidOwnerId',
    'InvalidResourceOwnerAccount',
    'NoPermission.AliyunServiceRoleForSlbEipAccess',
    'OperationFailed.InvalidAccount',
    'OperationForbidden.AccountRiskReject',
  ]),
  ...never('Regions and zones are names here: all can do the same and none runs out.', [
    /RegionNotSupport/,
    /ZoneNotSupport$/,
    /^OperationFailed\.(Region|Zone)ResourceLimit$/,
    'RegionOrZonesNotSupportCEN',
    'UnsupportedRegion',
    'OperationUnsupported.SetLoadBalancerStatus',
  ]),
  ...never('VPCs and vSwitches are names here: kept and given back.', [
    /^VSwitch/,
    'AllocateVpcInstanceFailed',
    'InvalidBackendServers.Inconsistent',
    'InvalidVSwitchId.NotFound',
    'InvalidVpcId.NotExist',
    'NetworkConflict',
  ]),
  ...never(
    'Nothing depends on a specification but the limits of connections, with the setting enforceSpec.',
    [
      'InvalidParameterValue.SpecNotSupport',
      'Mismatch.SlbSpecTypeAndListenerProtocol',
      'MissingParam.LoadBalancerSpec',
    ],
  ),
  ...never('Kinds of load balancer and server that do not exist here.', [
    /^CloudBox/,
    'IncorrectStatus.RSByPassToas',
    'LbNotSupportTcpssl',
    'LbSupportTcpsslOnly',
    'Mismatched.ZoneId',
    'OperationFailed.ActionNotSupport',
    'OperationUnsupported.AddBackendServers',
    'OperationUnsupported.CreateMasterSlaveServerGroup',
    'TcpNotSupportForHybridLb',
    'UnsupportedOperation',
  ]),
  ...never('A failure inside the vendor’s service or at the client.', [
    'InternalInvokeError',
    'LocationServiceTimeout',
    'MultiGrayKeyResourceInconsist',
    'OperationFailed.InvokeLingXiaoFailed',
    'OperationFailed.InvokeProxyFailed',
    'SDK.ServerUnreachable',
    'UnknownError',
  ]),
  ...never('The number of calls is not limited.', [/^Throttling/]),
  ...never('HTTP and HTTPS are both served, under every host name.', [
    'InvalidProduct.NotFound',
    'InvalidProtocol.NeedSsl',
  ]),
];

const notOffered = [
  ...never('The parameter is undocumented and ignored.', [
    /^IllegalParam\.(Failover|HealthCheckMethod|HealthCheckType|SpecType)/,
    /^InvalidParam(Size)?\.(EndPort|PortRange|StartPort)$/,
    'InvalidParameter.CloudType',
    'MissingParam.HealthCheckConnectPort',
    'MissingParam.HealthCheckMethod',
    'MissingParam.SpecType',
    'OperationDenied.FullNatModeNotAllowed',
    'OperationDenied.OnlyIpv4SlbSupport',
    'SpecNotSupportParameter',
    'TooManyResult',
    'VipNotSupportQuicVersion',
  ]),
  ...never('A pair of vServer groups has no log of its own.', ['OperationDenied.MasterSlaveGroupLogEnabled']),
  ...never('A rule is put on a listener after it was made; RuleNotSupport answers then.', [
    'ListenerNotSupportRule',
  ]),
  ...never('A group may be empty: its listeners refuse connections until it has a server.', [
    'VServerGroupEmpty',
  ]),
];

const neverBusy = [
  ...never('Changes wait for one another and are complete when answered; nothing has to be tried again.', [
    'BackendServer.configuring',
    'BackendServerProcessing',
    'ListenerProcessing',
    'Operation.Deny',
    'OperationConflict',
    'OperationFailed.ListenerStatusNotSupport',
    'ServiceIsConfiguring',
    'ServiceIsStopping',
    'SystemBusy',
    'VServerGroupProcessing',
  ]),
  ...never('A call with a ClientToken in use waits for the first one and gets its answer.', [
    'LastTokenProcessing',
    'OperationFailed.TokenIsProcessing',
    'ProcessingSameRequest',
  ]),
];

const otherwise = [
  ...never('InvalidAction.NotFound and InvalidVersion answer instead.', ['InvalidAction', 'NoSuchVersion']),
  ...never('InvalidTimeStamp.Format and InvalidTimeStamp.Expired answer instead.', ['IllegalTimestamp']),
  ...never('IdempotentParameterMismatch answers instead.', ['InvalidIdempotenceParameter.Mismatch']),
  ...never('InvalidParameter answers instead, naming the parameter.', [
    /^(IllegalParam|InvalidParam)\.HealthCheck$/,
    'InvalidParam.ListenerPort',
    'InvalidParameterLength',
  ]),
  ...never('InvalidParameter answers instead, in the words that Terraform looks for.', [
    'InvalidParam.VServerGroupId',
    'ResourceNotFound.VServerGroup',
  ]),
  ...never('ListenerAlreadyExists answers instead.', [/ListenerPortConflict$/]),
  ...never('ListenerNotFound answers instead.', ['UnsupportedOperationonfixedprotocalport']),
  ...never('Operation.NotAllowed answers instead, the code listed for locked load balancers.', [
    'ActionNotAllowed',
  ]),
  ...never('InvalidServerId.NotFound answers instead.', ['ObtainIpFail']),
  ...never('SizeLimitExceeded.Tag answers instead.', ['TagCountLimit', 'TagCreateCountLimit']),
  ...never('OverQuota answers instead.', ['OperationForbidden.QuotaLimit']),
  ...never('No action takes several listeners at once.', ['VipTooManyListeners']),
  ...never('Parameters that are not known are ignored.', ['UnsupportedParameter']),
  ...never('A Format that is neither counts as absent: an old SDK sends None.', ['InvalidParameter.Format']),
  ...never('IPv6 goes with both address types.', ['InvalidParameter.Mismatch']),
  ...never('Several servers may have one address.', [
    'InvalidBackendServers.ServerIpConflict',
    'RsTunnelIp2VmNameConflict',
  ]),
  ...never(
    'Servers may be removed while listeners use the default group.',
    ['RspoolVipExist'],
    'RemoveBackendServers',
  ),
];

const undocumented = [
  ...because('error-undocumented', 'No source says what a request meets that never ends.', {
    on: EVERY_ACTION,
    names: ['RequestTimeout'],
  }),
  ...because(
    'error-undocumented',
    'Tags to look for follow the rules of tags to set, with the same errors.',
    {
      on: /^Describe/,
      names: ['InvalidParam.TagKey', 'InvalidParam.TagValue', 'MissingParam.TagKey', 'SizeLimitExceeded.Tag'],
    },
  ),
  ...because('error-undocumented', 'The code that other actions list for a locked load balancer.', {
    names: ['Operation.NotAllowed'],
  }),
  ...because('error-undocumented', 'Listed for the actions that make listeners.', {
    on: /^Set/,
    names: ['AclNotExist'],
  }),
  ...because('error-undocumented', 'The code that cloud-provider-alibaba-cloud knows for it.', {
    names: ['InstanceBackendServerNumberOverLimit'],
  }),
];

const statuses = because(
  'error-status',
  'The status that HTTP has for it, which proxies and libraries know.',
  {
    on: EVERY_ACTION,
    names: ['InvalidParameter'],
    when: ({ ours }) => ours === 413 || ours === 431,
  },
);

export const errorReasons = [
  ...vendorsBusiness,
  ...notOffered,
  ...neverBusy,
  ...otherwise,
  ...undocumented,
  ...statuses,
];
