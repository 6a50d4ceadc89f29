/** Sessions and links as an operator has them: from the command line, over restarts, and on the disk. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, expect, it } from 'vitest';
import { eventually, within } from '../support/eventually.ts';
import { filesOf } from '../support/files.ts';
import { runCli } from '../support/run-cli.ts';
import { program, type RunningService, Services } from '../support/service.ts';
import { SignedClient } from '../support/signed-client.ts';

const services = new Services();
afterAll(() => services.close());

interface Key {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
}

const GONE = { Code: 'InvalidSecurityToken.Expired' };

/** `hotspare console` by the key that the service was started with. */
function consoleOf({ endpoint, accessKeyId, accessKeySecret }: RunningService) {
  const environment = { HOTSPARE_ACCESS_KEY_ID: accessKeyId, HOTSPARE_ACCESS_KEY_SECRET: accessKeySecret };
  return runCli(['console', '--endpoint', endpoint], { environment });
}

/** The one-time key of a link, found as the page finds it. */
function keyIn(text: string): Key & { readonly page: string } {
  const [, page = '', accessKeyId = '', accessKeySecret = ''] =
    /(http:\S+\/console\/)#link=(\S+)\.(\w+)/.exec(text) ?? [];
  return { page, accessKeyId, accessKeySecret };
}

function call(endpoint: string, credentials: Key, action: string) {
  return new SignedClient({ endpoint, credentials }).document(action);
}

async function signIn(endpoint: string, link: Key): Promise<Key> {
  const { AccessKeyId, AccessKeySecret } = await call(endpoint, link, 'CreateSession');
  return { accessKeyId: String(AccessKeyId), accessKeySecret: String(AccessKeySecret) };
}

it('a link signs in once; the session outlives a kill and a stop, and its secrets are nowhere on the disk', async () => {
  const service = await services.start();
  const { dataDir } = service;
  const printed = await consoleOf(service);
  expect(printed.code).toBe(0);
  expect(printed.stderr).toMatch(/^Good for one sign-in, until \d{4}-\S+Z \(60 minutes\)\.\n$/);
  const link = keyIn(printed.stdout);
  expect(printed.stdout).toBe(
    `${service.endpoint}/console/#link=${link.accessKeyId}.${link.accessKeySecret}\n`,
  );
  const session = await signIn(service.endpoint, link);
  expect(await call(service.endpoint, link, 'CreateSession')).toMatchObject(GONE);

  const unused = keyIn((await consoleOf(service)).stdout);
  await service.stop('SIGKILL');
  const killed = await services.start({ dataDir });
  expect(await call(killed.endpoint, session, 'DescribeRegions')).toHaveProperty('Regions');
  expect(await call(killed.endpoint, await signIn(killed.endpoint, unused), 'DescribeUsers')).toHaveProperty(
    'Users',
  );

  const audit = await runCli(['audit', '--endpoint', killed.endpoint, '--user', killed.accessKeyId], {
    environment: {
      HOTSPARE_ACCESS_KEY_ID: killed.accessKeyId,
      HOTSPARE_ACCESS_KEY_SECRET: killed.accessKeySecret,
    },
  });
  expect(audit.stdout).toContain(
    `${killed.accessKeyId} by ${session.accessKeyId} from 127.0.0.1 DescribeRegions OK`,
  );

  expect(await call(killed.endpoint, session, 'EndSession')).not.toHaveProperty('Code');
  await killed.stop();
  const again = await services.start({ dataDir });
  expect(await call(again.endpoint, session, 'DescribeRegions')).toMatchObject(GONE);
  expect(await call(again.endpoint, link, 'CreateSession')).toMatchObject(GONE);
  await again.stop();

  const secrets = [link, session, unused].map((key) => key.accessKeySecret);
  for (const [name, text] of filesOf(dataDir)) {
    expect([name, secrets.filter((secret) => text.includes(secret))]).toEqual([name, []]);
  }
});

it('strict mode has no links, and says what to do instead', async () => {
  const service = await services.start({ flags: ['--strict'] });
  const { code, stdout, stderr } = await consoleOf(service);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain('is in strict mode, in which there are no sessions');
  expect(stderr).toContain(`Open ${service.endpoint}/console/ and sign in with the access key.`);
});

it('the start message tells a link to a person at a terminal, and nobody else', async () => {
  const unseen = await services.start();
  expect(unseen.output()).toContain('hotspare console --endpoint');
  expect(unseen.output()).not.toContain('#link=');

  const command = [
    process.execPath,
    program,
    'serve',
    '--store=memory',
    '--listen=127.0.0.1:0',
    `--address-pool=${services.pool}`,
  ];
  // util-linux gives the command a terminal of its own, and ends it with a signal when it ends.
  const terminal = spawn('script', ['--quiet', '--return', '--command', command.join(' '), '/dev/null'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let shown = '';
  terminal.stdout.on('data', (chunk: Buffer) => (shown += chunk.toString()));
  try {
    await eventually(() => expect(shown).toContain('see it work'), 'process');
    const link = keyIn(shown);
    const endpoint = new URL(link.page).origin;
    expect(shown).toMatch(/good for one sign-in until \S+Z; for another: hotspare console/);
    const session = await signIn(endpoint, link);
    expect(await call(endpoint, session, 'DescribeUsers')).toHaveProperty('Users');
  } finally {
    // Ctrl-C, as a person ends it.
    terminal.stdin.write('\u0003');
    await within(once(terminal, 'exit'), 'the service at the terminal to end', 'process').finally(() =>
      terminal.kill('SIGKILL'),
    );
  }
});
