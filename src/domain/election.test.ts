import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  defaultFlapDamping,
  type Election,
  type ElectionGroup,
  type ElectionOrder,
  type ElectionPolicy,
  type ElectionVerdicts,
  elect,
} from './election.ts';
import type { Verdict } from './health.ts';

const START = 1_000_000;

function seats(master: number, slave: number, order: ElectionOrder | null = null): ElectionGroup {
  return { master: { id: 'a:80', weight: master }, slave: { id: 'b:80', weight: slave }, order };
}

const both: ElectionGroup = seats(100, 100);
const good: ElectionVerdicts = { master: 'healthy', slave: 'healthy' };
const masterDown: ElectionVerdicts = { master: 'unhealthy', slave: 'healthy' };
const slaveDown: ElectionVerdicts = { master: 'healthy', slave: 'unhealthy' };
const allDown: ElectionVerdicts = { master: 'unhealthy', slave: 'unhealthy' };

function policy(changes: Partial<ElectionPolicy> = {}): ElectionPolicy {
  return {
    healthCheck: true,
    standbyProbe: true,
    failback: { mode: 'auto' },
    bothDown: 'stay',
    damping: defaultFlapDamping,
    ...changes,
  };
}

/** Feeds verdicts one second apart and gives back the last election. */
function run(
  steps: readonly ElectionVerdicts[],
  options: { policy?: ElectionPolicy; group?: ElectionGroup } = {},
): Election & { nextLookAtMs?: number } {
  let election = elect(
    undefined,
    { master: 'unknown', slave: 'unknown' },
    options.group ?? both,
    options.policy ?? policy(),
    START,
  );
  steps.forEach((verdicts, i) => {
    election = elect(
      election,
      verdicts,
      options.group ?? both,
      options.policy ?? policy(),
      START + (i + 1) * 1000,
    );
  });
  return election;
}

describe('elect', () => {
  it('starts with the master, epoch 1, before anything is known', () => {
    expect(run([])).toMatchObject({ active: 'Master', epoch: 1, reason: 'initial', settled: false });
  });

  it('lets the first verdicts decide the initial role: that is no switch and costs no penalty', () => {
    expect(run([masterDown])).toMatchObject({
      active: 'Slave',
      epoch: 2,
      reason: 'initial',
      settled: true,
      penalty: { value: 0 },
    });
  });

  it('two bad first verdicts decide nothing: whoever is good first gets the initial role', () => {
    expect(run([allDown])).toMatchObject({ active: 'Master', epoch: 1, settled: false });
    expect(run([allDown, masterDown])).toMatchObject({ active: 'Slave', reason: 'initial', settled: true });
  });

  it('moves to the slave when the master fails, and back when it has recovered', () => {
    expect(run([good, masterDown])).toMatchObject({ active: 'Slave', epoch: 2, reason: 'master-failed' });
    expect(run([good, masterDown, good])).toMatchObject({
      active: 'Master',
      epoch: 3,
      reason: 'master-recovered',
    });
  });

  it('jumps blindly to a slave that is not probed, as the vendor does', () => {
    const unprobed = policy({ standbyProbe: false });
    const up: ElectionVerdicts = { master: 'healthy', slave: 'unknown' };
    const down: ElectionVerdicts = { master: 'unhealthy', slave: 'unknown' };
    expect(run([up, down], { policy: unprobed })).toMatchObject({ active: 'Slave', reason: 'master-failed' });
    expect(run([down, down], { policy: unprobed })).toMatchObject({ active: 'Slave', settled: true });
  });

  it('does not move for a verdict that is merely missing', () => {
    expect(run([good, masterDown, { master: 'unknown', slave: 'healthy' }])).toMatchObject({
      active: 'Slave',
      epoch: 2,
    });
    expect(run([good, { master: 'unknown', slave: 'healthy' }])).toMatchObject({
      active: 'Master',
      epoch: 1,
    });
  });

  it('goes back at once when the slave fails while the master is good, whatever the failback policy', () => {
    const manual = policy({ failback: { mode: 'manual' } });
    expect(run([good, masterDown, good, slaveDown], { policy: manual })).toMatchObject({
      active: 'Master',
      reason: 'slave-failed-over-back',
    });
  });

  it('failback manual: the return waits for an order', () => {
    const manual = policy({ failback: { mode: 'manual' } });
    expect(run([good, masterDown, good, good, good], { policy: manual })).toMatchObject({
      active: 'Slave',
      held: { why: 'failback-manual', untilMs: null },
    });
  });

  it('failback delayed: returns once the master was good for that long without a break', () => {
    const delayed = policy({ failback: { mode: 'delayed', delayMs: 3000 } });
    const waiting = run([good, masterDown, good], { policy: delayed });
    expect(waiting).toMatchObject({
      active: 'Slave',
      held: { why: 'failback-delayed' },
      nextLookAtMs: START + 6000,
    });
    expect(run([good, masterDown, good, masterDown, good, good, good], { policy: delayed }).active).toBe(
      'Slave',
    );
    expect(
      run([good, masterDown, good, masterDown, good, good, good, good], { policy: delayed }).active,
    ).toBe('Master');
  });

  it('both down: stay keeps the role, master gives it to the master, refuse to nobody', () => {
    expect(run([good, masterDown, allDown])).toMatchObject({
      active: 'Slave',
      epoch: 2,
      held: { why: 'both-down' },
    });
    expect(run([good, masterDown, allDown], { policy: policy({ bothDown: 'master' }) })).toMatchObject({
      active: 'Master',
      reason: 'both-down',
    });
    const refused = run([good, masterDown, allDown], { policy: policy({ bothDown: 'refuse' }) });
    expect(refused).toMatchObject({ active: 'None', reason: 'both-down' });
    expect(elect(refused, masterDown, both, policy({ bothDown: 'refuse' }), START + 9000).active).toBe(
      'Slave',
    );
  });

  it('weight 0 on the master hands over at once and the way back is an edit', () => {
    const out = seats(0, 100);
    const away = run([good], { group: out });
    expect(away).toMatchObject({ active: 'Slave', reason: 'weight-zero' });
    expect(elect(away, good, both, policy(), START + 5000)).toMatchObject({
      active: 'Master',
      reason: 'server-edited',
    });
  });

  it('weight 0 on both: nobody takes new connections', () => {
    const none = seats(0, 0);
    expect(run([good], { group: none })).toMatchObject({ active: 'None', reason: 'weight-zero' });
  });

  describe('orders', () => {
    const toSlave = seats(100, 100, { id: 1, to: 'Slave', keep: true });
    const toMaster = seats(100, 100, { id: 2, to: 'Master', keep: false });

    it('an order moves at once, is carried out once, and its role is kept although the master is healthy', () => {
      const ordered = elect(run([good]), good, toSlave, policy(), START + 5000);
      expect(ordered).toMatchObject({
        active: 'Slave',
        epoch: 2,
        reason: 'manual',
        held: { why: 'ordered' },
      });
      const later = elect(ordered, good, toSlave, policy(), START + 9000);
      expect(later).toMatchObject({ active: 'Slave', epoch: 2, held: { why: 'ordered' } });
    });

    it('an order given before anything is known is not undone by the first verdicts', () => {
      const { active, reason, held } = run([good, good], { group: toSlave });
      expect({ active, reason, held: held?.why }).toEqual({
        active: 'Slave',
        reason: 'manual',
        held: 'ordered',
      });
    });

    it('return now ends every hold, and afterwards the policy counts again', () => {
      const manual = policy({ failback: { mode: 'manual' } });
      const held = run([good, masterDown, good], { policy: manual });
      expect(held.held?.why).toBe('failback-manual');
      const back = elect(held, good, toMaster, manual, START + 9000);
      expect(back).toMatchObject({ active: 'Master', reason: 'manual', keep: null });
      expect(elect(back, masterDown, toMaster, manual, START + 10_000).active).toBe('Slave');
    });

    it('a server known bad gets no role by order: the order is spent', () => {
      const refused = elect(run([good, slaveDown]), slaveDown, toSlave, policy(), START + 5000);
      expect(refused).toMatchObject({ active: 'Master', epoch: 1, orderId: 1, keep: null });
      expect(elect(refused, good, toSlave, policy(), START + 6000).active).toBe('Master');
    });

    it('evidence outranks an order: when the kept slave fails, traffic goes back, and the order is over', () => {
      const ordered = elect(run([good]), good, toSlave, policy(), START + 5000);
      const failed = elect(ordered, slaveDown, toSlave, policy(), START + 6000);
      expect(failed).toMatchObject({ active: 'Master', reason: 'slave-failed-over-back', keep: null });
      expect(elect(failed, good, toSlave, policy(), START + 7000).active).toBe('Master');
    });

    it('works with health checks off, and costs no penalty', () => {
      const blind = policy({ healthCheck: false });
      const ordered = elect(run([good], { policy: blind }), good, toSlave, blind, START + 5000);
      expect(ordered).toMatchObject({ active: 'Slave', reason: 'manual', penalty: { value: 0 } });
      expect(elect(ordered, good, toSlave, blind, START + 6000).active).toBe('Slave');
    });
  });

  describe('edits of the group', () => {
    const edited = (master: string, slave: string): ElectionGroup => ({
      master: { id: master, weight: 100 },
      slave: { id: slave, weight: 100 },
      order: null,
    });

    it('the first look notes who sits where; that is no change', () => {
      expect(run([good]).epoch).toBe(1);
    });

    it('seats swapped: the role follows its server, then returns to the new master by policy, in one epoch', () => {
      const swapped = elect(run([good]), good, edited('b:80', 'a:80'), policy(), START + 5000);
      expect(swapped).toMatchObject({ active: 'Master', epoch: 2, reason: 'server-edited' });
      const manual = policy({ failback: { mode: 'manual' } });
      const stays = elect(
        run([good], { policy: manual }),
        good,
        edited('b:80', 'a:80'),
        manual,
        START + 5000,
      );
      expect(stays).toMatchObject({ active: 'Slave', epoch: 2, reason: 'server-edited' });
    });

    it('the active server replaced: a good other one serves until the new one has proved itself', () => {
      const unproved: ElectionVerdicts = { master: 'unknown', slave: 'healthy' };
      const replaced = elect(run([good]), unproved, edited('c:80', 'b:80'), policy(), START + 5000);
      expect(replaced).toMatchObject({ active: 'Slave', epoch: 2, reason: 'server-edited' });
      const proved = elect(replaced, good, edited('c:80', 'b:80'), policy(), START + 6000);
      expect(proved).toMatchObject({
        active: 'Master',
        epoch: 3,
        reason: 'server-edited',
        penalty: { value: 0 },
      });
    });

    it('the standby replaced: nothing moves', () => {
      const unproved: ElectionVerdicts = { master: 'healthy', slave: 'unknown' };
      expect(elect(run([good]), unproved, edited('a:80', 'c:80'), policy(), START + 5000)).toMatchObject({
        active: 'Master',
        epoch: 1,
      });
    });
  });

  it('health check off: the master is active always', () => {
    expect(run([masterDown, masterDown], { policy: policy({ healthCheck: false }) }).active).toBe('Master');
  });

  it('a master that flaps every 3 s for an hour causes at most 3 switches, and the hold says why', () => {
    let election = run([good]);
    let switches = 0;
    let holds = 0;
    for (let ms = 3000; ms <= 3_600_000; ms += 3000) {
      const next = elect(
        election,
        (ms / 3000) % 2 === 1 ? masterDown : good,
        both,
        policy(),
        START + 1000 + ms,
      );
      if (next.epoch !== election.epoch) switches += 1;
      if (next.held?.why === 'flap-damping') holds += 1;
      election = next;
    }
    expect(switches).toBe(3);
    expect(election.active).toBe('Slave');
    expect(holds).toBeGreaterThan(500);
  });

  it('a held return happens by itself when the penalty has decayed', () => {
    let election = run([good, masterDown, good, masterDown, good]);
    expect(election).toMatchObject({ active: 'Slave', held: { why: 'flap-damping' } });
    const at = election.nextLookAtMs ?? 0;
    expect(at - START).toBeLessThan(15 * 60_000);
    election = elect(election, good, both, policy(), at - 1000);
    expect(election.active).toBe('Slave');
    expect(elect(election, good, both, policy(), at)).toMatchObject({
      active: 'Master',
      reason: 'master-recovered',
    });
  });
});

const verdicts: readonly Verdict[] = ['unknown', 'healthy', 'unhealthy'];
const inputs = verdicts.flatMap((master) =>
  verdicts.flatMap((slave) =>
    [0, 100].flatMap((mw) =>
      [0, 100].flatMap((sw) =>
        // An order with both in the election; otherwise weights decide alone.
        ([null, ...(mw + sw === 200 ? (['Master', 'Slave'] as const) : [])] as const).map((orderTo) => ({
          verdicts: { master, slave },
          weights: [mw, sw] as const,
          orderTo,
        })),
      ),
    ),
  ),
);

/** The input as it meets a state: an order is always a new one. */
function meet(state: Election, { verdicts, weights: [mw, sw], orderTo }: (typeof inputs)[number]) {
  const order = orderTo && { id: state.orderId + 1, to: orderTo, keep: orderTo === 'Slave' };
  return { verdicts, group: seats(mw, sw, order) };
}

/** Without health checks nothing is known of anybody, and most of a policy has nothing to say. */
const policies: readonly ElectionPolicy[] = [true, false].flatMap((healthCheck) =>
  (healthCheck ? (['stay', 'master', 'refuse'] as const) : (['stay'] as const)).flatMap((bothDown) =>
    [
      { mode: 'auto' } as const,
      { mode: 'delayed', delayMs: 1500 } as const,
      { mode: 'manual' } as const,
    ].flatMap((failback) =>
      [true, false].map((enabled) =>
        policy({
          healthCheck,
          bothDown,
          failback,
          standbyProbe: enabled,
          damping: { ...defaultFlapDamping, enabled },
        }),
      ),
    ),
  ),
);

/** A plain throw: `expect` would cost most of the time of the exploration. */
function must(holds: boolean, invariant: string, ...seen: unknown[]): void {
  if (!holds) throw new Error(`${invariant}: ${JSON.stringify(seen)}`);
}

/** The invariants of docs/failover.md that can be told from one step. */
function checkStep(
  before: Election,
  after: Election,
  input: { verdicts: ElectionVerdicts; group: ElectionGroup },
  rules: ElectionPolicy,
): void {
  const { verdicts: v, group } = input;
  const seen = [before, after, input, rules];
  const eligible = { Master: group.master.weight > 0, Slave: group.slave.weight > 0 };
  const switched = after.active !== before.active;
  must(after.epoch === before.epoch + (switched ? 1 : 0), '1: one active per epoch', seen);
  const ordered = after.reason === 'manual' && switched;
  must(after.active === 'None' || eligible[after.active], 'weight 0 takes nothing new', seen);
  if (!rules.healthCheck || !eligible.Master || !eligible.Slave) return;
  const known = (active: Verdict, other: Verdict): boolean => active === 'unhealthy' && other === 'healthy';
  if (switched && after.active === 'Master') must(!known(v.master, v.slave), '2: not to the bad one', seen);
  if (switched && after.active === 'Slave') must(!known(v.slave, v.master), '2: not to the bad one', seen);
  // Out of None, where nobody serves, any candidate is better.
  if (v.master === 'unknown' && v.slave === 'unknown' && before.active !== 'None') {
    must(!switched || ordered, '3: never without evidence or order', seen);
  }
  const allBad = v.master === 'unhealthy' && v.slave === 'unhealthy';
  if (allBad && rules.bothDown === 'stay' && before.active !== 'None') must(!switched, '5: both down', seen);
  // The first verdicts decide the initial role, which is no return.
  if (switched && before.settled && before.active === 'Slave' && v.slave !== 'unhealthy') {
    must(
      ordered || (rules.failback.mode !== 'manual' && v.master === 'healthy'),
      '6: returns as the policy says',
      seen,
    );
  }
}

describe('invariants', () => {
  it('hold over every reachable state of the small state space', { timeout: 180_000 }, () => {
    // Times are folded to what matters: how far waits have got, capped; so the set of states is finite.
    const fingerprint = (e: Election, now: number): string =>
      [
        e.active,
        e.reason,
        e.settled,
        e.held?.why ?? '',
        e.keep,
        Math.round(e.penalty.value * 2 ** (-(now - e.penalty.atMs) / 300_000) * 2),
        e.masterHealthySinceMs === null ? -1 : Math.min(2, Math.floor((now - e.masterHealthySinceMs) / 1000)),
      ].join();
    let explored = 0;
    for (const rules of policies) {
      const seen = new Set<string>();
      const queue: { election: Election; now: number }[] = [
        {
          election: elect(undefined, { master: 'unknown', slave: 'unknown' }, both, rules, START),
          now: START,
        },
      ];
      for (let state = queue.pop(); state; state = queue.pop()) {
        for (const given of inputs) {
          const input = meet(state.election, given);
          for (const step of [1000, 600_000]) {
            const now = state.now + step;
            const next = elect(state.election, input.verdicts, input.group, rules, now);
            checkStep(state.election, next, input, rules);
            // Idempotent: the same inputs at the same time change nothing more.
            const again = elect(next, input.verdicts, input.group, rules, now);
            must(again.epoch === next.epoch, 'idempotent', next, again);
            explored += 1;
            const mark = fingerprint(next, now);
            if (!seen.has(mark)) {
              seen.add(mark);
              queue.push({ election: next, now });
            }
          }
        }
      }
    }
    expect(explored).toBeGreaterThan(50_000);
  });

  it('hold over random runs', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...policies),
        fc.array(fc.tuple(fc.constantFrom(...inputs), fc.integer({ min: 1, max: 30_000 })), {
          maxLength: 60,
        }),
        (rules, steps) => {
          let election: Election = elect(
            undefined,
            { master: 'unknown', slave: 'unknown' },
            both,
            rules,
            START,
          );
          let now = START;
          for (const [given, waitMs] of steps) {
            const input = meet(election, given);
            now += waitMs;
            const next = elect(election, input.verdicts, input.group, rules, now);
            checkStep(election, next, input, rules);
            election = next;
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('a restart in the middle changes nothing: the stored election goes on as if nothing had happened', () => {
    const away = run([good, masterDown]);
    const stored: Election = JSON.parse(JSON.stringify(away)) as Election;
    expect(
      elect(stored, { master: 'unknown', slave: 'unknown' }, both, policy(), START + 60_000),
    ).toMatchObject({
      active: 'Slave',
      epoch: 2,
    });
  });
});
