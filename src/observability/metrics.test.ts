import { expect, test } from 'vitest';
import { Metrics } from './metrics.ts';

test('requests are counted and timed by action and code', async () => {
  const metrics = new Metrics();
  metrics.observeRequest('DescribeRegions', 'OK', 3);
  metrics.observeRequest('DescribeRegions', 'OK', 30);
  const text = await metrics.render();
  expect(metrics.contentType).toMatch(/^text\/plain/);
  expect(text).toContain('hotspare_api_requests_total{action="DescribeRegions",code="OK"} 2');
  expect(text).toContain(
    'hotspare_api_request_duration_seconds_bucket{le="0.005",action="DescribeRegions",code="OK"} 1',
  );
  expect(text).toContain(
    'hotspare_api_request_duration_seconds_sum{action="DescribeRegions",code="OK"} 0.033',
  );
});

test('a gauge shows what is true at the scrape, and no longer what has gone', async () => {
  const metrics = new Metrics();
  const connections = new Map([
    ['tcp/80', 2],
    ['tcp/81', 1],
  ]);
  metrics.gauge({
    name: 'connections_active',
    help: 'Connections.',
    collect: (set) => connections.forEach((value, listener) => set(value, { listener })),
  });
  expect(await metrics.render()).toContain('hotspare_connections_active{listener="tcp/81"} 1');
  connections.delete('tcp/81');
  connections.set('tcp/80', 5);
  const text = await metrics.render();
  expect(text).toContain('hotspare_connections_active{listener="tcp/80"} 5');
  expect(text).not.toContain('tcp/81');
});

test('a counter shows the total kept elsewhere, however often it is scraped', async () => {
  const metrics = new Metrics();
  let total = 7;
  metrics.counter({
    name: 'switches_total',
    help: 'Switches.',
    collect: async (set) => set(total),
  });
  await metrics.render();
  expect(await metrics.render()).toContain('hotspare_switches_total 7');
  total = 9;
  expect(await metrics.render()).toContain('hotspare_switches_total 9');
});

test('labels and help are escaped as the format wants', async () => {
  const metrics = new Metrics();
  metrics.gauge({
    name: 'odd',
    help: 'Two\nlines.',
    collect: (set) => set(0.5, { a: 'say "hi"', b: 'back\\slash\nnew line' }),
  });
  const text = await metrics.render();
  expect(text).toContain('# HELP hotspare_odd Two\\nlines.\n# TYPE hotspare_odd gauge\n');
  expect(text).toContain('hotspare_odd{a="say \\"hi\\"",b="back\\\\slash\\nnew line"} 0.5\n');
});

test('two instances do not share anything; a name is taken once', async () => {
  const [one, other] = [new Metrics(), new Metrics()];
  one.observeRequest('A', 'OK', 1);
  expect(await other.render()).not.toContain('action="A"');
  const definition = { name: 'x', help: 'x', collect: () => undefined };
  one.gauge(definition);
  expect(() => one.gauge(definition)).toThrow(/already been registered/);
  other.gauge(definition);
});

test('process metrics on demand', async () => {
  const metrics = new Metrics();
  expect(await metrics.render()).not.toContain('process_');
  metrics.addProcessMetrics();
  expect(await metrics.render()).toContain('process_resident_memory_bytes');
});
