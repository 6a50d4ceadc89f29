import { describe, expect, it } from 'vitest';
import { isTransport } from '../domain/plan-types.ts';
import type { ForwardingPlan, PlannedListener, TransportProtocol } from '../domain/plan-types.ts';
import { madeUpPlannedListener } from '../domain/test-support.ts';
import type { Applied, EngineName, ForwardingEngine } from './engine.ts';
import { Engines } from './engines.ts';

class Recorder implements ForwardingEngine {
  readonly features = new Set<never>();
  readonly name: EngineName;
  readonly refuses: ForwardingEngine['refuses'];
  readonly plans: ForwardingPlan[] = [];
  failing = false;
  closed = false;

  constructor(refuses: ForwardingEngine['refuses'] = () => undefined, name: EngineName = 'embedded') {
    this.name = name;
    this.refuses = refuses;
  }

  get keys(): readonly string[] | undefined {
    return this.plans.at(-1)?.listeners.map(({ key }) => key);
  }

  async apply(plan: ForwardingPlan): Promise<Applied> {
    if (this.failing) throw new Error('out of reach');
    this.plans.push(plan);
    return {
      revision: plan.revision,
      listeners: plan.listeners.map(({ key }) => ({ key })),
      cutConnections: 1,
    };
  }

  async observe() {
    return { revision: this.plans.at(-1)?.revision ?? 0, listeners: [] };
  }

  async stats() {
    return [];
  }

  async *evidence(): AsyncGenerator<never> {}

  async close(): Promise<void> {
    if (this.failing) throw new Error('out of reach');
    this.closed = true;
  }
}

const listener = (protocol: TransportProtocol, port: number, proxyProtocolV2 = false): PlannedListener =>
  madeUpPlannedListener({ protocol, port, proxyProtocolV2 });

const plan = (revision: number, ...listeners: readonly PlannedListener[]): ForwardingPlan => ({
  revision,
  listeners,
});

const noHeaders: ForwardingEngine['refuses'] = (listener) =>
  isTransport(listener) && listener.proxyProtocolV2 ? 'it writes no headers' : undefined;

describe('engines', () => {
  it('give each listener to the first that carries its protocol and can do it, the rest to the last', async () => {
    const [quick, last] = [new Recorder(noHeaders), new Recorder()];
    const engines = new Engines(last, [{ engine: quick, protocols: ['tcp'] }]);
    const applied = await engines.apply(
      plan(1, listener('tcp', 1), listener('udp', 1), listener('tcp', 2, true)),
    );
    expect(quick.keys).toEqual(['lb-1/tcp/1']);
    expect(last.keys).toEqual(['lb-1/udp/1', 'lb-1/tcp/2']);
    expect(applied).toEqual({
      revision: 1,
      listeners: ['lb-1/tcp/1', 'lb-1/udp/1', 'lb-1/tcp/2'].map((key) => ({ key })),
      cutConnections: 2,
    });
  });

  it('take a listener from one when it goes to another', async () => {
    const [quick, last] = [new Recorder(noHeaders), new Recorder()];
    const engines = new Engines(last, [{ engine: quick, protocols: ['tcp'] }]);
    await engines.apply(plan(1, listener('tcp', 1)));
    await engines.apply(plan(2, listener('tcp', 1, true)));
    expect([quick.keys, last.keys]).toEqual([[], ['lb-1/tcp/1']]);
  });

  it('have one that carries nothing let go of what it has', async () => {
    const [left, last] = [new Recorder(), new Recorder()];
    const engines = new Engines(last, [{ engine: left, protocols: [] }]);
    await engines.apply(plan(1, listener('tcp', 1)));
    expect([left.keys, last.keys]).toEqual([[], ['lb-1/tcp/1']]);
  });

  it('reject when one is out of reach, and the others have their share', async () => {
    const [quick, last] = [new Recorder(), new Recorder()];
    const engines = new Engines(last, [{ engine: quick, protocols: ['tcp'] }]);
    quick.failing = true;
    await expect(engines.apply(plan(1, listener('tcp', 1), listener('udp', 1)))).rejects.toThrow(
      'out of reach',
    );
    expect(last.keys).toEqual(['lb-1/udp/1']);
    await expect(engines.close()).rejects.toThrow('out of reach');
    expect(last.closed).toBe(true);
  });

  it('go on from the highest revision', async () => {
    const [quick, last] = [new Recorder(), new Recorder()];
    await last.apply(plan(7));
    expect((await new Engines(last, [{ engine: quick, protocols: [] }]).observe()).revision).toBe(7);
  });
});
