/** The inventory of servers. */
import { type ErrorEntry, OURS } from './entry.ts';

export const serverErrors = {
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
