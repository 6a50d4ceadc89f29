/** `hotspare server …`: the inventory, by calls of the API. */
import type { ConnectionOptions } from '../connection.ts';
import { withClient } from '../with-client.ts';
import type { Terminal } from '../terminal.ts';

export interface ServerCommand {
  readonly options: ConnectionOptions;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly terminal: Terminal;
}

interface NewServer {
  readonly id: string;
  readonly address: string;
  readonly description: string | undefined;
}

export async function addServerEntry(server: NewServer, command: ServerCommand): Promise<void> {
  const { id, address, description } = server;
  await withClient(command.options, command.environment, async (client) => {
    const answer = await client.call('RegisterServer', {
      ServerId: id,
      Address: address,
      ...(description !== undefined && { Description: description }),
    });
    command.terminal.out(`${answer.ServerId} is at ${answer.Address}.`);
  });
}

export async function removeServer(id: string, command: ServerCommand): Promise<void> {
  await withClient(command.options, command.environment, async (client) => {
    await client.call('DeregisterServer', { ServerId: id });
    command.terminal.out(`${id} is forgotten.`);
  });
}

export async function listServers(how: { readonly json: boolean }, command: ServerCommand): Promise<void> {
  const { terminal } = command;
  await withClient(command.options, command.environment, async (client) => {
    const { Servers: servers } = await client.call('DescribeServers');
    if (how.json) return terminal.out(JSON.stringify(servers, null, 2));
    if (servers.length === 0) {
      return terminal.out('No servers yet. Add one: hotspare server add web-1 10.0.0.5');
    }
    const { default: Table } = await import('cli-table3');
    const { bold } = terminal.colors;
    const table = new Table({
      head: ['id', 'address', 'origin', 'used by', 'description'].map((name) => bold(name)),
      style: { head: [], border: [], compact: true },
    });
    for (const server of servers) {
      const users = server.ServerGroups.map(
        ({ ServerGroupName: name, ServerGroupId: id, ServerGroupType: type }) => `${name || id} (${type})`,
      );
      table.push([server.ServerId, server.Address, server.Origin, users.join('\n'), server.Description]);
    }
    terminal.out(table.toString());
  });
}
