import { accessControlErrorCases } from './access-control.ts';
import { backendServerErrorCases } from './backend-server.ts';
import type { ErrorCases } from './error-case.ts';
import { domainExtensionErrorCases } from './domain-extension.ts';
import { failoverErrorCases } from './failover.ts';
import { healthErrorCases } from './health.ts';
import { listenerErrorCases } from './listener.ts';
import { httpListenerErrorCases } from './http-listener.ts';
import { loadBalancerErrorCases } from './load-balancer.ts';
import { masterSlaveServerGroupErrorCases } from './master-slave-server-group.ts';
import { ruleErrorCases } from './rule.ts';
import { serverErrorCases } from './server.ts';
import { whiteListErrorCases } from './white-list.ts';
import { vServerGroupErrorCases } from './vserver-group.ts';
import { certificateErrorCases } from './certificate.ts';
import { tlsPolicyErrorCases } from './tls-policy.ts';
import { tagActionErrorCases } from './tag.ts';
import { billingErrorCases } from './billing.ts';
import { logDeliveryErrorCases } from './log-delivery.ts';
import { sessionErrorCases } from './session.ts';
import { userErrorCases } from './user.ts';
import { resourceGroupErrorCases } from './resource-group.ts';

/** Every error that an action lists must stand here; catalogue.test.ts sees to it. */
export const errorCases: ErrorCases = {
  ...loadBalancerErrorCases,
  ...listenerErrorCases,
  ...backendServerErrorCases,
  ...accessControlErrorCases,
  ...whiteListErrorCases,
  ...httpListenerErrorCases,
  ...ruleErrorCases,
  ...domainExtensionErrorCases,
  ...vServerGroupErrorCases,
  ...masterSlaveServerGroupErrorCases,
  ...serverErrorCases,
  ...certificateErrorCases,
  ...tlsPolicyErrorCases,
  ...healthErrorCases,
  ...failoverErrorCases,
  ...tagActionErrorCases,
  ...billingErrorCases,
  ...logDeliveryErrorCases,
  ...userErrorCases,
  ...sessionErrorCases,
  ...resourceGroupErrorCases,
};
