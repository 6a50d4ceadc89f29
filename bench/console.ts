/**
 * `npx tsx bench/console.ts [loadBalancers] [browsers]`: what the open console costs the service. 1,000 load balancers
 * with a master-slave pair each, new connections all the time, and 20 browsers, half of them on the overview and half on
 * the picture of a load balancer; measured in turns without anybody, with what the browsers ask for but without their
 * drawing, which on one machine takes the processor from everything else, and with the browsers. Before that, how long each page takes from
 * an empty cache until it can be used. Writes docs/benchmarks/console.json and .svg, and prints the table.
 */
import { setPriority } from 'node:os';
import { Cleanup } from '../test/support/cleanup.ts';
import { EventStreamClient } from '../test/support/event-stream.ts';
import { pause } from '../test/support/eventually.ts';
import { Api } from '../test/support/service-api.ts';
import { enginePid, type RunningService, Services } from '../test/support/service.ts';
import { everyPage } from '../test/browser/support/pages.ts';
import { TestBrowser } from '../test/browser/support/browser.ts';
import { signInAt } from '../test/browser/support/console.ts';
import { descendantsOf } from './console/descendants.ts';
import { fill, type Filled } from './console/fill.ts';
import { pageTimes } from './console/page-times.ts';
import {
  type ConsoleResults,
  conditionsOf,
  median,
  renderPlot,
  renderTable,
  type Round,
} from './console/results.ts';
import { Traffic } from './console/traffic.ts';
import { cpuSecondsOf } from './scale/process-figures.ts';
import { ServersProcess } from './scale/servers.ts';
import { buildIfStale, writeResults } from './results-files.ts';

const ROUNDS = 3;
const SECONDS = 20;
const SETTLE_MS = 5_000;
const CONNECTIONS_PER_SECOND = 300;

async function measure(loadBalancers: number, browsers: number): Promise<ConsoleResults> {
  const cleanup = new Cleanup();
  try {
    cleanup.add(await ServersProcess.start());
    const services = cleanup.add(new Services());
    const service = await services.start({ flags: ['--address-pool=127.64.0.0/16', '--log-level=warn'] });
    const api = cleanup.add(new Api(service));
    const filled = await fill(api, loadBalancers);
    const pages = await timesOfPages(service, filled);
    const traffic = cleanup.add(Traffic.start(filled, CONNECTIONS_PER_SECOND));
    const rounds: Round[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      await pause(SETTLE_MS);
      const without = await figures(service, traffic);
      const streams = await openStreams(service, filled, browsers);
      await pause(SETTLE_MS);
      const withStreams = await figures(service, traffic);
      for (const stream of streams) stream.close();
      const opened = await openBrowsers(service, filled, browsers);
      await pause(SETTLE_MS);
      const withConsole = await figures(service, traffic);
      await opened.close();
      rounds.push({ without, withStreams, withConsole });
    }
    return {
      conditions: conditionsOf({ loadBalancers, browsers, seconds: SECONDS, rate: CONNECTIONS_PER_SECOND }),
      rounds,
      addedCpuShare: median(
        rounds.map(({ without, withConsole }) => withConsole.cpu.service - without.cpu.service),
      ),
      pages,
    };
  } finally {
    await cleanup.run();
  }
}

/** Over some seconds: shares of a core, and what new connections took. */
async function figures(service: RunningService, traffic: Traffic): Promise<Round['without']> {
  const pids = { service: service.process.pid ?? 0, engine: enginePid(service.dataDir) ?? 0 };
  const before = { service: cpuSecondsOf(pids.service), engine: cpuSecondsOf(pids.engine) };
  traffic.reset();
  const beganMs = performance.now();
  await pause(SECONDS * 1_000);
  const seconds = (performance.now() - beganMs) / 1_000;
  return {
    cpu: {
      service: (cpuSecondsOf(pids.service) - before.service) / seconds,
      engine: (cpuSecondsOf(pids.engine) - before.engine) / seconds,
    },
    connections: traffic.figures(),
  };
}

/** The same streams that the browsers open. */
async function openStreams(service: RunningService, filled: Filled, count: number) {
  return Promise.all(
    Array.from({ length: count }, (_, number) =>
      EventStreamClient.open(service, number % 2 === 0 ? {} : { LoadBalancerId: filled.at(number).id }),
    ),
  );
}

/** At the lowest priority, as if on machines of their own: their work is not what is measured. */
async function openBrowsers(service: RunningService, filled: Filled, count: number) {
  const browser = await TestBrowser.start();
  for (let number = 0; number < count; number += 1) {
    const opened = await browser.open();
    const { id } = filled.at(number);
    await opened.page.goto(`${service.endpoint}/console/${number % 2 === 0 ? '' : `balancers/${id}`}`);
    await signInAt(opened, service);
    for (const pid of descendantsOf(process.pid, 'chromium')) setPriority(pid, 19);
  }
  return browser;
}

async function timesOfPages(service: RunningService, filled: Filled) {
  const { id, groupId } = filled.at(0);
  return pageTimes(service, everyPage({ loadBalancerId: id, groupId }));
}

const loadBalancers = Number(process.argv[2] ?? 1_000);
const browsers = Number(process.argv[3] ?? 20);
if (!(loadBalancers >= 1 && browsers >= 1)) {
  console.error('usage: npx tsx bench/console.ts [loadBalancers] [browsers]');
  process.exitCode = 1;
} else {
  buildIfStale();
  const results = await measure(loadBalancers, browsers);
  await writeResults('console', results, renderPlot(results));
  console.log(renderTable(results));
}
