import { describe, expect, it } from 'vitest';
import type { PlannedListener } from '../../domain/plan-types.ts';
import { madeUpPlannedHttpListener, madeUpPlannedListener } from '../../domain/test-support.ts';
import type { BindFailure } from '../engine.ts';
import type { ForwardingLane } from './lane.ts';
import { Layers } from './layers.ts';
import type { ChangeOutcome, PlanChange } from './plan-change.ts';

/** Binds nothing, and fails as it is told. */
class Recorder implements ForwardingLane {
  revision = 0;
  closing = false;
  readonly changes: PlanChange[] = [];
  failures: Record<string, BindFailure>[] = [];

  async change(change: PlanChange): Promise<ChangeOutcome> {
    this.changes.push(change);
    this.revision = change.revision;
    return { revision: change.revision, failures: this.failures.shift() ?? {}, cutConnections: 1 };
  }

  get told(): unknown {
    const last = this.changes.at(-1);
    return last && { set: last.set.map(({ key }) => key), remove: last.remove, complete: last.complete };
  }

  observe() {
    return { revision: this.revision, listeners: [] };
  }

  statsChange() {
    return { set: [], remove: [] };
  }

  ping(): void {}

  async freePorts(): Promise<void> {
    this.closing = true;
  }

  async close(): Promise<void> {
    this.closing = true;
  }
}

const tcp = madeUpPlannedListener({ key: 't' });
const http = madeUpPlannedHttpListener({ key: 'h' });

function change(
  set: readonly PlannedListener[],
  remove: readonly string[] = [],
  complete = false,
): PlanChange {
  return { revision: 7, set, remove, complete };
}

function layers() {
  const [transport, layer7] = [new Recorder(), new Recorder()];
  let opened = 0;
  const both = new Layers(transport, async () => {
    opened++;
    return layer7;
  });
  return { both, transport, layer7, opened: () => opened };
}

describe('layers 4 and 7', () => {
  it('has no layer 7 before there is a listener for it, and one from then on', async () => {
    const { both, transport, layer7, opened } = layers();
    await both.change(change([tcp], [], true));
    expect([opened(), layer7.changes.length]).toEqual([0, 0]);
    await both.change(change([http]));
    await both.change(change([], ['h']));
    expect(opened()).toBe(1);
    expect(layer7.told).toEqual({ set: [], remove: ['h'], complete: false });
    expect(transport.changes).toHaveLength(3);
    expect(both.revision).toBe(7);
  });

  it('gives each its own, and a key that has changed sides goes from the other', async () => {
    const { both, transport, layer7 } = layers();
    await both.change(change([tcp, http], [], true));
    expect(transport.told).toEqual({ set: ['t'], remove: [], complete: true });
    expect(layer7.told).toEqual({ set: ['h'], remove: [], complete: true });
    const outcome = await both.change(change([madeUpPlannedListener({ key: 'h' })], ['x']));
    expect(layer7.told).toEqual({ set: [], remove: ['x', 'h'], complete: false });
    expect(outcome).toEqual({ revision: 7, failures: {}, cutConnections: 2 });
  });

  it('tries again when a port is taken: the other one may have let go of it meanwhile', async () => {
    const { both, transport, layer7 } = layers();
    const taken: BindFailure = { code: 'port-in-use', message: 'taken' };
    const refused: BindFailure = { code: 'no-permission', message: 'refused' };
    layer7.failures = [{ h: taken }, {}, { h: refused }];
    const outcome = await both.change(change([http], ['t']));
    expect(outcome).toEqual({ revision: 7, failures: {}, cutConnections: 2 });
    expect([transport.changes.length, layer7.changes.length]).toEqual([2, 2]);
    expect((await both.change(change([http]))).failures).toEqual({ h: refused });
    expect(layer7.changes).toHaveLength(3);
  });

  it('closes both', async () => {
    const { both, transport, layer7 } = layers();
    await both.change(change([http]));
    await both.close(5);
    expect([transport.closing, layer7.closing, both.closing]).toEqual([true, true, true]);
  });
});
