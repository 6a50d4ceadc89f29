/** Our nftables engine: the kernel carries the traffic, the host program only changes its rules. */
import { whyNoProgram } from './peer-process.ts';
import type { Engine } from './engine.ts';
import { HostedEngine } from './hosted.ts';
import { hostProgram } from './host-program.ts';

export const nftables: Engine = {
  id: 'nftables',
  title: 'hotspare nftables',
  udp: true,
  inKernel: true,
  async whyNot() {
    return whyNoProgram('nft', 'nftables');
  },
  async start(bed, order) {
    const options = { directory: order.directory };
    const about = (await bed.lb.run(['nft', '--version'])).trim();
    return HostedEngine.start(bed, await hostProgram(), order, { name: 'nftables', options, about });
  },
};
