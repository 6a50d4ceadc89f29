/**
 * The error catalogue: every error that a client can see. A code may stand under several ids when its message
 * differs. Messages that clients match are kept to the letter (see `source`); codes are never reused.
 * Over 500 lines would be a reason to split by resource; it is a table of data.
 */
export interface ErrorEntry {
  readonly code: string;
  readonly httpStatus: number;
  /** `{name}` stands for a value given with the error. */
  readonly message: string;
  readonly remedy: string;
  readonly source: string;
}

const DOCS = 'SLB documentation, common error codes';
const GATEWAY = 'help pages on common gateway errors';
const META = 'API metadata 2024';
const OURS = 'Hotspare';

export const errorCatalogue = {
  // Before the action runs.
  missingParameter: {
    code: 'MissingParameter',
    httpStatus: 400,
    message: 'The input parameter "{name}" that is mandatory for processing this request is not supplied.',
    remedy: 'Add the parameter {name} to the request.',
    source: DOCS,
  },
  invalidParameter: {
    code: 'InvalidParameter',
    httpStatus: 400,
    message: 'The specified parameter {name} is not valid: {why}.',
    remedy: 'Correct the parameter {name}.',
    source: DOCS,
  },
  duplicateParameter: {
    code: 'InvalidParameter',
    httpStatus: 400,
    message: 'The parameter {name} is given more than once.',
    remedy: 'Send {name} once; a signature covers one value per name.',
    source: OURS,
  },
  invalidAction: {
    code: 'InvalidAction.NotFound',
    httpStatus: 404,
    message: 'Specified api is not found, please check your url and method: {action}.',
    remedy: 'Use one of the actions listed in docs/api.',
    source: GATEWAY,
  },
  invalidVersion: {
    code: 'InvalidVersion',
    httpStatus: 400,
    message: 'The specified version {version} is not valid.',
    remedy: 'Use version 2014-05-15.',
    source: GATEWAY,
  },
  unsupportedHttpMethod: {
    code: 'UnsupportedHTTPMethod',
    httpStatus: 400,
    message: 'This http method is not supported: {method}.',
    remedy: 'Use GET or POST.',
    source: GATEWAY,
  },
  malformedRequest: {
    code: 'InvalidParameter',
    httpStatus: 400,
    message: 'The request cannot be read: {why}.',
    remedy:
      'Send query and form parameters in UTF-8 and percent-encoded, in a request of at most 64 KiB per line.',
    source: OURS,
  },
  requestTooLarge: {
    code: 'InvalidParameter',
    httpStatus: 413,
    message: 'The request body exceeds {limit} bytes.',
    remedy: 'Send fewer items in one call.',
    source: OURS,
  },
  pathNotFound: {
    code: 'InvalidApi.NotFound',
    httpStatus: 404,
    message: 'Specified api is not found, please check your url and method.',
    remedy: 'Send the parameters of the action to the path /.',
    source: GATEWAY,
  },
  headersTooLarge: {
    code: 'InvalidParameter',
    httpStatus: 431,
    message: 'The request line and headers exceed {limit} bytes.',
    remedy: 'Send long parameters by POST in a form body.',
    source: OURS,
  },
  requestTimedOut: {
    code: 'RequestTimeout',
    httpStatus: 408,
    message: 'The request did not arrive in time.',
    remedy: 'Send the whole request at once.',
    source: OURS,
  },
  accessKeyNotFound: {
    code: 'InvalidAccessKeyId.NotFound',
    httpStatus: 404,
    message: 'Specified access key is not found.',
    remedy: 'Use an access key that this service was started with.',
    source: GATEWAY,
  },
  signatureDoesNotMatch: {
    code: 'SignatureDoesNotMatch',
    httpStatus: 400,
    // Old Go, Python and Java SDKs compare everything after the colon with their own string: nothing may follow it.
    message:
      'Specified signature is not matched with our calculation. server string to sign is:{stringToSign}',
    remedy: 'Check the access key secret; if it is right, compare the string to sign with your own.',
    source: 'protocol: SDKs split the message at the colon',
  },
  incompleteSignature: {
    code: 'IncompleteSignature',
    httpStatus: 400,
    message: 'The request signature does not conform to the standards: {why}.',
    remedy: 'Sign with HMAC-SHA1 (SignatureVersion 1.0) or ACS3-HMAC-SHA256.',
    source: GATEWAY,
  },
  invalidSignatureMethod: {
    code: 'InvalidSignatureMethod',
    httpStatus: 400,
    message: 'The specified signature method {method} is not supported.',
    remedy: 'Use HMAC-SHA1, HMAC-SHA256 or ACS3-HMAC-SHA256.',
    source: GATEWAY,
  },
  signatureNonceUsed: {
    code: 'SignatureNonceUsed',
    httpStatus: 400,
    message: 'Specified signature nonce was used already.',
    remedy: 'Use a new random SignatureNonce for every request, also for retries.',
    source: GATEWAY,
  },
  invalidTimestampFormat: {
    code: 'InvalidTimeStamp.Format',
    httpStatus: 400,
    message: 'Specified time stamp or date value is not well formatted.',
    remedy: 'Send UTC as YYYY-MM-DDThh:mm:ssZ.',
    source: GATEWAY,
  },
  invalidTimestampExpired: {
    code: 'InvalidTimeStamp.Expired',
    httpStatus: 400,
    message: 'Specified time stamp or date value is expired.',
    remedy: 'Set the clock of the client; it may differ from the server by 15 minutes ({serverTime}).',
    source: GATEWAY,
  },
  idempotentParameterMismatch: {
    code: 'IdempotentParameterMismatch',
    httpStatus: 400,
    message: 'The ClientToken was used before with other parameters.',
    remedy: 'Use a new ClientToken for a different request.',
    source: DOCS,
  },
  internalError: {
    code: 'InternalError',
    httpStatus: 500,
    message: 'The request processing has failed due to some unknown error.',
    remedy: 'Look for the RequestId in the log of the service.',
    source: DOCS,
  },
  serviceUnavailable: {
    code: 'ServiceUnavailable',
    httpStatus: 503,
    message: 'The request has failed due to a temporary failure of the server: {why}.',
    remedy: 'Try again; if it goes on, look at the log of the service.',
    source: DOCS,
  },

  // Load balancers.
  loadBalancerNotFound: {
    code: 'InvalidLoadBalancerId.NotFound',
    httpStatus: 404,
    message: 'The specified LoadBalancerId does not exist.',
    remedy: 'Use an id from DescribeLoadBalancers.',
    source: DOCS,
  },
  regionNotFound: {
    code: 'InvalidRegionId.NotFound',
    httpStatus: 404,
    message: 'The specified RegionId does not exist.',
    remedy: 'Use a region from DescribeRegions.',
    source: DOCS,
  },
  loadBalancerLocked: {
    code: 'Operation.NotAllowed',
    httpStatus: 400,
    message: 'The load balancer is locked.',
    remedy: 'Only the operator of the service can unlock it.',
    source: META,
  },
  deleteProtectionOn: {
    code: 'OperationDenied.DeleteProtectionIsOn',
    httpStatus: 400,
    message: "The loadbalancer can't be deleted due to DeleteProtection is enabled.",
    remedy: 'Switch it off with SetLoadBalancerDeleteProtection first.',
    source: META,
  },
  loadBalancerQuota: {
    code: 'OverQuota',
    httpStatus: 400,
    message: 'There are {limit} load balancers, the most that there may be.',
    remedy: 'Delete a load balancer, or raise the quota in the configuration.',
    source: DOCS,
  },
  missingVSwitchId: {
    code: 'MissingParam.VSwitchId',
    httpStatus: 400,
    message: 'An intranet load balancer in a VPC needs a VSwitchId.',
    remedy: 'Give VSwitchId, or leave VpcId out.',
    source: META,
  },
  invalidBandwidth: {
    code: 'InvalidParameter.Bandwidth',
    httpStatus: 400,
    message: 'The specified Bandwidth is not valid: {why}.',
    remedy: 'Use 1 to 5120, or -1 for no limit.',
    source: META,
  },
  invalidInstanceChargeType: {
    code: 'IllegalParam.InstanceChargeType',
    httpStatus: 400,
    message: 'The specified InstanceChargeType is not valid: {why}.',
    remedy: 'Use PayBySpec or PayByCLCU, or leave it out.',
    source: META,
  },
  invalidModificationProtectionStatus: {
    code: 'InvalidParam.ModificationProtectionStatus',
    httpStatus: 400,
    message: 'The specified ModificationProtectionStatus is not valid: {why}.',
    remedy: 'Use NonProtection or ConsoleProtection.',
    source: META,
  },
  invalidModificationProtectionReason: {
    code: 'InvalidParam.ModificationProtectionReason',
    httpStatus: 400,
    message: 'The specified ModificationProtectionReason is not valid: {why}.',
    remedy: 'Use 1 to 80 characters beginning with a letter, and only with ConsoleProtection.',
    source: META,
  },
  invalidTagsFilter: {
    code: 'InvalidTag',
    httpStatus: 400,
    message: 'The specified Tags cannot be read: {why}.',
    remedy:
      'Send a JSON array such as [{"TagKey":"env","TagValue":"test"}], or use Tag.N.Key and Tag.N.Value.',
    source: META,
  },
  addressNotInPool: {
    code: 'InvalidParameter',
    httpStatus: 400,
    message: 'The specified parameter Address is not valid: {address} lies in no pool for {use} ({pool}).',
    remedy:
      'Ask for an address of the pool, or leave Address out; the setting addressPools.{use} says the pool.',
    source: META,
  },
  addressInUse: {
    code: 'AssociateIpFail',
    httpStatus: 400,
    message: 'The address {address} belongs to the load balancer {loadBalancerId}.',
    remedy: 'Ask for another address, or leave Address out.',
    source: META,
  },
  addressPoolExhausted: {
    code: 'SubnetIpExhaust',
    httpStatus: 400,
    message: 'No address is free in the pool for {use} ({pool}).',
    remedy: 'Delete a load balancer, or enlarge the setting addressPools.{use}.',
    source: META,
  },
  ipv6NotSupported: {
    code: 'RegionOrZonesNotSupportIpv6',
    httpStatus: 400,
    message: 'There is no pool of IPv6 addresses.',
    remedy: 'Give the setting addressPools.ipv6 a block of addresses of this machine, or use IPv4.',
    source: META,
  },

  // Server groups.
  masterSlaveGroupNotFound: {
    code: 'InvalidParameter',
    httpStatus: 404,
    // Without "Server": Terraform waits for exactly this text after a deletion.
    message: 'The specified MasterSlaveGroupId does not exist.',
    remedy: 'Use an id from DescribeMasterSlaveServerGroups.',
    source: 'terraform-provider-alicloud',
  },
  groupUsedByListener: {
    code: 'RspoolVipExist',
    httpStatus: 400,
    message: 'The specified server group is used by a listener: {listeners}.',
    remedy: 'Move the listener to another group or delete it first.',
    source: META,
  },
  backendServersMalformed: {
    code: 'BackendServersMalformed',
    httpStatus: 400,
    message: 'The specified {name} cannot be read: {why}.',
    remedy: 'Send a JSON array of objects such as [{"ServerId":"i-1","Port":"80","Weight":"100"}].',
    source: DOCS,
  },
  backendServersNumMustBeTwo: {
    code: 'BACKEND_SERVERS_NUM_MUST_BE_TWO',
    httpStatus: 400,
    message: 'The number of entries in MasterSlaveBackendServers must be two, not {count}.',
    remedy: 'Give one Master and one Slave.',
    source: META,
  },
  oneMasterAndOneSlave: {
    code: 'BACKEND_SERVERS_CAN_ONLY_CONTAIN_ONE_MASTER_AND_ONE_SLAVE',
    httpStatus: 400,
    message: 'MasterSlaveBackendServers must contain one Master and one Slave.',
    remedy: 'Set ServerType to Master on one entry (also the default) and to Slave on the other.',
    source: META,
  },
  backendServerIdEmpty: {
    code: 'BACKEND_SERVER_ID_CAN_NOT_EMPTY',
    httpStatus: 400,
    message: 'An entry of {list} has no ServerId.',
    remedy: 'Give every entry a ServerId.',
    source: META,
  },
  backendServerPortEmpty: {
    code: 'BACKEND_SERVER_PORT_CAN_NOT_EMPTY',
    httpStatus: 400,
    message: 'An entry of {list} has no Port.',
    remedy: 'Give every entry a Port from 1 to 65535.',
    source: META,
  },
  invalidServerType: {
    code: 'INVALID_SERVER_TYPE',
    httpStatus: 400,
    message: 'The ServerType of an entry of {list} is not valid: {why}.',
    remedy: 'Use Master or Slave.',
    source: META,
  },
  realServerPortNotSupport: {
    code: 'RealServerPortNotSupport',
    httpStatus: 400,
    message: 'The Port of an entry of {list} is not valid: {why}.',
    remedy: 'Use a port from 1 to 65535.',
    source: META,
  },
  sameServerAndPort: {
    code: 'BACKEND_SERVERS_HAVE_SAME_PORT_AND_SERVERID',
    httpStatus: 400,
    message: 'Master and slave have the same ServerId and Port.',
    remedy: 'Use another server, or another port of the same server.',
    source: META,
  },
  invalidWeight: {
    code: 'InvalidWeight.Malformed',
    httpStatus: 400,
    message: 'The Weight of an entry of {list} is not valid: {why}.',
    remedy: 'Use a whole number from 0 to 100.',
    source: DOCS,
  },
  serverNotFound: {
    code: 'InvalidServerId.NotFound',
    httpStatus: 400,
    message:
      'The specified ServerId {serverId} is not known here: it is not in the inventory, no IP address, and no name that resolves.',
    remedy:
      'Register it: hotspare server add {serverId} ADDRESS, or the action RegisterServer, or --server {serverId}=ADDRESS; or send its ServerIp.',
    source: 'SLB documentation, common error codes; status as listed for backend actions',
  },
  tagKeyMissing: {
    code: 'MissingParam.TagKey',
    httpStatus: 400,
    message: 'A Tag.N.Value has no Tag.N.Key.',
    remedy: 'Give every tag a key.',
    source: META,
  },
  invalidTagKey: {
    code: 'InvalidParam.TagKey',
    httpStatus: 400,
    message: 'A tag key is not valid: {why}.',
    remedy:
      'Use 1 to 64 characters that do not begin with aliyun or acs: and contain no http:// or https://.',
    source: META,
  },
  invalidTagValue: {
    code: 'InvalidParam.TagValue',
    httpStatus: 400,
    message: 'A tag value is not valid: {why}.',
    remedy:
      'Use at most 128 characters that do not begin with aliyun or acs: and contain no http:// or https://.',
    source: META,
  },
  tooManyTags: {
    code: 'SizeLimitExceeded.Tag',
    httpStatus: 400,
    message: 'More than {limit} tags are given in one call.',
    remedy: 'Send at most {limit} tags.',
    source: META,
  },

  // Listeners.
  listenerNotFound: {
    code: 'ListenerNotFound',
    httpStatus: 404,
    message: 'The specified resource does not exist. The load balancer has no such listener on port {port}.',
    remedy: 'Use a port and protocol from DescribeLoadBalancerListeners.',
    source: DOCS,
  },
  listenerAttributeNotFound: {
    code: 'InvalidParameter',
    httpStatus: 400,
    // Terraform waits for exactly this text after a deletion.
    message: 'The specified resource does not exist.',
    remedy: 'The load balancer has no such listener on port {port}; see DescribeLoadBalancerListeners.',
    source: 'terraform-provider-alicloud',
  },
  listenerToDeleteNotFound: {
    code: 'ResourceNotFound.Listener',
    httpStatus: 404,
    message: 'The specified resource does not exist. The load balancer has no such listener on port {port}.',
    remedy: 'Nothing is left to delete; see DescribeLoadBalancerListeners.',
    source: META,
  },
  listenerAlreadyExists: {
    code: 'ListenerAlreadyExists',
    httpStatus: 400,
    message: 'The load balancer already has a {protocol} listener on port {port}.',
    remedy: 'Use another port, change that listener, or delete it first.',
    source: DOCS,
  },
  tooManyListeners: {
    code: 'TooManyListeners',
    httpStatus: 400,
    message: 'Listeners of more than one protocol share port {port}.',
    remedy: 'Say which one with ListenerProtocol: {protocols}.',
    source: META,
  },
  listenerQuotaExceeded: {
    code: 'ListenerNumberOverLimit',
    httpStatus: 400,
    message: 'The load balancer has {limit} listeners, the most that it may have.',
    remedy: 'Delete a listener, use another load balancer, or raise the quota in the configuration.',
    source: DOCS,
  },
  reservedUdpPort: {
    code: 'OperationDenied.SpecialListenerPortNotAllowed',
    httpStatus: 400,
    message: 'UDP port {port} is reserved.',
    remedy: 'Use another port; 250, 4789 and 4790 are reserved for UDP.',
    source: 'API metadata 2024 for the code; guide on UDP listeners for the ports',
  },
  groupIdsMismatch: {
    code: 'Abs.VServerGroupIdAndMasterSlaveServerGroupId.MissMatch',
    httpStatus: 400,
    message: 'VServerGroupId and MasterSlaveServerGroupId do not fit together: {why}.',
    remedy: 'A listener uses one group: give one id, and only the flag that belongs to it.',
    source: META,
  },
  vServerGroupIdMissing: {
    code: 'MissingParam.VServerGroupId',
    httpStatus: 400,
    message: 'VServerGroup is on, but no VServerGroupId is given.',
    remedy: 'Give the id of the group that the listener is to use.',
    source: META,
  },
  vServerGroupNotFound: {
    code: 'InvalidParameter',
    httpStatus: 404,
    // Terraform matches this text.
    message: 'The specified VServerGroupId does not exist.',
    remedy: 'Use a vServer group of the same load balancer.',
    source: 'SLB documentation, common error codes; terraform-provider-alicloud',
  },
  groupKindMismatch: {
    code: 'VipNotMatchRspool',
    httpStatus: 400,
    message: 'The server group {groupId} is a {kind} group and cannot be given as {name}.',
    remedy: 'Send its id as {rightName}.',
    source: DOCS,
  },
  groupFlagCannotBeOff: {
    code: 'OperationFailed.ServerGroupInUse',
    httpStatus: 400,
    message:
      'The group cannot be switched off: the listener never had a BackendServerPort to go back to the default group with.',
    remedy: 'Move the listener to another group, or make it anew with a BackendServerPort.',
    source: META,
  },
  aclNotFound: {
    code: 'AclNotExist',
    httpStatus: 400,
    message: 'The specified access control list {aclId} does not exist.',
    remedy: 'Leave AclId out: access control lists are not available yet.',
    source: META,
  },
  tooManyAcls: {
    code: 'QuotaLimitExceeds.AclAttachedToListener',
    httpStatus: 400,
    message: 'The specified AclId is not valid: {why}.',
    remedy: 'Give at most three ids, separated by commas.',
    source: META,
  },
  healthCheckReqLength: {
    code: 'InvalidParamLength.HealthCheckReq',
    httpStatus: 400,
    message: 'The specified {name} is not valid: {why}.',
    remedy: 'Use 1 to 64 letters and digits.',
    source: META,
  },
  healthCheckExpLength: {
    code: 'InvalidParamLength.HealthCheckExp',
    httpStatus: 400,
    message: 'The specified {name} is not valid: {why}.',
    remedy: 'Use 1 to 64 letters and digits.',
    source: META,
  },
  healthCheckReqCharacters: {
    code: 'InvalidParam.HealthCheckReq',
    httpStatus: 400,
    message: 'The specified healthCheckReq has characters other than letters and digits.',
    remedy: 'Use 1 to 64 letters and digits.',
    source: META,
  },
  healthCheckExpCharacters: {
    code: 'InvalidParam.HealthCheckExp',
    httpStatus: 400,
    message: 'The specified healthCheckExp has characters other than letters and digits.',
    remedy: 'Use 1 to 64 letters and digits.',
    source: META,
  },
  illegalListenerProtocol: {
    code: 'IllegalParam.ListenerProtocol',
    httpStatus: 400,
    message: 'The specified ListenerProtocol is not valid: {why}.',
    remedy: 'Use tcp, udp, http or https.',
    source: META,
  },
  illegalMaxResults: {
    code: 'IllegalParam.MaxResults',
    httpStatus: 400,
    message: 'The specified MaxResults is not valid: {why}.',
    remedy: 'Use a whole number from 1 to 100.',
    source: META,
  },
  illegalNextToken: {
    code: 'IllegalParam.NextToken',
    httpStatus: 400,
    message: 'The specified NextToken was not issued by this service.',
    remedy: 'Send the NextToken of the answer before, unchanged, or none to start anew.',
    source: META,
  },
  tooManyLoadBalancerIds: {
    code: 'IllegalParamSize.LoadBalancerId',
    httpStatus: 400,
    message: 'The specified LoadBalancerId list is not valid: {why}.',
    remedy: 'Give at most ten ids, or none for the listeners of all load balancers.',
    source: META,
  },

  // Servers of the default group, and what is known of their health.
  backendServerWithoutId: {
    code: 'BackendServersMalformed',
    httpStatus: 400,
    message: 'An entry of {list} has no ServerId.',
    remedy: 'Give every entry a ServerId.',
    source: DOCS,
  },
  tooManyBackendServers: {
    code: 'TooManyBackendServers',
    httpStatus: 400,
    message: 'BackendServers has {count} entries; one call takes at most {limit}.',
    remedy: 'Send them in several calls of at most {limit} entries.',
    source: DOCS,
  },
  serverQuotaExceeded: {
    code: 'InstanceBackendServerNumberOverLimit',
    httpStatus: 400,
    message: 'The load balancer may have at most {limit} servers; this call would make it {count}.',
    remedy: 'Remove servers first, or raise the quota in the configuration.',
    source: 'cloud-provider-alibaba-cloud',
  },
  checkedListenerNotFound: {
    code: 'CheckedListenerNotFound',
    httpStatus: 404,
    message: 'The load balancer has no listener with a health check on port {port}.',
    remedy: 'Use the port of a listener whose HealthCheck is on.',
    source: DOCS,
  },

  // Inventory of servers.
  serverNotRegistered: {
    code: 'InvalidServerId.NotFound',
    httpStatus: 404,
    message: 'The specified ServerId {serverId} is not registered.',
    remedy: 'Use an id from DescribeServers.',
    source: OURS,
  },
  serverIsConfigured: {
    code: 'ServerIsConfigured',
    httpStatus: 400,
    message:
      'The server {serverId} comes from the configuration of the service (setting servers, or the flag --server), not from RegisterServer.',
    remedy: 'Remove it there and restart the service.',
    source: OURS,
  },
  serverInUse: {
    code: 'ServerInUse',
    httpStatus: 400,
    message: 'The server {serverId} is used by the server groups {groups}.',
    remedy: 'Take it out of these groups first, or register another address for it.',
    source: OURS,
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorId = keyof typeof errorCatalogue;
