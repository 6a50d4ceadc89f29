/** Our nftables engine: the kernel carries the traffic, the host program only changes its rules. */
import type { NftablesEngineOptions } from '../../src/engine/nftables/engine.ts';
import { nftablesAvailable } from '../../src/engine/nftables/available.ts';
import type { Engine } from './engine.ts';
import { HostedEngine } from './hosted.ts';
import { hostProgram } from './host-program.ts';

export const nftables: Engine = {
  id: 'nftables',
  title: 'hotspare nftables',
  udp: true,
  inKernel: true,
  async whyNot() {
    const available = await nftablesAvailable();
    return available.ok ? undefined : `${available.reason} ${available.remedy}`;
  },
  async start(bed, order) {
    const options: NftablesEngineOptions = { sourceAddress: { kind: 'masquerade' } };
    const about = `masquerade; ${(await bed.lb.run(['nft', '--version'])).trim()}`;
    return HostedEngine.start(bed, await hostProgram(), order, { name: 'nftables', options, about });
  },
};
