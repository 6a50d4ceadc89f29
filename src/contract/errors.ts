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
} as const satisfies Record<string, ErrorEntry>;

export type ErrorId = keyof typeof errorCatalogue;
