import type { Command } from 'commander';
import { addConnectionOptions, type ConnectionOptions } from '../connection.ts';
import type { Terminal } from '../terminal.ts';

const POLICY = 'full, read-only, or a file with a RAM policy (JSON)';

export function addUser(program: Command, terminal: Terminal): void {
  const user = program
    .command('user')
    .description('users below the root key: access keys that may do less than everything');
  const environment = process.env;

  const add = user
    .command('add')
    .description('make a user with a policy and an access key; the secret is shown this once')
    .argument('<name>', 'name of the user')
    .requiredOption('--policy <policy>', POLICY);
  addConnectionOptions(add).action(async (name: string) => {
    const options: ConnectionOptions & { readonly policy: string } = add.opts();
    const { addNewUser } = await import('./run.ts');
    await addNewUser({ name, policy: options.policy }, { options, environment, terminal });
  });

  const policy = user
    .command('policy')
    .description('give a user another policy; the next call goes by it')
    .argument('<name>', 'name of the user')
    .argument('<policy>', POLICY);
  addConnectionOptions(policy).action(async (name: string, of: string) => {
    const options: ConnectionOptions = policy.opts();
    const { changePolicy } = await import('./run.ts');
    await changePolicy({ name, policy: of }, { options, environment, terminal });
  });

  const list = user
    .command('list')
    .description('list users, their keys and policies')
    .option('--json', 'print the answer as JSON');
  addConnectionOptions(list).action(async () => {
    const options: ConnectionOptions & { readonly json?: boolean } = list.opts();
    const { listUsers } = await import('./run.ts');
    await listUsers({ json: options.json === true }, { options, environment, terminal });
  });

  const remove = user
    .command('remove')
    .description('remove a user and all its access keys')
    .argument('<name>', 'name of the user');
  addConnectionOptions(remove).action(async (name: string) => {
    const options: ConnectionOptions = remove.opts();
    const { removeUser } = await import('./run.ts');
    await removeUser(name, { options, environment, terminal });
  });

  const addKey = user
    .command('add-key')
    .description('make a further access key, to change to it; the secret is shown this once')
    .argument('<name>', 'name of the user');
  addConnectionOptions(addKey).action(async (name: string) => {
    const options: ConnectionOptions = addKey.opts();
    const { addUserKey } = await import('./run.ts');
    await addUserKey(name, { options, environment, terminal });
  });

  const removeKey = user
    .command('remove-key')
    .description('remove an access key of a user')
    .argument('<id>', 'id of the access key');
  addConnectionOptions(removeKey).action(async (id: string) => {
    const options: ConnectionOptions = removeKey.opts();
    const { removeUserKey } = await import('./run.ts');
    await removeUserKey(id, { options, environment, terminal });
  });
}
