import { beforeEach, describe, expect, it } from 'vitest';
import { Harness } from '../../../test/contract/harness.ts';
import { answerOf, type Document, itemsOf, refusalOf } from '../../../test/contract/calls.ts';
import { givenLoadBalancer, givenMasterSlaveGroup } from '../../contract/examples.ts';
import { keys } from '../../domain/keys.ts';
import type { HistoryFact } from '../../domain/state-records.ts';

const AT_MS = Date.UTC(2026, 0, 2, 3, 0, 0, 100);
const result = { outcome: 'refused', source: 'probe', detail: '', durationMs: 0.6, atMs: AT_MS } as const;

const probeFailed: HistoryFact = { kind: 'probe-failed', targetId: 'vm-233:80', role: 'Master', result };
const verdict: HistoryFact = {
  kind: 'verdict',
  targetId: 'vm-233:80',
  role: 'Master',
  from: 'healthy',
  to: 'unhealthy',
  results: 3,
  evidence: result,
};
const decision: HistoryFact = {
  kind: 'decision',
  from: 'Master',
  to: 'Slave',
  epoch: 2,
  reason: 'master-failed',
  verdicts: { master: 'unhealthy', slave: 'healthy' },
  detectionMs: 4_000.4,
};
const held: HistoryFact = {
  kind: 'held',
  epoch: 2,
  hold: { why: 'failback-manual', sinceMs: AT_MS, untilMs: null },
};
const applied: HistoryFact = {
  kind: 'applied',
  epoch: 2,
  engine: 'embedded',
  afterMs: 1.4,
  cutConnections: 3,
};
const firstServed: HistoryFact = { kind: 'first-served', epoch: 2, targetId: 'vm-232:90', afterMs: 8 };

let harness: Harness;
beforeEach(async () => {
  harness = new Harness();
  await harness.arrange(givenMasterSlaveGroup);
});

/** Writes events as the timeline does: of one listener, a millisecond apart, numbered on. */
async function record(
  listener: string,
  facts: readonly HistoryFact[],
  options: { readonly groupId?: string | null; readonly from?: number; readonly loadBalancer?: string } = {},
): Promise<void> {
  const { groupId = harness.bindings.valueOf('rsp-example'), from = 1 } = options;
  const key = `${harness.bindings.valueOf(options.loadBalancer ?? 'lb-bp1example')}/${listener}`;
  await harness.edit(async (tx) => {
    facts.forEach((fact, index) => {
      const sequence = from + index;
      const event = { sequence, listener: key, groupId, atMs: AT_MS + sequence, fact };
      tx.put('history', keys.historyEvent(key, sequence), event);
    });
  });
}

const history = (parameters: Readonly<Record<string, string>> = { LoadBalancerId: 'lb-bp1example' }) =>
  answerOf(harness, 'DescribeFailoverHistory', parameters);
const sequences = ({ Events }: Document) =>
  itemsOf(Events).map(
    (event) => `${event['ListenerProtocol']}:${event['ListenerPort']}#${event['Sequence']}`,
  );

describe('DescribeFailoverHistory', () => {
  it('tells the causal chain newest first, to the millisecond, in sentences and in fields', async () => {
    await record('tcp/80', [probeFailed, verdict, decision, held, applied, firstServed]);
    const common = {
      LoadBalancerId: harness.bindings.valueOf('lb-bp1example'),
      ListenerPort: 80,
      ListenerProtocol: 'tcp',
      MasterSlaveServerGroupId: harness.bindings.valueOf('rsp-example'),
      Sentence: expect.stringMatching(/[\w)]\.$/),
    };
    const answer = await history();
    expect(answer).toMatchObject({ TotalCount: 6, MaxResults: 20 });
    expect(answer).not.toHaveProperty('NextToken');
    expect(itemsOf(answer['Events'])).toEqual([
      {
        ...common,
        Sequence: 6,
        Time: '2026-01-02T03:00:00.106Z',
        Kind: 'first-served',
        Target: 'vm-232:90',
        Epoch: 2,
        AfterMs: 8,
        Data: JSON.stringify(firstServed),
      },
      {
        ...common,
        Sequence: 5,
        Time: '2026-01-02T03:00:00.105Z',
        Kind: 'applied',
        Epoch: 2,
        AfterMs: 1,
        CutConnections: 3,
        Data: expect.any(String),
      },
      {
        ...common,
        Sequence: 4,
        Time: expect.any(String),
        Kind: 'held',
        Epoch: 2,
        Reason: 'failback-manual',
        Data: expect.any(String),
      },
      {
        ...common,
        Sequence: 3,
        Time: expect.any(String),
        Kind: 'decision',
        From: 'Master',
        To: 'Slave',
        Epoch: 2,
        Reason: 'master-failed',
        DetectionMs: 4000,
        Data: expect.any(String),
      },
      {
        ...common,
        Sequence: 2,
        Time: expect.any(String),
        Kind: 'verdict',
        Target: 'vm-233:80',
        ServerType: 'Master',
        From: 'healthy',
        To: 'unhealthy',
        Data: expect.any(String),
      },
      {
        ...common,
        Sequence: 1,
        Time: expect.any(String),
        Kind: 'probe-failed',
        Target: 'vm-233:80',
        ServerType: 'Master',
        Data: JSON.stringify(probeFailed),
      },
    ]);
  });

  it('mixes the listeners of a load balancer by time', async () => {
    await record('tcp/80', [probeFailed]);
    await record('udp/53', [verdict], { from: 2 });
    await record('tcp/80', [decision], { from: 3 });
    expect(sequences(await history())).toEqual(['tcp:80#3', 'udp:53#2', 'tcp:80#1']);
  });

  it('goes on where the last page ended, though new events have come meanwhile', async () => {
    await record('tcp/80', [probeFailed, probeFailed, verdict]);
    const first = await history({ LoadBalancerId: 'lb-bp1example', MaxResults: '2' });
    expect(sequences(first)).toEqual(['tcp:80#3', 'tcp:80#2']);
    await record('tcp/80', [decision, applied], { from: 4 });
    const next = { LoadBalancerId: 'lb-bp1example', NextToken: String(first['NextToken']) };
    const second = await history(next);
    expect(sequences(second)).toEqual(['tcp:80#1']);
    expect(second).not.toHaveProperty('NextToken');
  });

  it('shows only what is asked for', async () => {
    await record('tcp/80', [decision]);
    await record('tcp/81', [decision], { groupId: null });
    await record('udp/80', [decision]);
    const one = { LoadBalancerId: 'lb-bp1example' };
    expect([...sequences(await history({ ...one, ListenerPort: '80' }))].sort()).toEqual([
      'tcp:80#1',
      'udp:80#1',
    ]);
    expect(sequences(await history({ ...one, ListenerPort: '80', ListenerProtocol: 'udp' }))).toEqual([
      'udp:80#1',
    ]);
    expect(await history({ MasterSlaveServerGroupId: 'rsp-example' })).toMatchObject({ TotalCount: 2 });
  });

  it('knows nothing of other load balancers', async () => {
    const other = givenLoadBalancer.map((call) => ({ ...call, binds: { LoadBalancerId: 'lb-other' } }));
    await harness.arrange(other);
    await record('tcp/80', [decision], { loadBalancer: 'lb-other' });
    expect(await history()).toMatchObject({ TotalCount: 0, Events: { Event: [] } });
  });

  it('wants a load balancer or a group', async () => {
    expect(await refusalOf(harness, 'DescribeFailoverHistory', {})).toMatchObject({
      Code: 'MissingParameter',
      Message: expect.stringContaining('"LoadBalancerId"'),
    });
  });
});
