import { afterEach, expect, it } from 'vitest';
import { eventually } from '../../test/support/eventually.ts';
import { keys } from '../domain/keys.ts';
import { parseRecord } from '../domain/records.ts';
import type { PortMember, VServerGroup } from '../domain/resources.ts';
import { decodeEnvelope } from '../store/codec.ts';
import type { MemoryStore } from '../store/memory/store.ts';
import { GROUP, LB, LISTENER, pairedStore, type Stage, startStage, write } from './test-support.ts';

const members: readonly PortMember[] = [
  { serverId: '192.0.2.1', port: 80, weight: 100, serverIp: null, type: 'ecs', description: '' },
  { serverId: '192.0.2.1', port: 81, weight: 0, serverIp: null, type: 'ecs', description: '' },
  { serverId: 'eni-9', port: 80, weight: 50, serverIp: '192.0.2.9', type: 'eni', description: '' },
  { serverId: 'eni-9', port: 80, weight: 0, serverIp: '192.0.2.10', type: 'eni', description: '' },
];

let stage: Stage | undefined;
afterEach(async () => {
  await stage?.control.close();
  stage = undefined;
});

/** The listener of the pair, with a vServer group of the same id behind it. */
async function pooledStore(): Promise<MemoryStore> {
  const store = await pairedStore();
  const group: VServerGroup = {
    kind: 'vserver',
    id: GROUP,
    loadBalancerId: LB,
    name: '',
    members,
    tags: [],
    createdMs: 0,
  };
  await write(store, 'serverGroups', keys.serverGroup(GROUP), group);
  const key = keys.listener(LB, 'tcp', 80);
  const entry = await store.get(key);
  if (!entry) throw new Error('no listener');
  const listener = parseRecord('listeners', decodeEnvelope(entry.value, key));
  await write(store, 'listeners', key, { ...listener, backend: { kind: 'vserver', groupId: GROUP } });
  return store;
}

it('plans ports and addresses of one server as targets of their own, those of weight 0 at rest while healthy', async () => {
  const { engine, monitor } = (stage = await startStage(await pooledStore()));
  const planned = () => {
    const backend = engine.plans.at(-1)?.listeners.find(({ key }) => key === LISTENER)?.backend;
    if (backend?.kind !== 'pool') throw new Error('no pool is planned');
    const ids = (targets: readonly { readonly id: string }[] = []) => targets.map(({ id }) => id);
    return { targets: ids(backend.targets), resting: ids(backend.resting) };
  };
  await eventually(() => expect(planned()).toEqual({ targets: [], resting: [] }));
  for (const address of ['192.0.2.1', '192.0.2.9', '192.0.2.10']) monitor.judge(address, 'healthy');
  await eventually(() =>
    expect(planned()).toEqual({
      targets: ['192.0.2.1:80', 'eni-9:80@192.0.2.9'],
      resting: ['192.0.2.1:81', 'eni-9:80@192.0.2.10'],
    }),
  );
  monitor.judge('192.0.2.10', 'unhealthy');
  await eventually(() => expect(planned().resting).toEqual(['192.0.2.1:81']));
});
