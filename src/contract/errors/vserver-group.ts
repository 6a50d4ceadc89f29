/** Members of vServer groups. */
import { type ErrorEntry, DOCS, META } from './entry.ts';

export const vServerGroupErrors = {
  backendServerWithoutPort: {
    code: 'BackendServersMalformed',
    httpStatus: 400,
    message: 'An entry of {list} has no Port.',
    remedy: 'Give every entry a Port from 1 to 65535.',
    source: DOCS,
  },
  invalidBackendServerType: {
    code: 'BackendServer.InvalidType',
    httpStatus: 400,
    message: 'The Type of an entry of {list} is not valid: {why}.',
    remedy: 'Use ecs, eni or eci, or leave it out.',
    source: META,
  },
  entryGivenTwice: {
    code: 'InvalidParameter',
    httpStatus: 400,
    message: '{name} has two entries with ServerId {serverId} and Port {port}.',
    remedy: 'Give each server and port once in a list, or tell them apart by their ServerIp.',
    source: META,
  },
  memberServerNotFound: {
    code: 'InvalidServerId.NotExist',
    httpStatus: 400,
    message:
      'The specified ServerId {serverId} does not exist: it is not in the inventory, no IP address, and no name that resolves.',
    remedy:
      'Register it: hotspare server add {serverId} ADDRESS, or the action RegisterServer, or --server {serverId}=ADDRESS; or send its ServerIp.',
    source: META,
  },
} as const satisfies Record<string, ErrorEntry>;
