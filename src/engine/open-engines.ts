/** Makes the engines that a configuration asks for, and says of each what it carries and why. */
import { existsSync } from 'node:fs';
import type { PlannedListener, TransportProtocol } from '../domain/plan-types.ts';
import type { Clock } from '../lib/clock.ts';
import type { AddressOptions } from './addresses/open.ts';
import { openAddresses } from './addresses/open.ts';
import { chooseEngines, type EngineChoices, type EngineWish } from './choice.ts';
import type { EngineFeature, EngineName, ForwardingEngine } from './engine.ts';
import { type Carrier, Engines } from './engines.ts';
import type { EngineLog } from './log.ts';
import { nftablesAvailable } from './nftables/available.ts';
import { type EngineOptions, engineFactories } from './registry.ts';

export interface OpenEnginesOptions extends EngineOptions {
  readonly wishes: Readonly<Record<TransportProtocol, EngineWish>>;
  /** Absent: no interface is touched. */
  readonly addresses?: AddressOptions;
}

export interface EngineReport {
  readonly name: EngineName;
  readonly mode: 'process' | 'inline' | 'kernel';
  readonly protocols: readonly PlannedListener['protocol'][];
  readonly reason: string;
  readonly features: readonly EngineFeature[];
}

export interface OpenedEngines {
  readonly engines: Engines;
  /** As they are now. */
  readonly reports: () => readonly EngineReport[];
}

const protocols = ['tcp', 'udp'] as const;

/** Rejects with `EngineError` when an engine or an interface that is asked for by name cannot be had here. */
export async function openEngines(
  options: OpenEnginesOptions,
  clock: Clock,
  log: EngineLog,
): Promise<OpenedEngines> {
  const { wishes } = options;
  const isWanted = protocols.some((protocol) => wishes[protocol] !== 'embedded');
  const choices = chooseEngines(wishes, isWanted ? await nftablesAvailable() : notAsked);
  const addresses = options.addresses && (await openAddresses(options.addresses, clock, log));
  const embedded = engineFactories.embedded(options.embedded, clock, log);
  const nftables = carriedBy('nftables', choices);
  const carriers: Carrier[] =
    nftables.length > 0 || wasUsed(options)
      ? [{ engine: engineFactories.nftables(options.nftables, clock, log), protocols: nftables }]
      : [];
  const engines = new Engines(embedded, carriers, addresses);
  const modes = {
    embedded: options.embedded.mode === 'inline' ? 'inline' : 'process',
    nftables: 'kernel',
  } as const;
  const reports = (): readonly EngineReport[] =>
    engines.all.map((engine) => ({ mode: modes[engine.name], ...reportOf(engine, choices) }));
  for (const protocol of protocols) log('engine_chosen', { protocol, ...choices[protocol] });
  return { engines, reports };
}

const notAsked = { ok: false, reason: 'Nothing asks for it.', remedy: '' } as const;

/** Its note lies there: what an earlier service left in the kernel is to go. */
function wasUsed({ nftables: { stateFile } }: OpenEnginesOptions): boolean {
  return stateFile !== undefined && existsSync(stateFile);
}

function carriedBy(name: EngineName, choices: EngineChoices): readonly TransportProtocol[] {
  return protocols.filter((protocol) => choices[protocol].engine === name);
}

function reportOf(engine: ForwardingEngine, choices: EngineChoices): Omit<EngineReport, 'mode'> {
  const { name, features } = engine;
  const carried = carriedBy(name, choices);
  const reasons = new Set(carried.map((protocol) => choices[protocol].reason));
  if (reasons.size === 0) reasons.add('It carries what the other cannot.');
  return {
    name,
    // On layer 7 there is no choice yet.
    protocols: name === 'embedded' ? [...carried, 'http', 'https'] : carried,
    reason: [...reasons, engine.condition?.() ?? ''].join(' ').trim(),
    features: [...features].toSorted(),
  };
}
