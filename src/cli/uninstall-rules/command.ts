import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';

export function addUninstallRules(program: Command, terminal: Terminal): void {
  program
    .command('uninstall-rules')
    .description(
      'take out of the kernel the rules and the addresses that services of ours have put there; nothing else is touched',
    )
    .action(async () => {
      const { uninstallEverything } = await import('../../engine/uninstall.ts');
      await uninstallEverything();
      terminal.out(
        'Nothing of ours is left in the kernel. Listeners of the nftables engine take no connections now, nor do those on addresses that a service had put on an interface.',
      );
    });
}
