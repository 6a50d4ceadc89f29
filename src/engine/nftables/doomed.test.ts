import assert from 'node:assert/strict';
import { describe, it } from 'vitest';
import type { PlannedTransportListener, PlannedPair } from '../../domain/plan-types.ts';
import type { TrackedConnection } from '../../net/netlink/conntrack.ts';
import { judgementOf, lostTargets } from './doomed.ts';
import { goldenPlans } from './golden-plans.ts';
import { Growth } from './growth.ts';
import { Tally } from './tally.ts';

function planned(name: string, changes: Partial<PlannedTransportListener> = {}): PlannedTransportListener {
  const [listener] = goldenPlans[name] ?? [];
  if (listener === undefined) throw new Error(`there is no plan ${name}`);
  return { ...listener, ...changes };
}

function connection(target: string, changes: Partial<TrackedConnection> = {}): TrackedConnection {
  const client = { address: '198.51.100.1', port: 50_000 };
  return {
    protocol: 'tcp',
    client,
    destination: { address: '192.0.2.1', port: 80 },
    target: { address: target, port: 8080 },
    seenAs: client,
    repliedTo: true,
    alive: true,
    sent: { packets: 1, bytes: 60 },
    answered: { packets: 1, bytes: 60 },
    tuple: Buffer.alloc(0),
    id: Buffer.alloc(4),
    ...changes,
  };
}

const before = planned('pair');
const after = (changes: Partial<PlannedTransportListener> = {}): PlannedTransportListener =>
  planned('pair-switched', changes);

describe('which connections a switch ends', () => {
  it('keep: only connects that are not answered', () => {
    const { goes, unanswered } = judgementOf(before, after());
    assert.equal(goes, undefined);
    assert.equal(unanswered?.(connection('10.0.0.1')), false);
    assert.equal(unanswered?.(connection('10.0.0.1', { repliedTo: false })), true);
    assert.equal(unanswered?.(connection('10.0.0.2', { repliedTo: false })), false);
  });

  it('connects to a server that is known dead, without waiting for its answer', () => {
    const { backend } = after();
    if (backend.kind !== 'pair' || backend.standby === undefined) throw new Error('the plan has no standby');
    const dead = { ...backend, standby: { ...backend.standby, healthy: false } };
    const { goes } = judgementOf(before, after({ backend: dead }));
    assert.equal(goes?.(connection('10.0.0.1', { repliedTo: false })), true);
    assert.equal(goes?.(connection('10.0.0.1')), false);
  });

  it('reset: all of the lost server', () => {
    const { goes, unanswered } = judgementOf(before, after({ onTargetLost: { kind: 'reset' } }));
    assert.equal(unanswered, undefined);
    assert.equal(goes?.(connection('10.0.0.1')), true);
    assert.equal(goes?.(connection('10.0.0.2')), false);
  });

  it('UDP: all of the lost server, whatever the policy', () => {
    const { goes } = judgementOf({ ...before, protocol: 'udp' }, after({ protocol: 'udp' }));
    assert.equal(goes?.(connection('10.0.0.1')), true);
  });

  it('those whose client is not let in any more, where the plan says so', () => {
    const access = { kind: 'allow', cidrs: ['203.0.113.0/24'] } as const;
    assert.deepEqual(judgementOf(before, { ...before, access }), {});
    const { goes } = judgementOf(before, { ...before, access, closeDisallowed: true });
    assert.equal(goes?.(connection('10.0.0.1')), true);
    const insider = { address: '203.0.113.9', port: 1 };
    assert.equal(goes?.(connection('10.0.0.1', { client: insider })), false);
  });

  it('none of a change that concerns none', () => {
    assert.deepEqual(judgementOf(before, { ...before, connectTimeoutMs: 1 }), {});
    assert.deepEqual(lostTargets(before, after()), ['10.0.0.1 8080']);
    const alone: PlannedPair = { kind: 'pair', epoch: 9, onConnectFailure: { kind: 'fail' } };
    assert.deepEqual(lostTargets({ ...before, backend: alone }, after()), []);
  });
});

describe('counters', () => {
  it('are those of the target that was active when they grew', () => {
    const tally = new Tally();
    tally.serve('k', 'a');
    tally.look('k', 5, 1);
    tally.serve('k', 'b');
    tally.look('k', 8, 1);
    // Made anew in the kernel.
    tally.look('k', 2, 0);
    assert.deepEqual(tally.of('k', 'a'), { newConnections: 4, connectFailures: 1 });
    assert.deepEqual(tally.of('k', 'b'), { newConnections: 5, connectFailures: 0 });
  });

  it('never go back', () => {
    const growth = new Growth();
    growth.total('x', { packets: 10, bytes: 100 });
    assert.deepEqual(growth.total('x', { packets: 2, bytes: 20 }), { packets: 12, bytes: 120 });
    assert.deepEqual(growth.total('x', { packets: 3, bytes: 30 }), { packets: 13, bytes: 130 });
  });
});
