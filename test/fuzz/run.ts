/** `npm run fuzz -- --inputs 1000000 --seed 7`: a campaign of any length, by itself. */
import { parseArgs } from 'node:util';
import { seedOf } from '../support/seed.ts';
import { campaign, tellCampaign } from './campaign.ts';

const { values } = parseArgs({
  options: { inputs: { type: 'string', default: '1000000' }, seed: { type: 'string' } },
});
const seed = values.seed === undefined ? seedOf('HOTSPARE_FUZZ_SEED') : Number(values.seed);
const report = await campaign({
  seed,
  inputs: Number(values.inputs),
  onProgress: (done) => process.stderr.write(`\r${done} inputs`),
});
console.log(`\n${tellCampaign(report, seed)}\nThe slowest: ${report.slowest}`);
