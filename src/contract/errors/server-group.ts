/** Members of server groups, master-slave groups, and tags. */
import { type ErrorEntry, DOCS, META } from './entry.ts';

export const serverGroupErrors = {
  masterSlaveGroupNotFound: {
    code: 'InvalidParameter',
    httpStatus: 404,
    // Without "Server": Terraform waits for exactly this text after a deletion.
    message: 'The specified MasterSlaveGroupId does not exist.',
    remedy: 'Use an id from DescribeMasterSlaveServerGroups.',
    source: 'terraform-provider-alicloud',
  },
  groupUsedByRule: {
    code: 'RspoolRuleExist',
    httpStatus: 400,
    message: 'The server group is used by forwarding rules: {rules}.',
    remedy: 'Delete the rules, or give them another group, first.',
    source: DOCS,
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
