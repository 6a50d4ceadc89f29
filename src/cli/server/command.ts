import type { Command } from 'commander';
import { addConnectionOptions, type ConnectionOptions } from '../connection.ts';
import type { Terminal } from '../terminal.ts';

export function addServer(program: Command, terminal: Terminal): void {
  const server = program
    .command('server')
    .description('say what a ServerId means: which servers there are and where');
  const environment = process.env;

  const add = server
    .command('add')
    .description('register a server, or change the address of one; running listeners follow')
    .argument('<id>', 'ServerId, as server groups name it')
    .argument('<address>', 'IP address, or a host name that the service can resolve')
    .option('--description <text>', 'words of your own');
  addConnectionOptions(add).action(async (id: string, address: string) => {
    const options: ConnectionOptions & { readonly description?: string } = add.opts();
    const { addServerEntry } = await import('./run.ts');
    await addServerEntry(
      { id, address, description: options.description },
      { options, environment, terminal },
    );
  });

  const list = server
    .command('list')
    .description('list the servers and the groups that use them')
    .option('--json', 'print the answer as JSON');
  addConnectionOptions(list).action(async () => {
    const options: ConnectionOptions & { readonly json?: boolean } = list.opts();
    const { listServers } = await import('./run.ts');
    await listServers({ json: options.json === true }, { options, environment, terminal });
  });

  const remove = server
    .command('remove')
    .description('forget a registered server')
    .argument('<id>', 'ServerId');
  addConnectionOptions(remove).action(async (id: string) => {
    const options: ConnectionOptions = remove.opts();
    const { removeServer } = await import('./run.ts');
    await removeServer(id, { options, environment, terminal });
  });
}
