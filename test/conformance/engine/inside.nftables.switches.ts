/** Thousands of switches under load, between machines; run inside a namespace by nftables.switches.test.ts. */
import { afterAll, beforeAll, describe, it } from 'vitest';
import { createNftablesEngine } from '../../../src/engine/nftables/engine.ts';
import { systemClock } from '../../../src/lib/clock.ts';
import { Bed, places, virtual } from './bed.ts';
import { PlanBook, pair, target } from './plans.ts';
import { answerer, asker, switchUnderLoad } from './switches.ts';

/** Under such a load each takes some ten milliseconds on two cores. */
const SWITCHES = 1_000;

const bed = new Bed();
const plans = new PlanBook(virtual.address);

beforeAll(() => bed.open());
afterAll(() => bed.close());

async function startServer(name: 'a' | 'b') {
  const { address } = places[name];
  const port = Number(await bed.start(name, answerer, name, address, '80').ask('open'));
  return target({ name, address, port });
}

describe('the nftables engine under load', () => {
  it('fails nobody through thousands of switches', { timeout: 600_000 }, async () => {
    const servers = [await startServer('a'), await startServer('b')] as const;
    const listener = await plans.listener('tcp', pair(...servers), { port: 80 });
    const engine = createNftablesEngine({}, systemClock);
    try {
      const stage = {
        engine,
        plans,
        listener,
        servers,
        switches: SWITCHES,
        asker: bed.start('client', asker),
      };
      console.log(`figures: nftables: ${await switchUnderLoad(stage)}`);
    } finally {
      await engine.close();
    }
  });
});
