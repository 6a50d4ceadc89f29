import type { Command } from 'commander';
import type { Terminal } from '../terminal.ts';

export function addUninstallRules(program: Command, terminal: Terminal): void {
  program
    .command('uninstall-rules')
    .description('take out of the kernel what the nftables engine has put there; nothing else is touched')
    .action(async () => {
      const { uninstallRules } = await import('../../engine/nftables/remove-rules.ts');
      await uninstallRules();
      terminal.out(
        'Nothing of ours is left in the kernel. Listeners of the nftables engine take no connections now.',
      );
    });
}
