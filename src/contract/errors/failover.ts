/** Orders to master-slave server groups. */
import type { ErrorEntry } from './entry.ts';

export const failoverErrors = {
  groupWithoutListener: {
    code: 'OperationFailed.GroupWithoutListener',
    httpStatus: 400,
    message: 'No started listener uses the server group {groupId}, so there is no traffic to move.',
    remedy: 'Start a listener that uses the group.',
    source: 'Hotspare',
  },
  orderedServerUnfit: {
    code: 'OperationDenied.ServerUnfit',
    httpStatus: 400,
    message: 'Traffic of {listener} cannot be given to {serverId}: {why}.',
    remedy: 'Mend the server first; an order never moves traffic to a server known bad.',
    source: 'Hotspare',
  },
} as const satisfies Record<string, ErrorEntry>;
