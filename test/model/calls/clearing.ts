/** Calls that delete everything an account holds. */
import { type Account, remove, removeListener } from '../account.ts';
import type { Call } from '../call.ts';
import { region } from './choose.ts';

/** In an order in which none of them can be refused. */
export function clearingCalls({
  balancers,
  lists,
  certificates,
  policies,
  servers,
}: Account): readonly Call[] {
  return [
    ...[...balancers.keys()].flatMap((id) => [unprotect(id), deleteBalancer(id)]),
    ...[...lists.keys()].map((id) =>
      deleting('DeleteAccessControlList', { AclId: id }, (account) => remove(account, account.lists, id)),
    ),
    ...[...certificates.values()].map(({ id, kind }) => {
      const apply = (account: Account): void => remove(account, account.certificates, id);
      return kind === 'server'
        ? deleting('DeleteServerCertificate', { ServerCertificateId: id }, apply)
        : deleting('DeleteCACertificate', { CACertificateId: id }, apply);
    }),
    ...[...policies.keys()].map((id) =>
      deleting('DeleteTLSCipherPolicy', { TLSCipherPolicyId: id }, (account) =>
        remove(account, account.policies, id),
      ),
    ),
    ...[...servers.keys()].map((id) =>
      deleting('DeregisterServer', { ServerId: id }, (account) => account.servers.delete(id)),
    ),
  ];
}

function unprotect(id: string): Call {
  const parameters = { LoadBalancerId: id, DeleteProtection: 'off' };
  return deleting('SetLoadBalancerDeleteProtection', parameters, () => undefined);
}

function deleteBalancer(id: string): Call {
  return deleting('DeleteLoadBalancer', { LoadBalancerId: id }, (account) => {
    for (const [key, listener] of account.listeners)
      if (listener.balancer === id) removeListener(account, key);
    for (const group of account.groups.values())
      if (group.balancer === id) remove(account, account.groups, group.id);
    remove(account, account.balancers, id);
  });
}

function deleting(
  action: Call['action'],
  parameters: Readonly<Record<string, string>>,
  apply: (account: Account) => void,
): Call {
  return { action, parameters: { ...region, ...parameters }, complaints: () => [], apply };
}
