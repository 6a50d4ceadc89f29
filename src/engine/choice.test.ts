import { describe, expect, it } from 'vitest';
import { type Availability, chooseEngines } from './choice.ts';

const here: Availability = { ok: true, how: 'libnftables 1.0.6 in the process' };
const missing: Availability = {
  ok: false,
  reason: 'The program nft is not installed.',
  remedy: 'Install it: apt-get install nftables.',
};

describe('the choice of engines', () => {
  it('is what was asked for, per protocol', () => {
    expect(chooseEngines({ tcp: 'nftables', udp: 'embedded' }, here)).toEqual({
      tcp: {
        engine: 'nftables',
        reason: 'Asked for by engines.tcp (libnftables 1.0.6 in the process).',
      },
      udp: { engine: 'embedded', reason: 'It needs neither root nor installation.' },
    });
  });

  it('is with auto the kernel where it can be had, else the embedded engine, with the reason', () => {
    expect(chooseEngines({ tcp: 'auto', udp: 'auto' }, here).tcp.engine).toBe('nftables');
    expect(chooseEngines({ tcp: 'auto', udp: 'auto' }, missing).udp).toEqual({
      engine: 'embedded',
      reason: 'nftables cannot be used here. The program nft is not installed.',
    });
  });

  it('refuses what cannot be had, naming the setting and the remedy', () => {
    const choose = (): unknown => chooseEngines({ tcp: 'embedded', udp: 'nftables' }, missing);
    expect(choose).toThrow(
      'engines.udp asks for nftables, which cannot be used here. The program nft is not installed. Install it: apt-get install nftables.',
    );
  });
});
