import { afterEach, describe, expect, it } from 'vitest';
import { keys, prefixes } from '../domain/keys.ts';
import { noOverrides } from '../domain/policy.ts';
import { StoreError, type Store } from '../store/store.ts';
import {
  type GROUP,
  LB,
  LISTENER,
  pair,
  pairedStore,
  RecordingEngine,
  type Stage,
  startStage,
  values,
  write,
} from './test-support.ts';
import { eventually } from '../../test/support/eventually.ts';

const stages: Stage[] = [];
afterEach(async () => {
  for (const { control } of stages.splice(0)) await control.close();
});

async function stage(...args: Parameters<typeof startStage>): Promise<Stage> {
  const made = await startStage(...args);
  stages.push(made);
  return made;
}

describe('the control plane', () => {
  it('brings what is stored to the engine at the start, master first, and probes both servers', async () => {
    const { engine, monitor } = await stage(await pairedStore());
    await eventually(() => expect(engine.lastPair?.active?.address).toBe('192.0.2.1'));
    expect(engine.lastPair).toMatchObject({ epoch: 1, standby: { address: '192.0.2.2' } });
    expect(monitor.probed).toEqual(['192.0.2.1', '192.0.2.2']);
  });

  it('follows the store: a stopped listener leaves the plan', async () => {
    const store = await pairedStore();
    const { control, engine } = await stage(store);
    await eventually(() => expect(engine.plans.at(-1)?.listeners).toHaveLength(1));
    const revision = await store.commit({
      preconditions: [],
      writes: [{ kind: 'delete', key: keys.listener(LB, 'tcp', 80) }],
    });
    await control.reconciler.reached(revision);
    expect(engine.plans.at(-1)?.listeners).toEqual([]);
  });

  it('on an inactive load balancer a started listener is idle, not starting for ever', async () => {
    const store = await pairedStore();
    const { control, engine } = await stage(store);
    await eventually(() => expect(control.runtime.listener(LISTENER)?.state).toBe('running'));
    const [stored] = await values(store, prefixes.loadBalancers);
    await write(store, 'loadBalancers', keys.loadBalancer(LB), {
      ...(stored as Parameters<typeof write<'loadBalancers'>>[3]),
      status: 'inactive',
    });
    await eventually(() => expect(control.runtime.listener(LISTENER)?.state).toBe('idle'));
    expect(engine.plans.at(-1)?.listeners).toEqual([]);
  });

  it.each([
    ['fast', 'timed-out', [{ key: LISTENER, targetId: '192.0.2.1:6379' }]],
    ['fast', 'refused', []],
    ['vendor', 'timed-out', []],
  ] as const)('with %s detection and a probe that is %s, has engines look for %j', async (...words) => {
    const [detection, outcome, expected] = words;
    const store = await pairedStore({ ...pair(), failover: { ...noOverrides, detection } });
    const { engine, monitor } = await stage(store);
    monitor.judge('192.0.2.1', 'healthy');
    monitor.fail('192.0.2.1', outcome);
    expect(engine.suspects).toEqual(expected);
  });

  it('moves the pair when the master turns bad, and the timeline says why in causal order', async () => {
    const store = await pairedStore();
    const { engine, monitor, control } = await stage(store);
    monitor.judge('192.0.2.1', 'healthy');
    monitor.judge('192.0.2.2', 'healthy');
    await eventually(() => expect(control.runtime.listener(LISTENER)?.election?.settled).toBe(true));
    monitor.judge('192.0.2.1', 'unhealthy');
    await eventually(() => expect(engine.lastPair?.active?.address).toBe('192.0.2.2'));
    expect(engine.lastPair?.epoch).toBe(2);
    engine.tell({
      kind: 'first-served',
      key: LISTENER,
      epoch: 2,
      targetId: '192.0.2.2:6379',
      atMs: Date.now(),
    });
    await eventually(async () => {
      const facts = (await values(store, prefixes.history)).map((event) => kindOf(event));
      expect(facts).toEqual(['verdict', 'verdict', 'verdict', 'decision', 'applied', 'first-served']);
    });
    expect(control.runtime.listener(LISTENER)).toMatchObject({
      state: 'running',
      election: { active: 'Slave', epoch: 2, reason: 'master-failed' },
    });
  });

  it('a restart while switched over keeps the slave active and decides nothing', async () => {
    const store = await pairedStore();
    const first = await startStage(store);
    first.monitor.judge('192.0.2.1', 'healthy');
    first.monitor.judge('192.0.2.1', 'unhealthy');
    await eventually(() => expect(first.engine.lastPair?.epoch).toBe(2));
    await first.control.close();
    const events = await values(store, prefixes.history);

    const { engine, monitor } = await stage(store);
    await eventually(() => expect(engine.lastPair?.active?.address).toBe('192.0.2.2'));
    expect(engine.lastPair?.epoch).toBe(2);
    expect([...monitor.view().values()].map(({ verdict }) => verdict)).toContain('unhealthy');
    expect(await values(store, prefixes.history)).toEqual(events);
  });

  it('a listener deleted while nobody was there takes its history and election along at the next start', async () => {
    const store = await pairedStore();
    const first = await startStage(store);
    first.monitor.judge('192.0.2.1', 'healthy');
    first.monitor.judge('192.0.2.1', 'unhealthy');
    await eventually(() => expect(first.engine.lastPair?.epoch).toBe(2));
    await first.control.close();
    expect(await values(store, prefixes.history)).not.toEqual([]);
    const key = keys.listener(LB, 'tcp', 80);
    await store.commit({ preconditions: [], writes: [{ kind: 'delete', key }] });

    await stage(store);
    await eventually(async () => expect(await values(store, prefixes.elections)).toEqual([]));
    await eventually(async () => expect(await values(store, prefixes.history)).toEqual([]));
  });

  it('a name that is slow to resolve at the start is no evidence against its server', async () => {
    const store = await pairedStore(pair('db-1.test', '192.0.2.2'));
    const slow = async (): Promise<string> => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return '192.0.2.1';
    };
    const { engine } = await stage(store, { lookUpName: slow });
    await eventually(() => expect(engine.plans).not.toHaveLength(0));
    expect(engine.plans.map(({ listeners }) => listeners[0]?.backend)).toMatchObject([
      { epoch: 1, active: { address: '192.0.2.1' } },
    ]);
  });

  it('fails over while the store refuses every write, and writes when it can again', async () => {
    const store = await pairedStore();
    const flaky = failingWrites(store);
    const { engine, monitor } = await stage(flaky.store);
    monitor.judge('192.0.2.1', 'healthy');
    flaky.failing = true;
    monitor.judge('192.0.2.1', 'unhealthy');
    await eventually(() => expect(engine.lastPair?.active?.address).toBe('192.0.2.2'));
    flaky.failing = false;
    await eventually(async () =>
      expect(await values(store, prefixes.elections)).toMatchObject([{ election: { active: 'Slave' } }]),
    );
  });

  it('a port that cannot be bound shows its remedy, is tried again, and heals', async () => {
    const engine = new RecordingEngine();
    engine.bindFailure = { code: 'port-in-use', message: 'port 80 is taken; stop what uses it' };
    const { control } = await stage(await pairedStore(), { engine });
    await eventually(() =>
      expect(control.runtime.listener(LISTENER)).toMatchObject({
        state: 'starting',
        failure: { code: 'port-in-use', message: 'port 80 is taken; stop what uses it' },
      }),
    );
    engine.bindFailure = undefined;
    await eventually(() => expect(control.runtime.listener(LISTENER)?.state).toBe('running'));
  });

  it('an engine that cannot be reached gets the plan when it can', async () => {
    const engine = new RecordingEngine();
    engine.unreachable = 2;
    await stage(await pairedStore(), { engine });
    await eventually(() => expect(engine.lastPair?.active?.address).toBe('192.0.2.1'));
  });

  it('hands failed connects of clients to the monitor', async () => {
    const { engine, monitor } = await stage(await pairedStore());
    await eventually(() => expect(engine.plans).not.toHaveLength(0));
    engine.tell({
      kind: 'connect-failed',
      key: LISTENER,
      targetId: '192.0.2.1:6379',
      address: '192.0.2.1',
      port: 6379,
      outcome: 'refused',
      afterMs: 1,
      atMs: 5,
    });
    await eventually(() =>
      expect(monitor.failures).toMatchObject([
        { transport: 'tcp', address: '192.0.2.1', outcome: 'refused' },
      ]),
    );
  });

  it('another group on the listener starts a new election', async () => {
    const store = await pairedStore();
    const { engine, monitor } = await stage(store);
    monitor.judge('192.0.2.1', 'healthy');
    monitor.judge('192.0.2.1', 'unhealthy');
    await eventually(() => expect(engine.lastPair?.epoch).toBe(2));
    const other = { ...pair('192.0.2.3', '192.0.2.4'), id: 'rsp-2' as typeof GROUP };
    await write(store, 'serverGroups', keys.serverGroup('rsp-2'), other);
    const [stored] = await values(store, prefixes.listeners);
    await write(store, 'listeners', keys.listener(LB, 'tcp', 80), {
      ...(stored as Parameters<typeof write<'listeners'>>[3]),
      backend: { kind: 'master-slave', groupId: other.id },
    });
    await eventually(() => expect(engine.lastPair?.active?.address).toBe('192.0.2.3'));
    expect(engine.lastPair?.epoch).toBe(1);
  });
});

function kindOf(event: unknown): unknown {
  if (typeof event !== 'object' || event === null || !('fact' in event)) return undefined;
  const { fact } = event;
  return typeof fact === 'object' && fact !== null && 'kind' in fact ? fact.kind : undefined;
}

/** The same store, whose commits fail while `failing`. */
function failingWrites(inner: Store): { readonly store: Store; failing: boolean } {
  const control = {
    failing: false,
    store: {
      get: (key) => inner.get(key),
      list: (prefix) => inner.list(prefix),
      keys: (prefix) => inner.keys(prefix),
      watch: (prefix, after, signal) => inner.watch(prefix, after, signal),
      lease: (ttlMs) => inner.lease(ttlMs),
      close: () => inner.close(),
      commit: async (change) => {
        if (control.failing) throw new StoreError('disk-full', 'no space left');
        return inner.commit(change);
      },
    } satisfies Store,
  };
  return control;
}
