/** What a call is about: the resources that its parameters name, as access policies write them. */
import { Transaction } from '../actions/transaction.ts';
import type { AccessKind, Naming } from '../contract/access.ts';
import type { ActionContract } from '../contract/define.ts';
import { ACCOUNT_ID } from '../domain/ids.ts';
import { keys } from '../domain/keys.ts';
import type { AccessTarget } from '../domain/ram-policy.ts';
import type { Tag } from '../domain/resources.ts';
import type { Store } from '../store/store.ts';

/** Undefined: the id leads nowhere. */
type Found =
  { readonly kind: AccessKind; readonly id: string; readonly of?: Regional | undefined } | undefined;
interface Regional {
  readonly regionId?: string;
  readonly tags?: readonly Tag[];
}
type Find = (id: string, tx: Transaction) => Promise<Found>;

/** By its id whether it exists or not, so that the owner of a deleted one hears that it is gone. */
const loadBalancer: Find = async (id, tx) => ({
  kind: 'loadbalancer',
  id,
  of: await tx.get('loadBalancers', keys.loadBalancer(id)),
});

/** Parts of a load balancer have ids of their own, which say nothing about the load balancer when it is not there. */
const partOf = async (
  part: Promise<{ readonly loadBalancerId: string } | undefined>,
  tx: Transaction,
): Promise<Found> => {
  const found = await part;
  return found && loadBalancer(found.loadBalancerId, tx);
};

const serverGroup: Find = (id, tx) => partOf(tx.get('serverGroups', keys.serverGroup(id)), tx);

const acl: Find = async (id, tx) => ({
  kind: 'acl',
  id,
  of: await tx.get('accessControlLists', keys.accessControlList(id)),
});

const certificate: Find = async (id, tx) => ({
  kind: 'certificate',
  id,
  of:
    (await tx.get('serverCertificates', keys.serverCertificate(id))) ??
    (await tx.get('caCertificates', keys.caCertificate(id))),
});

const finders: Readonly<Record<Exclude<Naming, 'byresourcetype'>, Find>> = {
  loadbalancer: loadBalancer,
  servergroup: serverGroup,
  rule: (id, tx) => partOf(tx.get('rules', keys.rule(id)), tx),
  domainextension: (id, tx) => partOf(tx.get('domainExtensions', keys.domainExtension(id)), tx),
  acl,
  certificate,
  tlscipherpolicy: async (id, tx) => ({
    kind: 'tlscipherpolicy',
    id,
    of: await tx.get('tlsPolicies', keys.tlsPolicy(id)),
  }),
  server: async (id) => ({ kind: 'server', id }),
  user: async (id) => ({ kind: 'user', id }),
  accesskey: async (id, tx) => {
    const key = await tx.get('accessKeys', keys.accessKey(id));
    return key && { kind: 'user', id: key.userName };
  },
};

/** The words of both actions that have the parameter. */
const byResourceType: Readonly<Record<string, Find>> = {
  instance: loadBalancer,
  loadbalancer: loadBalancer,
  // LoadBalancerId_protocol_port
  listener: (id, tx) => loadBalancer(id.split('_')[0] ?? id, tx),
  vservergroup: serverGroup,
  masterslaveservergroup: serverGroup,
  acl,
  certificate,
};

/** Never empty. `params` as the contract parsed them. */
export async function namedResources(
  { access }: Pick<ActionContract, 'access'>,
  params: unknown,
  store: Store,
  regionId: string,
): Promise<readonly AccessTarget[]> {
  const tx = new Transaction(store);
  const given = membersOf(params);
  const targets: AccessTarget[] = [];
  for (const [parameter, naming] of Object.entries(access.named)) {
    const find =
      naming === 'byresourcetype' ? byResourceType[String(given['ResourceType'])] : finders[naming];
    for (const id of idsIn(given[parameter])) targets.push(targetOf(await find?.(id, tx), regionId));
  }
  if (targets.length > 0) return targets;
  const relative = access.collection === null ? '*' : `${access.collection}/*`;
  return [{ arn: arnOf(regionId, relative), tags: new Map() }];
}

/** Tags that a call sets or looks for, in either spelling. */
export function requestTags(params: unknown): ReadonlyMap<string, string> {
  const { Tag: tags, Tags: olderTags } = membersOf(params);
  // Parsed members stand in the order of the contract: the key, then the value.
  const pairs = [...listOf(tags), ...listOf(olderTags)].map((tag) => Object.values(membersOf(tag)));
  return new Map(pairs.map(([key = '', value = '']) => [textOf(key), textOf(value)]));
}

function targetOf(found: Found, regionId: string): AccessTarget {
  if (!found) return { arn: undefined, tags: new Map() };
  const { kind, id, of } = found;
  return {
    arn: arnOf(of?.regionId ?? regionId, `${kind}/${id}`),
    tags: new Map(of?.tags?.map(({ key, value }) => [key, value])),
  };
}

function arnOf(regionId: string, relative: string): string {
  return `acs:slb:${regionId}:${ACCOUNT_ID}:${relative}`;
}

/** Ids as text, with commas, as a list, or as objects in a JSON list. */
function idsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.split(',').filter((id) => id !== '');
  return listOf(value).flatMap((item) =>
    idsIn(typeof item === 'object' ? Object.values(membersOf(item))[0] : item),
  );
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
