import { describe, expect, it } from 'vitest';
import { computeFigures, type FaultWindow } from './figures.ts';
import type { ConnectionRecord, HeldRecord, Outcome } from './records.ts';

function connection(
  startedMs: number,
  endedMs: number,
  server: string | null,
  outcome: Outcome = server === null ? 'reset' : 'answered',
  dueMs = startedMs,
): ConnectionRecord {
  return { dueMs, startedMs, endedMs, outcome, server };
}

const kill: FaultWindow = {
  step: 'killed',
  kind: 'fault',
  to: 'b',
  beginMs: 1_000,
  endMs: 1_010,
  untilMs: 5_000,
};
const back: FaultWindow = {
  step: 'restarted',
  kind: 'return',
  to: 'a',
  beginMs: 5_000,
  endMs: 5_100,
  untilMs: 9_000,
};

function killed(records: readonly ConnectionRecord[], held: readonly HeldRecord[] = []) {
  const [figures] = computeFigures(records, held, [kill]).steps;
  if (!figures) throw new Error('there is no step');
  return figures;
}

describe('failover time', () => {
  it('counts from the fault to the first success of a new connection on the other server', () => {
    const records = [
      connection(990, 1_020, 'b'), // begun before the fault
      connection(1_005, 1_015, 'a'), // the old one still answered
      connection(1_020, 1_130, 'b'),
      connection(1_025, 1_125, 'b'), // begun later, answered earlier
    ];
    expect(killed(records).switchMs).toBe(125);
  });

  it('is unknown when the other server never answered', () => {
    expect(killed([connection(1_020, 1_130, 'a')]).switchMs).toBeNull();
  });

  it('counts a return from the moment at which the server is back', () => {
    const { steps } = computeFigures([connection(5_200, 5_300, 'a')], [], [kill, back]);
    expect(steps[1]?.switchMs).toBe(200);
  });
});

describe('failed connections', () => {
  it('allows those on their way while the fault was made, and no others', () => {
    const figures = killed([
      connection(995, 1_002, null), // begun before, ended after
      connection(1_009, 1_011, null, 'refused'), // begun before the fault was complete
      connection(1_010, 1_011, null, 'refused'), // complete: no excuse
      connection(2_000, 2_001, null, 'closed'),
    ]);
    expect(figures).toMatchObject({
      failed: 4,
      failedBeyondInFlight: 2,
      failures: { reset: 1, refused: 2, closed: 1 },
    });
  });

  it('lays a late time-out to the fault during which its connection was on its way', () => {
    const late = connection(1_005, 6_000, null, 'timed-out');
    const { steps, failedBeyondInFlight } = computeFigures([late], [], [kill, back]);
    expect(steps.map(({ failed }) => failed)).toEqual([1, 0]);
    expect(failedBeyondInFlight).toBe(0);
  });

  it('excuses nothing on a return, nor before the first fault', () => {
    const figures = computeFigures(
      [connection(500, 501, null), connection(5_050, 5_060, null)],
      [],
      [kill, back],
    );
    expect(figures.calm.failed).toBe(1);
    expect(figures.steps[1]).toMatchObject({ failed: 1, failedBeyondInFlight: 1 });
    expect(figures).toMatchObject({ failed: 2, failedBeyondInFlight: 2 });
  });

  it('leaves out no record', () => {
    const records = Array.from({ length: 900 }, (_, index) => connection(index * 10, index * 10 + 5, 'a'));
    const { connections, calm, steps } = computeFigures(records, [], [kill, back]);
    expect(connections).toBe(900);
    expect(calm.connections + (steps[0]?.connections ?? 0) + (steps[1]?.connections ?? 0)).toBe(900);
  });
});

describe('slow connections', () => {
  it('are measured from when they were due, whatever held up the client', () => {
    expect(
      killed([
        connection(1_100, 1_201, 'b'),
        connection(1_300, 1_301, 'b', 'answered', 1_190), // begun late
        connection(2_000, 3_001, 'b'),
        connection(3_000, 3_100, 'b'), // exactly 100 ms is not slower
      ]),
    ).toMatchObject({ slowerThan100Ms: 3, slowerThan1000Ms: 1, worstAnsweredMs: 1_001 });
  });

  it('tell how late the clients themselves were', () => {
    const records = [connection(110, 111, 'a', 'answered', 100)];
    expect(computeFigures(records, [], []).worstLagMs).toBe(10);
  });
});

describe('established connections', () => {
  const held = (id: number, event: HeldRecord['event'], atMs: number): HeldRecord => ({
    id,
    event,
    atMs,
    server: 'a',
  });

  it('are those open at the fault; cut are those that ended in its window', () => {
    const records = [
      held(1, 'opened', 100),
      held(2, 'opened', 200),
      held(2, 'cut', 900), // before
      held(3, 'opened', 300),
      held(3, 'cut', 1_001),
      held(4, 'opened', 400),
      held(4, 'cut', 6_000), // in the next window
      held(5, 'opened', 2_000), // too late to be open at the fault
      held(5, 'cut', 2_100),
    ];
    const figures = computeFigures([], records, [kill, back]);
    expect(figures.steps).toMatchObject([
      { establishedOpen: 3, establishedCut: 1 },
      { establishedOpen: 2, establishedCut: 1 },
    ]);
    expect(figures.establishedCutOnReturn).toBe(1);
  });
});
