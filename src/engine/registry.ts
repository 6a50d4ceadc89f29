/** Every engine by its name. A new one: its folder, one line here, and one run file for the conformance suite. */
import type { Clock } from '../lib/clock.ts';
import type { EngineName, ForwardingEngine } from './engine.ts';
import { createEmbeddedEngine } from './embedded/engine.ts';
import type { ChildEngineOptions, InlineEngineOptions } from './embedded/engine.ts';
import type { EngineLog } from './log.ts';
import { createNftablesEngine } from './nftables/engine.ts';
import type { NftablesEngineOptions } from './nftables/engine.ts';

/** What each engine is made from. */
export interface EngineOptions {
  readonly embedded: InlineEngineOptions | ChildEngineOptions;
  readonly nftables: NftablesEngineOptions;
}

type Factories = {
  readonly [N in EngineName]: (options: EngineOptions[N], clock: Clock, log?: EngineLog) => ForwardingEngine;
};

export const engineFactories: Factories = {
  embedded: createEmbeddedEngine,
  nftables: createNftablesEngine,
};
