/** What can be tagged: one line per ResourceType in `taggableKinds`, and nothing else about it anywhere. */
import { ApiError } from '../../contract/api-error.ts';
import type { taggableTypes } from '../../contract/tag.ts';
import { keys, prefixes } from '../../domain/keys.ts';
import type { Listener, ServerGroup, Tag } from '../../domain/resources.ts';
import type { ActionContext } from '../context.ts';
import {
  accessControlLists,
  certificates,
  loadBalancers,
  type Regional,
  type RegionalRecords,
} from '../regional-records.ts';

export type TaggableType = (typeof taggableTypes)[number];

/** One resource with its tags, in the transaction of the call. */
export interface Taggable {
  readonly id: string;
  readonly regionId: string;
  readonly tags: readonly Tag[];
  retag(tags: readonly Tag[]): void;
}

interface TaggableKind {
  find(id: string, context: ActionContext): Promise<Taggable | undefined>;
  /** Of all regions. */
  all(context: ActionContext): Promise<readonly Taggable[]>;
}

interface Tagged {
  readonly tags: readonly Tag[];
}

/** How the resources of a kind are stored; `id` is the wire's ResourceId. */
interface Stored<T extends Tagged> {
  get(id: string, context: ActionContext): Promise<T | undefined>;
  list(context: ActionContext): Promise<readonly T[]>;
  put(record: T, context: ActionContext): void;
  idOf(record: T): string;
  regionOf(record: T, context: ActionContext): Promise<string | undefined>;
}

/** Makes a line of the registry. */
function kind<T extends Tagged>(stored: Stored<T>): TaggableKind {
  const taggable = async (record: T, context: ActionContext): Promise<Taggable | undefined> => {
    const regionId = await stored.regionOf(record, context);
    return regionId === undefined
      ? undefined
      : {
          id: stored.idOf(record),
          regionId,
          tags: record.tags,
          retag: (tags) => stored.put({ ...record, tags }, context),
        };
  };
  return {
    async find(id, context) {
      const record = await stored.get(id, context);
      return record && taggable(record, context);
    },
    async all(context) {
      const found = await Promise.all(
        (await stored.list(context)).map((record) => taggable(record, context)),
      );
      return found.filter((one) => one !== undefined);
    },
  };
}

function regional<T extends Tagged & Regional>(records: RegionalRecords<T>): TaggableKind {
  return kind<T>({ ...records, idOf: ({ id }) => id, regionOf: async ({ regionId }) => regionId });
}

function groups(wanted: ServerGroup['kind']): TaggableKind {
  return kind<ServerGroup>({
    get: async (id, { tx }) => {
      const group = await tx.get('serverGroups', keys.serverGroup(id));
      return group?.kind === wanted ? group : undefined;
    },
    list: async ({ tx }) =>
      (await tx.list('serverGroups', prefixes.serverGroups)).filter((group) => group.kind === wanted),
    put: (group, { tx }) => tx.put('serverGroups', keys.serverGroup(group.id), group),
    idOf: ({ id }) => id,
    regionOf: regionOfLoadBalancer,
  });
}

/** `lb-…_tcp_80` */
const LISTENER_ID = /^(.+)_([a-z]+)_(\d{1,5})$/;

const listeners = kind<Listener>({
  get: async (id, { tx }) => {
    const [, loadBalancerId, protocol, port] = LISTENER_ID.exec(id) ?? [];
    if (loadBalancerId === undefined || protocol === undefined) return undefined;
    return tx.get('listeners', keys.listener(loadBalancerId, protocol, Number(port)));
  },
  list: ({ tx }) => tx.list('listeners', prefixes.listeners),
  put: (listener, { tx }) =>
    tx.put('listeners', keys.listener(listener.loadBalancerId, listener.protocol, listener.port), listener),
  idOf: ({ loadBalancerId, protocol, port }) => `${loadBalancerId}_${protocol}_${port}`,
  regionOf: regionOfLoadBalancer,
});

export const taggableKinds: { readonly [T in TaggableType]: TaggableKind } = {
  instance: regional(loadBalancers),
  listener: listeners,
  vservergroup: groups('vserver'),
  masterslaveservergroup: groups('master-slave'),
  acl: regional(accessControlLists),
  certificate: regional(certificates),
};

/** Every resource named, each once; throws `resourceNotExist` for the first that is not there. */
export async function findTaggables(
  params: {
    readonly ResourceType: TaggableType;
    readonly ResourceId: readonly string[];
    readonly RegionId: string | undefined;
  },
  context: ActionContext,
): Promise<readonly Taggable[]> {
  const found: Taggable[] = [];
  for (const id of new Set(params.ResourceId)) {
    const taggable = await taggableKinds[params.ResourceType].find(id, context);
    if (!taggable || (params.RegionId !== undefined && params.RegionId !== taggable.regionId)) {
      throw new ApiError('resourceNotExist', { resourceId: id, resourceType: params.ResourceType });
    }
    found.push(taggable);
  }
  return found;
}

async function regionOfLoadBalancer(
  { loadBalancerId }: { readonly loadBalancerId: string },
  { tx }: ActionContext,
): Promise<string | undefined> {
  return (await tx.get('loadBalancers', keys.loadBalancer(loadBalancerId)))?.regionId;
}
