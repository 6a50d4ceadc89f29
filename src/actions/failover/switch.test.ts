import { beforeEach, describe, expect, it } from 'vitest';
import { answerOf, itemsOf } from '../../../test/contract/calls.ts';
import { Harness } from '../../../test/contract/harness.ts';
import { MadeUpRuntime, madeUpElection, madeUpHealth, madeUpTarget } from '../../../test/support/runtime.ts';
import { givenStartedTcpListener } from '../../contract/listener-examples.ts';

let runtime: MadeUpRuntime;
let harness: Harness;
beforeEach(async () => {
  runtime = new MadeUpRuntime();
  harness = new Harness({ runtime });
  await harness.arrange(givenStartedTcpListener);
});

const pair = { MasterSlaveServerGroupId: 'rsp-example' };

function established(master: number, slave: number, active: 'Master' | 'Slave' = 'Master'): void {
  runtime.set('tcp/80', {
    election: madeUpElection({ active }),
    targets: [
      madeUpTarget('vm-233', 80, { role: 'Master', activeConnections: master }),
      madeUpTarget('vm-232', 90, { role: 'Slave', activeConnections: slave }),
    ],
  });
}

async function order(changes: Readonly<Record<string, string>> = {}) {
  const answer = await answerOf(harness, 'SwitchMasterSlaveServerGroup', { ...pair, ...changes });
  return itemsOf(answer['Listeners'])[0];
}

describe('SwitchMasterSlaveServerGroup', () => {
  it('tells the move, and that established connections go on by the default policy', async () => {
    established(7, 0);
    expect(await order()).toMatchObject({
      From: 'Master',
      To: 'Slave',
      ServerId: 'vm-232',
      ConnectionsCut: 0,
      Sentence: 'New connections of tcp:80 go from the master to the slave vm-232; established ones go on.',
    });
  });

  it.each([
    [
      { EstablishedPolicy: 'reset' },
      { ConnectionsCut: 7, ConnectionsDrained: 0 },
      '7 established connections would end at once',
    ],
    [
      { EstablishedPolicy: 'drain', DrainTimeout: '9' },
      { ConnectionsCut: 0, ConnectionsDrained: 7 },
      '7 established connections would end when the drain time is over',
    ],
  ])('a dry run counts what policy %o would do', async (policy, counts, words) => {
    await answerOf(harness, 'SetMasterSlaveServerGroupAttribute', { ...pair, ...policy });
    established(7, 0);
    const told = await order({ DryRun: 'true' });
    expect(told).toMatchObject(counts);
    expect(told?.['Sentence']).toContain(words);
  });

  it('return goes to the master from wherever it is; stay keeps the active one', async () => {
    established(0, 3, 'Slave');
    expect(await order({ Order: 'return' })).toMatchObject({ From: 'Slave', To: 'Master' });
    expect(await order({ Order: 'stay' })).toMatchObject({ From: 'Slave', To: 'Slave', ConnectionsCut: 0 });
  });

  it('refuses a server known bad, with the last evidence', async () => {
    const refused = { outcome: 'refused', source: 'probe', detail: '', durationMs: 2, atMs: 0 } as const;
    runtime.set('tcp/80', {
      election: madeUpElection({ active: 'Master' }),
      targets: [
        madeUpTarget('vm-232', 90, {
          role: 'Slave',
          health: madeUpHealth('unhealthy', { lastResult: refused }),
        }),
      ],
    });
    const { body } = await harness.call('SwitchMasterSlaveServerGroup', pair);
    expect(JSON.parse(body)).toMatchObject({
      Code: 'OperationDenied.ServerUnfit',
      Message: expect.stringContaining('fails its health check (probe failed after 2 ms: refused)') as string,
    });
  });
});
