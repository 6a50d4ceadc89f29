/**
 * The error catalogue: every error that a client can see, one file per kind of resource. A code may stand under several
 * ids when its message differs. Messages that clients match are kept to the letter (see `source`); codes are never reused.
 */
import { accessControlErrors } from './errors/access-control.ts';
import { whiteListErrors } from './errors/white-list.ts';
import { requestErrors } from './errors/request.ts';
import { loadBalancerErrors } from './errors/load-balancer.ts';
import { serverGroupErrors } from './errors/server-group.ts';
import { listenerErrors } from './errors/listener.ts';
import { backendServerErrors } from './errors/backend-server.ts';
import { httpListenerErrors } from './errors/http-listener.ts';
import { ruleErrors } from './errors/rule.ts';
import { domainExtensionErrors } from './errors/domain-extension.ts';
import { serverErrors } from './errors/server.ts';
import { vServerGroupErrors } from './errors/vserver-group.ts';
import { certificateErrors } from './errors/certificate.ts';
import { tlsPolicyErrors } from './errors/tls-policy.ts';
import { taggingErrors } from './errors/tag.ts';
import { billingErrors } from './errors/billing.ts';
import { logDeliveryErrors } from './errors/log-delivery.ts';

import { userErrors } from './errors/user.ts';
import { sessionErrors } from './errors/session.ts';
import { failoverErrors } from './errors/failover.ts';
export type { ErrorEntry } from './errors/entry.ts';

export const errorCatalogue = {
  ...requestErrors,
  ...loadBalancerErrors,
  ...serverGroupErrors,
  ...listenerErrors,
  ...backendServerErrors,
  ...accessControlErrors,
  ...whiteListErrors,
  ...httpListenerErrors,
  ...ruleErrors,
  ...domainExtensionErrors,
  ...serverErrors,
  ...vServerGroupErrors,
  ...certificateErrors,
  ...tlsPolicyErrors,
  ...failoverErrors,
  ...taggingErrors,
  ...billingErrors,
  ...logDeliveryErrors,
  ...userErrors,
  ...sessionErrors,
} as const;

export type ErrorId = keyof typeof errorCatalogue;
