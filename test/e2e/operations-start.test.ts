/** Starts that cannot succeed end with one clear line and a status; those that can leave their keys well guarded. */
import { randomBytes, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterEach, expect, it } from 'vitest';
import { TcpClient } from '../conformance/engine/clients.ts';
import { textAt } from '../support/answers.ts';
import { eventually } from '../support/eventually.ts';
import { FoundingPair } from '../support/founding-pair.ts';
import { commandLine, isAlive, processesNaming } from '../support/processes.ts';
import { type CliResult, runCli } from '../support/run-cli.ts';
import { clientOf, runPair } from '../support/running-pair.ts';
import { sdkClient } from '../support/sdk-clients.ts';
import { enginePid, Services } from '../support/service.ts';

const services = new Services();

afterEach(() => services.close());

/** An empty variable counts as none. */
const noKey = { HOTSPARE_ACCESS_KEY_ID: '', HOTSPARE_ACCESS_KEY_SECRET: '' };

function serve(...flags: readonly string[]): Promise<CliResult> {
  return runCli(['serve', '--listen', '127.0.0.1:0', '--log-format', 'json', ...flags], {
    environment: noKey,
  });
}

/** What a person sees: no stack, and no more than the lines expected. */
function expectFailure(ended: CliResult, code: number, ...lines: readonly RegExp[]): void {
  expect(ended.code).toBe(code);
  const said = ended.stderr.split('\n').filter((line) => line !== '');
  expect(said).toEqual(lines.map((line) => expect.stringMatching(line)));
  expect(ended.stdout).not.toContain('    at ');
}

it('a folder that another service has is refused, and that service does not notice', async () => {
  const pair = await FoundingPair.start();
  try {
    const service = await services.start();
    const running = await runPair(clientOf(service), pair);
    const engine = enginePid(service.dataDir) ?? Number.NaN;
    const open = await TcpClient.open(running);
    await open.greeting();
    const second = await serve('--data-dir', service.dataDir);
    expectFailure(
      second,
      1,
      /store\.db is in use by another process\. Stop that one .* or choose another data folder/,
    );
    expect(enginePid(service.dataDir)).toBe(engine);
    await open.echoes('still here');
    open.socket.destroy();
    expect((await fetch(`${service.endpoint}/readyz`)).status).toBe(200);
  } finally {
    await pair.close();
  }
});

it('an address that another program has is refused, and no engine is left behind', async () => {
  const service = await services.start();
  const dataDir = services.newDataDir();
  const second = await runCli(['serve', '--listen', `127.0.0.1:${service.port}`, '--data-dir', dataDir]);
  expectFailure(
    second,
    1,
    new RegExp(`127\\.0\\.0\\.1:${service.port}: another program listens there already`),
    /choose another address with --listen HOST:PORT/,
  );
  expect(processesNaming(dataDir)).toEqual([]);
});

it('a damaged store is told as such and left as it is', async () => {
  const service = await services.start();
  await service.stop();
  const file = join(service.dataDir, 'store.db');
  const damaged = randomBytes(16_384);
  writeFileSync(file, damaged);
  const ended = await serve('--data-dir', service.dataDir);
  expectFailure(ended, 1, /store\.db is damaged .*Nothing was changed\. Put a backup in its place/);
  expect(readFileSync(file).equals(damaged)).toBe(true);
});

it.each([
  [
    'an unknown setting',
    'store: memory\nfailover:\n  detectoin: fast\n',
    /:3: failover\.detectoin: there is no such setting/,
  ],
  ['a value that is none', 'store: memory\n\nlisten: 8014\n', /:3: listen: /],
  ['no YAML', 'store: memory\nlisten: [\n', /:\d: not valid YAML: /],
])('a configuration file with %s: the line is named', async (_what, text, line) => {
  const file = join(services.newDataDir(), 'hotspare.yaml');
  writeFileSync(file, text);
  const ended = await runCli(['serve', '--config', file]);
  expectFailure(ended, 2, new RegExp(`^hotspare: ${file.replaceAll('.', '\\.')}${line.source}`));
});

it('a wrong flag or variable is named as it was given', async () => {
  expectFailure(await serve('--stop-drain-seconds', 'soon'), 2, /^hotspare: flag --stop-drain-seconds: /);
  const ended = await runCli(['serve'], { environment: { HOTSPARE_FAILOVER_DETECTION: 'psychic' } });
  expectFailure(ended, 2, /^hotspare: environment HOTSPARE_FAILOVER_DETECTION: /);
});

it('a certificate of the configuration is used, and one that is of no use ends the start', async () => {
  const first = await services.start();
  const made = { cert: join(first.dataDir, 'tls-certificate.pem'), key: join(first.dataDir, 'tls-key.pem') };
  await eventually(() => expect(existsSync(made.cert)).toBe(true));
  expect(statSync(made.key).mode & 0o777).toBe(0o600);
  const flags = (cert: string, key: string) => ['--tls-cert', cert, '--tls-key', key];
  const second = await services.start({ flags: flags(made.cert, made.key) });
  const fingerprint = await fingerprintAt(second.port);
  expect(fingerprint).toBe(new X509Certificate(readFileSync(made.cert)).fingerprint256);
  expect(readdirSync(second.dataDir)).not.toContain('tls-certificate.pem');

  const none = join(first.dataDir, 'none.pem');
  const memory = ['--store', 'memory'];
  expectFailure(
    await serve(...memory, ...flags(none, made.key)),
    2,
    /none\.pem: the file of tls\.cert cannot be read/,
  );
  expectFailure(
    await serve(...memory, ...flags(made.key, made.cert)),
    2,
    /tls-key\.pem: not a PEM certificate with its private key/,
  );
  expectFailure(await serve(...memory, '--tls-cert', made.cert), 2, /tls\.cert and tls\.key belong together/);
});

it('without a key of ours one is made, for the owner alone, and kept', async () => {
  const keyless = { environment: noKey };
  const service = await services.start(keyless);
  const file = join(service.dataDir, 'access-key.json');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(service.dataDir).mode & 0o077).toBe(0);
  const made: unknown = JSON.parse(readFileSync(file, 'utf8'));
  expect(made).toEqual({
    id: expect.stringMatching(/^LTAI\w{20}$/),
    secret: expect.stringMatching(/^\w{30}$/),
  });
  expect(service.output()).toContain(file);
  expect(service.output()).not.toContain(textAt(made, 'secret'));

  const own = { ...service, accessKeyId: textAt(made, 'id'), accessKeySecret: textAt(made, 'secret') };
  expect(await clientOf(own).call('DescribeRegions')).toHaveProperty('Regions');
  expect((await clientOf(service).failure('DescribeRegions')).code).toBe('InvalidAccessKeyId.NotFound');
  const from = ['--endpoint', service.endpoint, '--data-dir', service.dataDir];
  const byFile = await runCli(['call', 'DescribeRegions', ...from], { environment: noKey });
  expect(byFile.code).toBe(0);

  await service.stop();
  const again = await services.start({ ...keyless, dataDir: service.dataDir });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(made);
  await again.stop();
  chmodSync(file, 0o644);
  expectFailure(
    await serve('--data-dir', service.dataDir),
    2,
    /others can read the access key; run chmod 600/,
  );
});

it('two keys of a configuration file count alike', async () => {
  const file = join(services.newDataDir(), 'hotspare.yaml');
  const accessKeys = [
    { id: 'LTAIfirst', secret: 'first-secret' },
    { id: 'LTAIsecond', secret: 'second-secret' },
  ];
  writeFileSync(file, JSON.stringify({ accessKeys }));
  const { host, port } = await services.start({
    flags: ['--config', file],
    environment: noKey,
  });
  for (const { id, secret } of accessKeys) {
    for (const name of ['pop-core, signature 1.0, GET', 'openapi-client, ACS3, POST form'] as const) {
      const endpoint = { protocol: 'http', host: `${host}:${port}`, accessKeyId: id } as const;
      const client = sdkClient(name, { ...endpoint, accessKeySecret: secret });
      expect(await client.call('DescribeRegions')).toHaveProperty('Regions');
      const mixed = sdkClient(name, { ...endpoint, accessKeySecret: 'first-secret second-secret' });
      expect((await mixed.failure('DescribeRegions')).code).toBe('SignatureDoesNotMatch');
    }
  }
});

it('with the store in memory nothing is left after a stop, neither files nor processes', async () => {
  const service = await services.start({ flags: ['--store', 'memory'] });
  const client = clientOf(service);
  await client.call('CreateLoadBalancer', { RegionId: 'cn-hangzhou' });
  expect(readdirSync(service.dataDir)).toEqual([]);
  const folder = await eventually(() => engineFolder(service.process.pid ?? 0));
  expect(existsSync(folder)).toBe(true);
  const engine = enginePid(folder) ?? Number.NaN;
  expect(isAlive(engine)).toBe(true);
  await service.stop();
  expect(service.process.exitCode).toBe(0);
  expect(isAlive(engine)).toBe(false);
  expect(existsSync(folder)).toBe(false);
});

it('with the store in memory the engine ends with a service that is killed: nobody could take it over', async () => {
  const service = await services.start({ flags: ['--store', 'memory'] });
  const folder = await eventually(() => engineFolder(service.process.pid ?? 0));
  const engine = enginePid(folder) ?? Number.NaN;
  await service.stop('SIGKILL');
  await eventually(() => expect(isAlive(engine)).toBe(false));
  rmSync(folder, { recursive: true });
});

async function fingerprintAt(port: number): Promise<string> {
  const socket = connect({ host: '127.0.0.1', port, rejectUnauthorized: false });
  await once(socket, 'secureConnect');
  const { fingerprint256 } = socket.getPeerCertificate();
  socket.destroy();
  return fingerprint256;
}

/** Where the engine of a service notes itself, from the command line of the service's child. */
function engineFolder(servicePid: number): string {
  const children = readFileSync(`/proc/${servicePid}/task/${servicePid}/children`, 'utf8').trim().split(' ');
  const lines = children.map(commandLine);
  const folder = /"socket":"(?<folder>[^"]+)\/engine-[^/"]+\.sock"/.exec(lines.join('\n'))?.groups?.[
    'folder'
  ];
  if (folder === undefined) throw new Error(`no engine among ${lines.join(', ')}`);
  return folder;
}
