import type { ErrorCases } from './error-case.ts';
import { loadBalancerErrorCases } from './load-balancer.ts';
import { masterSlaveServerGroupErrorCases } from './master-slave-server-group.ts';
import { serverErrorCases } from './server.ts';

/** Every error that an action lists must stand here; catalogue.test.ts sees to it. */
export const errorCases: ErrorCases = {
  ...loadBalancerErrorCases,
  ...masterSlaveServerGroupErrorCases,
  ...serverErrorCases,
};
