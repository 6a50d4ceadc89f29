import { accessControlActions } from './access-control.ts';
import { backendServerActions } from './backend-server.ts';
import type { ActionContract } from './define.ts';
import { domainExtensionActions } from './domain-extension.ts';
import { failoverActions } from './failover.ts';
import { healthActions } from './health.ts';
import { httpsListenerActions } from './https-listener.ts';
import { listenerActions } from './listener.ts';
import { httpListenerActions } from './http-listener.ts';
import { loadBalancerActions } from './load-balancer.ts';
import { masterSlaveServerGroupActions } from './master-slave-server-group.ts';
import { regionActions } from './region.ts';
import { ruleActions } from './rule.ts';
import { serverActions } from './server.ts';
import { whiteListActions } from './white-list.ts';
import { vServerGroupActions } from './vserver-group.ts';
import { caCertificateActions } from './ca-certificate.ts';
import { serverCertificateActions } from './server-certificate.ts';
import { tlsPolicyActions } from './tls-policy.ts';
import { olderTagActions, tagActions } from './tag.ts';
import { billingActions } from './billing.ts';
import { accessLogActions } from './access-log.ts';
import { monitorActions } from './monitor.ts';
import { resourceGroupActions } from './resource-group.ts';
import { auditActions } from './audit.ts';
import { serviceActions } from './service.ts';
import { sessionActions } from './session.ts';
import { userActions } from './user.ts';

/** Every action, by name. */
export const contracts = {
  ...regionActions,
  ...loadBalancerActions,
  ...serverActions,
  ...listenerActions,
  ...backendServerActions,
  ...accessControlActions,
  ...whiteListActions,
  ...httpListenerActions,
  ...httpsListenerActions,
  ...ruleActions,
  ...domainExtensionActions,
  ...vServerGroupActions,
  ...masterSlaveServerGroupActions,
  ...serverCertificateActions,
  ...caCertificateActions,
  ...tlsPolicyActions,
  ...healthActions,
  ...tagActions,
  ...olderTagActions,
  ...billingActions,
  ...resourceGroupActions,
  ...monitorActions,
  ...accessLogActions,
  ...failoverActions,
  ...userActions,
  ...sessionActions,
  ...auditActions,
  ...serviceActions,
} as const satisfies Readonly<Record<string, ActionContract>>;

export type Contracts = typeof contracts;
export type ActionName = keyof Contracts;

export const API_VERSION = '2014-05-15';

export function isActionName(name: string): name is ActionName {
  return Object.hasOwn(contracts, name);
}
