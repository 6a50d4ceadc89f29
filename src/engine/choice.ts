/** Which engine is to carry which protocol: what was asked for, and what this machine and user can run. Pure. */
import type { TransportProtocol } from '../domain/plan-types.ts';
import { EngineError, type EngineName } from './engine.ts';

/** `auto`: the fastest that can be had. */
export type EngineWish = 'auto' | EngineName;

export type Availability =
  | { readonly ok: true; readonly how: string }
  /** Two sentences: what is missing, and how to get it. */
  | { readonly ok: false; readonly reason: string; readonly remedy: string };

export interface EngineChoice {
  readonly engine: EngineName;
  /** Why this one. One or two sentences, for status and log. */
  readonly reason: string;
}

export type EngineChoices = Readonly<Record<TransportProtocol, EngineChoice>>;

/** Throws `EngineError` for what was asked for by name and cannot be had here; it names the setting and the remedy. */
export function chooseEngines(
  wishes: Readonly<Record<TransportProtocol, EngineWish>>,
  nftables: Availability,
): EngineChoices {
  return { tcp: choose('tcp', wishes.tcp, nftables), udp: choose('udp', wishes.udp, nftables) };
}

function choose(protocol: TransportProtocol, wish: EngineWish, nftables: Availability): EngineChoice {
  switch (wish) {
    case 'embedded':
      return { engine: 'embedded', reason: 'It needs neither root nor installation.' };
    case 'nftables':
      if (nftables.ok)
        return { engine: 'nftables', reason: `Asked for by engines.${protocol} (${nftables.how}).` };
      throw new EngineError(
        'start-failed',
        `engines.${protocol} asks for nftables, which cannot be used here. ${nftables.reason} ${nftables.remedy}`,
      );
    case 'auto':
      return nftables.ok
        ? { engine: 'nftables', reason: `The fastest there is (${nftables.how}).` }
        : { engine: 'embedded', reason: `nftables cannot be used here. ${nftables.reason}` };
  }
}
