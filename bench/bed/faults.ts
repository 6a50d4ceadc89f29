/** What can befall a master, and how it is made so on the bed. */
import { hostNowMs } from '../../src/cli/demo/host-clock.ts';
import type { FaultTimes } from '../../src/cli/demo/fault-times.ts';
import type { Bed } from './bed.ts';
import { type Servers } from './servers.ts';

export const faultNames = ['killed', 'silent', 'mute', 'lossy'] as const;
export type FaultName = (typeof faultNames)[number];

/** Of all packets that it gets, in the fault `lossy`. */
export const LOSS_PERCENT = 30;

const MASTER = 'server1';

export async function breakMaster(name: FaultName, bed: Bed, servers: Servers): Promise<FaultTimes> {
  const beginMs = hostNowMs();
  switch (name) {
    case 'killed':
      await servers.killHttp(MASTER);
      break;
    case 'silent':
      await filter(bed, 'drop');
      break;
    case 'mute':
      servers.freezeHttp(MASTER, true);
      break;
    case 'lossy':
      await filter(bed, `numgen random mod 100 < ${LOSS_PERCENT} drop`);
      break;
  }
  return { beginMs, endMs: hostNowMs() };
}

export async function mendMaster(name: FaultName, bed: Bed, servers: Servers): Promise<void> {
  switch (name) {
    case 'killed':
      await servers.startHttp(MASTER);
      break;
    case 'mute':
      servers.freezeHttp(MASTER, false);
      break;
    case 'silent':
    case 'lossy':
      await bed[MASTER].run(['nft', 'delete', 'table', 'ip', 'fault']);
      break;
  }
}

/** On the server itself, so that nothing of the balancer's host takes part in it. */
async function filter(bed: Bed, rule: string): Promise<void> {
  const rules = `table ip fault {
    chain in {
      type filter hook prerouting priority raw; policy accept;
      iifname "eth0" ${rule}
    }
  }`;
  await bed[MASTER].run(['sh', '-c', 'printf "%s\\n" "$0" | nft -f -', rules]);
}
