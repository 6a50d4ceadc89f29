/** Every engine that can be measured; the tables keep this order. */
import { direct } from './direct.ts';
import { fast, plain } from './embedded.ts';
import type { Engine } from './engine.ts';
import { haproxy } from './haproxy.ts';
import { nftables, nftablesMasquerade } from './nftables.ts';
import { nginx } from './nginx.ts';

export const engines: readonly Engine[] = [direct, nftables, nftablesMasquerade, fast, plain, haproxy, nginx];
