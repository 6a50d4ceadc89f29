/**
 * `npx tsx bench/failover.ts [rounds]`: what clients meet when a master is killed or falls silent, by detection and by
 * the rule for failed connects. Needs root (a silent host is a network namespace) and redis-server. Rounds play all
 * cells in a new order each, so that what else the machine does falls on all of them. Writes docs/benchmarks/failover.json
 * and .svg, and prints the table.
 */
import { Cleanup } from '../test/support/cleanup.ts';
import { whyNoNetworkHosts } from '../test/support/network-host.ts';
import { whyNoRedis } from '../test/support/redis.ts';
import { Api } from '../test/support/service-api.ts';
import { Services } from '../test/support/service.ts';
import { type CellRun, cells, RATE_PER_SECOND, runCell } from './failover/cell.ts';
import { renderPlot } from './failover/plot.ts';
import { conditionsOf, labelOf, type Results } from './failover/results.ts';
import { Servers } from './failover/servers.ts';
import { renderTable } from './failover/table.ts';
import { buildIfStale, writeResults } from './results-files.ts';

const DEFAULT_ROUNDS = 5;

async function measure(rounds: number): Promise<Results> {
  const runs = new Map<(typeof cells)[number], CellRun[]>(cells.map((cell) => [cell, []]));
  const cleanup = new Cleanup();
  try {
    const services = cleanup.add(new Services());
    const api = cleanup.add(new Api(await services.start()));
    const servers = await Servers.start(cleanup);
    for (let round = 1; round <= rounds; round += 1) {
      for (const cell of shuffled(cells)) {
        const run = await runCell(cell, api, servers);
        runs.get(cell)?.push(run);
        console.error(`round ${round} of ${rounds}, ${labelOf(cell)}: ${JSON.stringify(run)}`);
      }
    }
  } finally {
    await cleanup.run();
  }
  return {
    conditions: conditionsOf(rounds, RATE_PER_SECOND),
    cells: cells.map((cell) => ({ ...cell, runs: runs.get(cell) ?? [] })),
  };
}

function shuffled<T>(items: readonly T[]): readonly T[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

const whyNot = whyNoRedis ?? (await whyNoNetworkHosts());
const rounds = Number(process.argv[2] ?? DEFAULT_ROUNDS);
if (whyNot !== undefined || !(rounds >= 1)) {
  console.error(whyNot ?? 'usage: npx tsx bench/failover.ts [rounds]');
  process.exitCode = 1;
} else {
  buildIfStale();
  const results = await measure(rounds);
  await writeResults('failover', results, renderPlot(results));
  console.log(renderTable(results));
}
