import { describe, expect, it } from 'vitest';
import { type Election, initialElection } from './election.ts';
import { type HealthRecord, unknownHealth, type Verdict } from './health.ts';
import type { LoadBalancerId, ServerGroupId } from './ids.ts';
import { carriesTraffic, defaultPlanSettings, planListener } from './plan.ts';
import { defaultFailover } from './policy.ts';
import { type ResolvedListener, resolveListener } from './resolve.ts';
import type { GroupPairBackend, VServerGroup } from './resources.ts';
import { groupVerdict, pairVerdicts, seatOf } from './sides.ts';
import { madeUpLoadBalancer, madeUpTcpListener, noSecrets, nothingDesired } from './test-support.ts';

const LB = 'lb-1' as LoadBalancerId;
const [FIRST, SECOND] = ['rsp-1' as ServerGroupId, 'rsp-2' as ServerGroupId];

/** `a` is healthy, `A` is not known yet, `-a` is bad; `0` behind it: weight 0. */
interface Server {
  readonly name: string;
  readonly verdict: Verdict;
  readonly weight: number;
}
const servers = (words: string): readonly Server[] =>
  words
    .split(' ')
    .filter((word) => word !== '')
    .map((word) => ({
      name: word.replaceAll(/[-0]/g, ''),
      verdict: word.startsWith('-') ? 'unhealthy' : /[A-Z]/.test(word) ? 'unknown' : 'healthy',
      weight: word.endsWith('0') ? 0 : 100,
    }));

function group(id: ServerGroupId, members: readonly Server[]): VServerGroup {
  return {
    id,
    kind: 'vserver',
    loadBalancerId: LB,
    name: id,
    tags: [],
    createdMs: 0,
    members: members.map(({ name, weight }) => ({
      serverId: name,
      type: 'ecs',
      weight,
      serverIp: `192.0.2.${name.toLowerCase().charCodeAt(0)}`,
      description: '',
      port: 80,
    })),
  };
}

/** The listener with these servers in its groups, and what is known of them. */
function stage(master: string, slave: string, thresholdPercent = 0, changes: Partial<GroupPairBackend> = {}) {
  const all = [...servers(master), ...servers(slave)];
  const backend: GroupPairBackend = {
    kind: 'group-pair',
    masterGroupId: FIRST,
    slaveGroupId: SECOND,
    thresholdPercent,
    failback: 'auto',
    ...changes,
  };
  const resolved = resolveListener(
    madeUpTcpListener(LB, backend),
    {
      ...nothingDesired,
      loadBalancers: new Map([[LB, madeUpLoadBalancer(LB)]]),
      serverGroups: new Map([
        [FIRST, group(FIRST, servers(master))],
        [SECOND, group(SECOND, servers(slave))],
      ]),
    },
    () => ({ kind: 'unknown', reason: 'every member has an address' }),
    defaultFailover,
  );
  if (!resolved) throw new Error('the load balancer exists');
  const health = new Map<string, HealthRecord>();
  for (const target of resolved.targets) {
    const verdict = all.find(({ name }) => name === target.serverId)?.verdict ?? 'unknown';
    if (target.probe) health.set(target.probe.key, { ...unknownHealth(0), verdict });
  }
  return { resolved, health };
}

function planned(resolved: ResolvedListener, health: ReadonlyMap<string, HealthRecord>, election?: Election) {
  if (!carriesTraffic(resolved)) throw new Error('it runs');
  const elections = new Map(election ? [[resolved.key, election]] : []);
  const { backend } = planListener(resolved, { health, elections }, defaultPlanSettings, noSecrets);
  if (backend.kind !== 'pool') throw new Error('a group is a pool');
  const names = (targets: readonly { readonly id: string }[] = []): string =>
    targets.map(({ id }) => id.slice(0, 1)).join('');
  const { targets, spare, resting, epoch } = backend;
  return { targets: names(targets), spare: names(spare), resting: names(resting), epoch };
}

describe('a group of a pair', () => {
  it.each([
    ['a b c', 0, 'healthy'],
    ['a -b -c', 0, 'healthy'],
    ['-a -b -c', 0, 'unhealthy'],
    ['A -b -c', 0, 'unknown'],
    ['a -b', 50, 'unhealthy'],
    ['a b -c', 50, 'healthy'],
    ['a B -c', 50, 'unknown'],
    ['a -B -c', 50, 'unhealthy'],
    ['a b c', 99, 'healthy'],
    ['a b -c', 99, 'unhealthy'],
    ['a0 -b', 0, 'unhealthy'],
    ['a0', 0, 'unhealthy'],
    ['', 0, 'unhealthy'],
  ] as const)('of %j with a threshold of %d %% is %s', (members, threshold, verdict) => {
    const { resolved, health } = stage(members, 'z');
    const side = resolved.targets.filter(({ role }) => role === 'Master');
    expect(groupVerdict(side, health, threshold)).toBe(verdict);
  });
});

describe('two groups', () => {
  it('are elected like two servers: by their verdicts, weights and ids', () => {
    const { resolved, health } = stage('a -b', 'y0', 50);
    expect(pairVerdicts(resolved, health)).toEqual({ master: 'unhealthy', slave: 'unhealthy' });
    expect(seatOf(resolved, 'Master')).toEqual({ id: FIRST, weight: 100 });
    expect(seatOf(resolved, 'Slave')).toEqual({ id: SECOND, weight: 0 });
    expect(resolved.failover?.election.failback).toEqual({ mode: 'auto' });
  });

  it('are the same pair when their seats are exchanged', () => {
    const swapped = stage('a', 'z', 0, { masterGroupId: SECOND, slaveGroupId: FIRST }).resolved;
    expect(swapped.pair?.id).toBe(stage('a', 'z').resolved.pair?.id);
    expect(seatOf(swapped, 'Master').id).toBe(SECOND);
  });

  it('serve one at a time, the healthy ones of the other as spares', () => {
    const { resolved, health } = stage('a -b c0', 'y -z');
    const master = { ...initialElection(0), epoch: 4 };
    expect(planned(resolved, health, master)).toEqual({ targets: 'a', spare: 'y', resting: 'c', epoch: 4 });
    const slave: Election = { ...master, active: 'Slave', epoch: 5 };
    expect(planned(resolved, health, slave)).toEqual({ targets: 'y', spare: 'a', resting: '', epoch: 5 });
    const none: Election = { ...master, active: 'None' };
    expect(planned(resolved, health, none)).toMatchObject({ targets: '', spare: '' });
    expect(planned(resolved, health)).toEqual({ targets: '', spare: '', resting: '', epoch: 0 });
  });
});
