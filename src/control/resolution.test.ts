/** What is kept up to date change by change is what would be made anew from everything. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { AccessControlList } from '../domain/access-control.ts';
import type { LoadBalancerId, ServerGroupId } from '../domain/ids.ts';
import { listenerKey } from '../domain/keys.ts';
import { defaultPlanSettings } from '../domain/plan.ts';
import { defaultFailover } from '../domain/policy.ts';
import type { ServerAddress } from '../domain/resolve-route.ts';
import type { Listener, ListenerBackend, LoadBalancer, ServerGroup } from '../domain/resources.ts';
import type { Rule } from '../domain/rules.ts';
import { madeUpHttpListener, madeUpLoadBalancer, madeUpRule, noSecrets } from '../domain/test-support.ts';
import { Grouped } from '../lib/grouped.ts';
import { Checks } from './checks.ts';
import { Planner } from './planner.ts';
import { Resolution, type Touched } from './resolution.ts';
import { listener, pair } from './test-support.ts';

const someone = <T extends string>(...names: readonly T[]) => fc.constantFrom(...names);
const balancer = someone('lb-1', 'lb-2');
const group = someone('rsp-1', 'rsp-2');
const list = someone('acl-1', 'acl-2');
const server = someone('s-1', 's-2', 's-3');
const there = fc.boolean();

/** One change of the world: of something that is referred to, or of a listener. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('loadBalancers'), name: balancer, there, active: fc.boolean() }),
  fc.record({ kind: fc.constant('serverGroups'), name: group, there, master: server, slave: server }),
  fc.record({
    kind: fc.constant('accessControlLists'),
    name: list,
    there,
    cidr: someone('10.0.0.0/8', '192.0.2.0/24'),
  }),
  fc.record({ kind: fc.constant('servers'), name: server, address: someone('192.0.2.1', '192.0.2.2', '') }),
  fc.record({
    kind: fc.constant('listeners'),
    on: balancer,
    there,
    http: fc.boolean(),
    running: fc.boolean(),
    group,
    bothGroups: fc.boolean(),
    list,
  }),
  fc.record({
    kind: fc.constant('rules'),
    name: someone('rule-1', 'rule-2'),
    on: balancer,
    there,
    group,
    url: someone('/a', '/b'),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

class World {
  readonly loadBalancers = new Map<string, LoadBalancer>();
  readonly listeners = new Map<string, Listener>();
  readonly serverGroups = new Map<string, ServerGroup>();
  readonly accessControlLists = new Map<string, AccessControlList>();
  readonly serverCertificates = new Map();
  readonly caCertificates = new Map();
  readonly tlsPolicies = new Map();
  readonly domainExtensions = new Map();
  readonly #rules = new Grouped<Rule>(({ loadBalancerId, listenerPort }) =>
    listenerKey(loadBalancerId, 'http', listenerPort),
  );
  readonly #servers = new Map<string, ServerAddress>();

  get rules(): ReadonlyMap<string, readonly Rule[]> {
    return this.#rules.groups;
  }

  readonly resolve = (id: string): ServerAddress =>
    this.#servers.get(id) ?? { kind: 'unknown', reason: 'nobody knows' };

  take(change: Step): Touched {
    switch (change.kind) {
      case 'loadBalancers': {
        const status = change.active ? 'active' : 'inactive';
        const made = { ...madeUpLoadBalancer(change.name as LoadBalancerId), status } as const;
        return this.#put('loadBalancers', change.name, change.there ? made : undefined);
      }
      case 'serverGroups': {
        const made = { ...pair(change.master, change.slave), id: change.name as ServerGroupId };
        return this.#put('serverGroups', change.name, change.there ? made : undefined);
      }
      case 'accessControlLists':
        return this.#put('accessControlLists', change.name, change.there ? listOf(change) : undefined);
      case 'servers': {
        const { address } = change;
        if (address === '') this.#servers.delete(change.name);
        else this.#servers.set(change.name, { kind: 'known', address });
        return { kind: 'servers', name: change.name };
      }
      case 'listeners': {
        const on = change.on as LoadBalancerId;
        const own = {
          desiredStatus: change.running ? 'running' : 'stopped',
          acl: { enabled: true, kind: 'white', ids: [change.list] },
        } as const;
        const backend = change.bothGroups ? groupPair(change.group) : oneGroup(change.group);
        const made: Listener = change.http
          ? madeUpHttpListener(on, oneGroup(change.group), own)
          : { ...listener, loadBalancerId: on, backend, ...own };
        return this.#put('listeners', `${on}/${made.protocol}/80`, change.there ? made : undefined);
      }
      case 'rules': {
        // One does not move to another listener.
        const name = `${change.name}-${change.on}`;
        const { group: groupId, url } = change;
        const made = madeUpRule(change.on as LoadBalancerId, name, groupId as ServerGroupId, {
          groupKind: 'master-slave',
          url,
        });
        const concerned = change.there ? this.#rules.set(name, made) : this.#rules.delete(name);
        return { kind: 'rules', name: concerned ?? '' };
      }
    }
  }

  #put<K extends 'loadBalancers' | 'listeners' | 'serverGroups' | 'accessControlLists'>(
    kind: K,
    name: string,
    value: (World[K] extends Map<string, infer V> ? V : never) | undefined,
  ): Touched {
    const records: Map<string, unknown> = this[kind];
    if (value) records.set(name, value);
    else records.delete(name);
    return { kind, name };
  }
}

function oneGroup(group: string): ListenerBackend {
  return { kind: 'master-slave', groupId: group as ServerGroupId };
}

/** `group` has the master's seat, the other one the slave's. */
function groupPair(group: string): ListenerBackend {
  const other = group === 'rsp-1' ? 'rsp-2' : 'rsp-1';
  const [masterGroupId, slaveGroupId] = [group as ServerGroupId, other as ServerGroupId];
  return { kind: 'group-pair', masterGroupId, slaveGroupId, thresholdPercent: 0, failback: 'auto' };
}

function listOf({ name, cidr }: { readonly name: string; readonly cidr: string }): AccessControlList {
  return {
    id: name,
    name,
    regionId: 'cn-hangzhou',
    addressIpVersion: 'ipv4',
    resourceGroupId: '',
    entries: [{ text: cidr, cidr, comment: '' }],
    tags: [],
    createdMs: 0,
  };
}

/** Everything that is derived, from the changes that it is told of. */
class Derived {
  readonly #resolution: Resolution;
  readonly #planner = new Planner(defaultPlanSettings, noSecrets);
  readonly #checks = new Checks();

  constructor(world: World) {
    this.#resolution = new Resolution(world.resolve, defaultFailover);
  }

  update(world: World, touched: readonly Touched[] | 'everything') {
    const changes = this.#resolution.update(world, touched);
    const checksDiffer = changes.filter((change) => this.#checks.take(change)).length > 0;
    const { listeners } = this.#resolution;
    const concerned = changes.map(({ key }) => key);
    const planDiffers = this.#planner.update(concerned, listeners, {
      health: new Map(),
      elections: new Map(),
    });
    return { checksDiffer, planDiffers };
  }

  get state() {
    return {
      listeners: inOrder(this.#resolution.listeners),
      planned: [...this.#planner.planned].sort((a, b) => (a.key < b.key ? -1 : 1)),
      checks: inOrder(this.#checks.specs),
    };
  }
}

function inOrder<T>(map: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}

it('listeners, plan and checks are as if made anew, after any changes in any portions', () => {
  fc.assert(
    fc.property(fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { maxLength: 12 }), (portions) => {
      const world = new World();
      const kept = new Derived(world);
      kept.update(world, 'everything');
      for (const portion of portions) {
        const before = kept.state;
        const told = kept.update(
          world,
          portion.map((change) => world.take(change)),
        );
        const anew = new Derived(world);
        anew.update(world, 'everything');
        expect(kept.state).toEqual(anew.state);
        const differ = (name: 'planned' | 'checks') =>
          JSON.stringify(before[name]) !== JSON.stringify(kept.state[name]);
        // A difference that is not told would never reach the engine or the monitor.
        if (differ('planned')) expect(told.planDiffers).toBe(true);
        if (differ('checks')) expect(told.checksDiffer).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});
