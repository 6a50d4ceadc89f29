/** Takes out of the kernel what the engine has put there, and nothing else. */
import { EngineError } from '../engine.ts';
import { nftablesAvailable } from './available.ts';
import type { NftTransport } from './transport/transport.ts';
import { openTransport } from './transport/open.ts';
import { tableName } from './names.ts';

/** Harmless where there is nothing. Connections of the listeners end by themselves; the kernel forwards no new ones. */
export async function removeRules(transport: NftTransport): Promise<void> {
  // `add` first: a table that is not there cannot be deleted.
  const commands = ['ip', 'ip6'].flatMap((family) => [
    `add table ${family} ${tableName}`,
    `delete table ${family} ${tableName}`,
  ]);
  await transport.run(commands.join('\n'));
}

/** For `hotspare uninstall-rules`. Rejects with `EngineError`. */
export async function uninstallRules(): Promise<void> {
  const available = await nftablesAvailable();
  if (!available.ok) throw new EngineError('start-failed', `${available.reason} ${available.remedy}`);
  const transport = await openTransport();
  try {
    await removeRules(transport);
  } finally {
    transport.close();
  }
}
