/** Access logs and fine-grained monitoring. */
import { type ErrorEntry, META } from './entry.ts';

export const logDeliveryErrors = {
  accessLogExists: {
    code: 'Operation.NotAllowed',
    httpStatus: 400,
    message: 'The load balancer {loadBalancerId} has an access-log setting already.',
    remedy: 'Delete that one first with DeleteAccessLogsDownloadAttribute.',
    source: META,
  },
  accessLogNotFound: {
    code: 'Operation.NotAllowed',
    httpStatus: 400,
    message: 'The load balancer {loadBalancerId} has no such access-log setting.',
    remedy: 'Name project and store as DescribeAccessLogsDownloadAttribute gives them.',
    source: META,
  },
  monitorEnabled: {
    code: 'OperationNotAllowed.HighDefinitionMonitorEnabled',
    httpStatus: 400,
    message: 'Fine-grained monitoring of the region is on already.',
    remedy: 'Use ModifyHighDefinationMonitor to change its target.',
    source: META,
  },
  monitorNotEnabled: {
    code: 'OperationNotAllowed.HighDefinitionMonitorNotEnabled',
    httpStatus: 400,
    message: 'Fine-grained monitoring of the region is not on.',
    remedy: 'Use EnableHighDefinationMonitor first.',
    source: META,
  },
} as const satisfies Record<string, ErrorEntry>;
