/** What lies in the store of a service that was stopped: exactly what the account holds, and nothing that belongs to nobody. */
import { openStore } from '../../src/store/registry.ts';
import { buildStoreWorker } from '../support/build-worker.ts';
import type { Account } from './account.ts';

/** Problems with the keys; the layout is that of docs/architecture.md, "Where state lives". */
export async function strayKeys(account: Account, dataDir: string): Promise<readonly string[]> {
  const seen = await storedKeys(dataDir);
  const listeners = [...account.listeners.values()].map(
    ({ balancer, protocol, port }) => `${balancer}/${protocol}/${port}`,
  );
  const wanted = new Set(desiredKeys(account, listeners));
  const lacking = [...wanted].filter((key) => !seen.includes(key)).map((key) => `${key} is not stored`);
  const stray = seen
    .filter((key) => !wanted.has(key) && !isObserved(key, listeners))
    .map((key) => `${key} is stored, and belongs to nothing`);
  return [...lacking, ...stray];
}

export async function storedKeys(dataDir: string): Promise<readonly string[]> {
  const store = await openStore(`sqlite:${dataDir}`, { workerUrl: await buildStoreWorker() });
  try {
    return (await store.list('')).entries.map(({ key }) => key);
  } finally {
    await store.close();
  }
}

function desiredKeys(account: Account, listeners: readonly string[]): readonly string[] {
  const { balancers, groups, rules, lists, certificates, extensions, policies, servers } = account;
  const ofKind = (kind: string): readonly string[] =>
    [...certificates.values()].filter((one) => one.kind === kind).map(({ id }) => id);
  return [
    ...under('load-balancers', balancers.keys()),
    ...under(
      'addresses',
      [...balancers.values()].map(({ address }) => encodeURIComponent(address)),
    ),
    ...listeners.map((listener) => `listeners/${listener}`),
    // Every load balancer has a default group of its own id.
    ...under('server-groups', [...balancers.keys(), ...groups.keys()]),
    ...under('rules', rules.keys()),
    ...under('access-control-lists', lists.keys()),
    ...under('server-certificates', ofKind('server')),
    ...under('ca-certificates', ofKind('ca')),
    ...under('domain-extensions', extensions.keys()),
    ...under('tls-policies', policies.keys()),
    ...under('servers', servers.keys()),
  ];
}

function under(prefix: string, ids: Iterable<string>): readonly string[] {
  return [...ids].map((id) => `${prefix}/${id}`);
}

/**
 * Elections and history go with their listener. Verdicts are those of servers, which several listeners may share: unused
 * ones are dropped by the next start. Tokens live for a day.
 */
function isObserved(key: string, listeners: readonly string[]): boolean {
  if (key.startsWith('client-tokens/') || key.startsWith('state/verdicts/')) return true;
  return listeners.some(
    (listener) => key === `state/elections/${listener}` || key.startsWith(`history/${listener}/`),
  );
}
