/** Short typed programs, as users write them with each library: they compile, and they print what they parsed. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ApiClient } from '../../src/client/api-client.ts';
import { Cleanup } from '../support/cleanup.ts';
import { patience } from '../support/eventually.ts';
import { Services } from '../support/service.ts';
import { environmentFor, type Target } from './support/driver-process.ts';
import { startService } from './support/service.ts';

const { pairs } = inject('clients');
const cleanup = new Cleanup();
const services = cleanup.add(new Services());
let target: Target;
let own: ApiClient;

beforeAll(async () => {
  const service = await startService(services);
  ({ target } = service);
  own = cleanup.add(new ApiClient(service.connection));
  for (const ServerId of ['vm-233', 'vm-232']) {
    await own.call('RegisterServer', { ServerId, Address: '127.0.0.1' });
  }
});

afterAll(() => cleanup.run());

describe.each(Object.entries(pairs))('%s', (_name, tool) => {
  it.skipIf('missing' in tool)('makes a master-slave group and reads its members', async () => {
    if ('missing' in tool) throw new Error(tool.missing);
    const { program, args, environment = {} } = tool.command;
    const { stdout } = await promisify(execFile)(program, [...args], {
      timeout: patience('command'),
      env: environmentFor(target, environment),
    });
    const [id = '', ...members] = stdout.trim().split('\n');
    expect(members).toEqual(['vm-233 80 100 Master', 'vm-232 90 100 Slave']);
    const group = await own.call('DescribeMasterSlaveServerGroupAttribute', { MasterSlaveServerGroupId: id });
    expect(group.MasterSlaveServerGroupName).toBe('Group1');
  });
});
