/**
 * Random and broken inputs: no crash, no hang, no 5xx, no answer that is not a well-formed document. CI takes a fixed share
 * of the million that `npm run fuzz -- --inputs 1000000` runs; `HOTSPARE_FUZZ_SEED` replays a run.
 */
import { expect, it } from 'vitest';
import { seedOf } from '../support/seed.ts';
import { campaign, tellCampaign } from './campaign.ts';

const INPUTS = 300_000;

it(`${INPUTS} random inputs are met with well-formed documents below 500`, { timeout: 600_000 }, async () => {
  const seed = seedOf('HOTSPARE_FUZZ_SEED');
  const report = await campaign({ seed, inputs: INPUTS });
  console.log(tellCampaign(report, seed));
  expect(report.inputs).toBe(INPUTS);
  // Most of the calls are wrong somewhere; far fewer that work would mean a world in which nothing fits.
  expect(report.succeeded).toBeGreaterThan(INPUTS / 10);
});
