/** The package as it is published: packed, installed into an empty project, run from there. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listAt, textAt } from '../support/answers.ts';
import { runCommand } from '../support/command.ts';
import { clientOf } from '../support/running-pair.ts';
import { Services } from '../support/service.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const services = new Services();
let project: string;
let packed: unknown;

/** Standard output of a command that must succeed. */
async function outputOf(folder: string, ...command: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runCommand(command, { folder });
  if (code !== 0) throw new Error(`${command.join(' ')}: ${stdout}${stderr}`);
  return stdout;
}

/** Scripts would build anew what the other suites are using; installing must not need any. */
function npm(folder: string, ...args: readonly string[]): Promise<string> {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  return outputOf(folder, 'npm', ...args, ...quiet);
}

beforeAll(async () => {
  await outputOf(root, process.execPath, '--eval', "import('./tools/build.mjs').then((b) => b.buildTypes())");
  project = join(services.newDataDir(), 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }');
  const list: unknown = JSON.parse(await npm(root, 'pack', '--json', '--pack-destination', project));
  packed = Array.isArray(list) ? list[0] : undefined;
  await npm(project, 'install', '--prefer-offline', join(project, textAt(packed, 'filename')));
});

afterAll(() => services.close());

it('holds what is needed to run, and no sources or tests', () => {
  const files = listAt(packed, 'files').map((file) => textAt(file, 'path'));
  const needed = [
    'package.json',
    'README.md',
    'LICENSE',
    'dist/hotspare.js',
    'dist/index.js',
    'dist/engine.js',
  ];
  expect(files).toEqual(expect.arrayContaining([...needed, 'dist/store-worker.js', 'dist/health-worker.js']));
  expect(files.filter((file) => /^(src|test|tools|node_modules|\.)/.test(file))).toEqual([]);
});

it('runs as a command of the project', async () => {
  const version = await runCommand(['npx', '--no-install', 'hotspare', '--version'], { folder: project });
  expect(version).toMatchObject({ code: 0, stdout: `${textAt(packed, 'version')}\n` });
});

it('serves from there', async () => {
  const program = join(project, 'node_modules', 'hotspare', 'dist', 'hotspare.js');
  const service = await services.start({ program });
  const client = clientOf(service);
  await client.call('CreateLoadBalancer', { RegionId: 'cn-hangzhou' });
  expect((await fetch(`${service.endpoint}/readyz`)).status).toBe(200);
  await service.stop();
  expect(service.process.exitCode).toBe(0);
});

it('is a library for the project', async () => {
  const script = join(project, 'use.js');
  writeFileSync(
    script,
    `import { startHotspare } from 'hotspare';
    const slb = await startHotspare();
    console.log((await fetch(slb.endpoint + '/readyz')).status);
    await slb.close();
    `,
  );
  const used = await runCommand([process.execPath, script], { folder: project });
  expect(used).toEqual({ code: 0, stdout: '200\n', stderr: '' });
});

it('has types of its own, which need nothing installed beside it', async () => {
  const options = {
    module: 'nodenext',
    target: 'es2022',
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    types: [],
  };
  writeFileSync(
    join(project, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: options, include: ['*.ts'] }),
  );
  writeFileSync(
    join(project, 'use.ts'),
    [
      `import { startHotspare } from 'hotspare';`,
      `const slb = await startHotspare({ servers: { 'i-1': '127.0.0.1' }, failover: { detection: 'fast' } });`,
      `const { LoadBalancerId } = await slb.call('CreateLoadBalancer', { RegionId: 'cn-hangzhou' });`,
      `export const id: string = LoadBalancerId;`,
      `await startHotspare({ failover: { detection: 'psychic' } });`,
      `await slb.call('MakeCoffee');`,
      `export const number: number = LoadBalancerId;`,
    ].join('\n'),
  );
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { stdout } = await runCommand([process.execPath, compiler, '--pretty', 'false'], { folder: project });
  const errors = stdout.split('\n').filter((line) => /^\S/.test(line));
  expect(errors).toEqual([
    expect.stringMatching(/^use\.ts\(5,.*psychic/),
    expect.stringMatching(/^use\.ts\(6,.*MakeCoffee/),
    expect.stringMatching(/^use\.ts\(7,.*'string' is not assignable to type 'number'/),
  ]);
});
