/** `hotspare user …`: users and their access keys, by calls of the API. */
import { readFileSync } from 'node:fs';
import { ConfigError } from '../../config/config-error.ts';
import type { RamPolicy } from '../../domain/ram-policy.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { Terminal } from '../terminal.ts';
import { withClient } from '../with-client.ts';

export interface UserCommand {
  readonly options: ConnectionOptions;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly terminal: Terminal;
}

interface Named {
  readonly name: string;
  /** A word, or a file. */
  readonly policy: string;
}

export async function addNewUser({ name, policy }: Named, command: UserCommand): Promise<void> {
  const PolicyDocument = readPolicy(policy);
  await withClient(command.options, command.environment, async (client) => {
    showKey(await client.call('CreateUser', { UserName: name, PolicyDocument }), command.terminal);
  });
}

export async function changePolicy({ name, policy }: Named, command: UserCommand): Promise<void> {
  const PolicyDocument = readPolicy(policy);
  await withClient(command.options, command.environment, async (client) => {
    await client.call('SetUserPolicy', { UserName: name, PolicyDocument });
    command.terminal.out(`${name} has the new policy.`);
  });
}

export async function removeUser(name: string, command: UserCommand): Promise<void> {
  await withClient(command.options, command.environment, async (client) => {
    await client.call('DeleteUser', { UserName: name });
    command.terminal.out(`${name} and its access keys are gone.`);
  });
}

export async function addUserKey(name: string, command: UserCommand): Promise<void> {
  await withClient(command.options, command.environment, async (client) => {
    showKey(await client.call('CreateAccessKey', { UserName: name }), command.terminal);
  });
}

export async function removeUserKey(id: string, command: UserCommand): Promise<void> {
  await withClient(command.options, command.environment, async (client) => {
    await client.call('DeleteAccessKey', { UserAccessKeyId: id });
    command.terminal.out(`${id} is gone.`);
  });
}

export async function listUsers(how: { readonly json: boolean }, command: UserCommand): Promise<void> {
  const { terminal } = command;
  await withClient(command.options, command.environment, async (client) => {
    const { Users: users } = await client.call('DescribeUsers');
    if (how.json) return terminal.out(JSON.stringify(users, null, 2));
    if (users.length === 0) {
      return terminal.out('No users yet. Add one: hotspare user add ci --policy read-only');
    }
    const { default: Table } = await import('cli-table3');
    const table = new Table({
      head: ['user', 'origin', 'access keys', 'policy'].map((name) => terminal.colors.bold(name)),
      style: { head: [], border: [], compact: true },
    });
    for (const user of users) {
      const keys = user.AccessKeys.map(({ AccessKeyId: id }) => id).join('\n');
      table.push([user.UserName, user.Origin, keys, policyInWords(user.PolicyDocument)]);
    }
    terminal.out(table.toString());
  });
}

/** A line a statement: `Allow slb:Describe*, slb:List* on *`. */
function policyInWords(document: string): string {
  const { Statement: statements }: RamPolicy = JSON.parse(document);
  const words = (texts: string | readonly string[]): string => [texts].flat().join(', ');
  return statements
    .map(({ Effect, Action, Resource, Condition }) => {
      const condition = Condition ? ` if ${JSON.stringify(Condition)}` : '';
      return `${Effect} ${words(Action)} on ${words(Resource)}${condition}`;
    })
    .join('\n');
}

/** As lines that a shell understands, so that they can be kept in a file and sourced. */
function showKey(
  key: { readonly AccessKeyId: string; readonly AccessKeySecret: string },
  terminal: Terminal,
): void {
  terminal.out(`export HOTSPARE_ACCESS_KEY_ID=${key.AccessKeyId}`);
  terminal.out(`export HOTSPARE_ACCESS_KEY_SECRET=${key.AccessKeySecret}`);
  terminal.err('The secret is shown this once.');
}

/** The vendor's two ready-made policies by short names, as its AliyunSLBFullAccess and AliyunSLBReadOnlyAccess. */
function readPolicy(policy: string): string {
  if (policy === 'full') return allow('slb:*');
  if (policy === 'read-only') return allow(['slb:Describe*', 'slb:List*']);
  try {
    return readFileSync(policy, 'utf8');
  } catch (cause) {
    throw new ConfigError('the policy cannot be read; give full, read-only, or the path of a JSON file', {
      subject: policy,
      cause,
    });
  }
}

function allow(Action: string | readonly string[]): string {
  return JSON.stringify({ Version: '1', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] });
}
