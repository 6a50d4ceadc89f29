/** Our nftables engine: the kernel carries the traffic, the host program only changes its rules. */
import type { NftablesEngineOptions } from '../../src/engine/nftables/engine.ts';
import { nftablesAvailable } from '../../src/engine/nftables/available.ts';
import type { Engine, EngineId } from './engine.ts';
import { HostedEngine } from './hosted.ts';
import { hostProgram } from './host-program.ts';

/** Servers see their clients: on this bed they route back through the balancer, as that needs. */
export const nftables = nftablesWith('nftables', 'hotspare nftables', 'keep');
/** Servers see the balancer, which works on every network and has one address's ports towards a server. */
export const nftablesMasquerade = nftablesWith(
  'nftables-masquerade',
  'hotspare nftables, masquerade',
  'masquerade',
);

function nftablesWith(id: EngineId, title: string, kind: 'keep' | 'masquerade'): Engine {
  return {
    id,
    title,
    udp: true,
    inKernel: true,
    async whyNot() {
      const available = await nftablesAvailable();
      return available.ok ? undefined : `${available.reason} ${available.remedy}`;
    },
    async start(bed, order) {
      const options: NftablesEngineOptions = { sourceAddress: { kind } };
      const about = `source address: ${kind}; ${(await bed.lb.run(['nft', '--version'])).trim()}`;
      return HostedEngine.start(bed, await hostProgram(), order, { name: 'nftables', options, about });
    },
  };
}
