/**
 * What a ServerId means: the stored inventory, else the configured one, else the id itself when it is an address or
 * a name that resolves. Names are looked up in the background; the last known address is kept when a look-up fails.
 */
import { lookup } from 'node:dns/promises';
import { canonicalAddress } from '../domain/address-pool.ts';
import type { ServerAddress } from '../domain/resolve-route.ts';
import type { Server } from '../domain/resources.ts';
import type { Clock } from '../lib/clock.ts';
import { sleep } from '../lib/clock.ts';

const REFRESH_MS = 30_000;
/** A name that was never found is tried again sooner: the server may just be starting. */
const RETRY_MS = 2_000;
const PREPARE_MS = 2_000;

interface Name {
  /** The last one found. */
  readonly address: string | undefined;
  /** Of the last look-up; empty when it found one. */
  readonly failure: string;
}

/** What planning was told last of a server, and what that was concluded from. */
interface Answer {
  readonly where: string;
  readonly name: Name | undefined;
  readonly address: ServerAddress;
}

export type LookUpName = (name: string) => Promise<string>;

export const lookUpByDns: LookUpName = async (name) => (await lookup(name, { verbatim: true })).address;

export class Directory {
  readonly configured: ReadonlyMap<string, string>;
  readonly #inventory: () => ReadonlyMap<string, Server>;
  readonly #lookUpName: LookUpName;
  readonly #onChange: (serverIds: readonly string[]) => void;
  readonly #names = new Map<string, Name>();
  readonly #answers = new Map<string, Answer>();
  readonly #looking = new Map<string, Promise<void>>();
  readonly #clock: Clock;

  constructor(options: {
    readonly configured: ReadonlyMap<string, string>;
    readonly inventory: () => ReadonlyMap<string, Server>;
    readonly clock: Clock;
    /** Called when what names in use mean has changed, with the servers that planning has asked for by them. */
    readonly onChange: (serverIds: readonly string[]) => void;
    readonly lookUpName?: LookUpName;
  }) {
    this.configured = options.configured;
    this.#inventory = options.inventory;
    this.#clock = options.clock;
    this.#onChange = options.onChange;
    this.#lookUpName = options.lookUpName ?? lookUpByDns;
  }

  /** For planning: what is known now, the same object while it is the same. A name met for the first time is looked up soon. */
  readonly resolve = (serverId: string): ServerAddress => {
    const where = this.#whereOf(serverId);
    const name = this.#names.get(where);
    const last = this.#answers.get(serverId);
    if (last?.where === where && last.name === name) return last.address;
    const address = this.#known(serverId, where);
    this.#answers.set(serverId, { where, name, address });
    return address;
  };

  /** For validating a call, which reads the inventory itself: waits for the name service. */
  async lookUp(serverId: string): Promise<ServerAddress> {
    const where = this.configured.get(serverId) ?? serverId;
    await this.#learn(where);
    return this.#known(serverId, where);
  }

  /** Looks up every name among the servers, within `PREPARE_MS`: what is slower is found later. */
  async prepare(serverIds: readonly string[]): Promise<void> {
    const looking = Promise.all(serverIds.map((serverId) => this.#learn(this.#whereOf(serverId))));
    await Promise.race([looking, sleep(this.#clock, PREPARE_MS)]);
  }

  /** Keeps names fresh; returns when the signal is aborted. */
  async run(signal: AbortSignal): Promise<void> {
    let waited = 0;
    while (!signal.aborted) {
      await sleep(this.#clock, RETRY_MS, signal).catch(() => undefined);
      waited = (waited + RETRY_MS) % REFRESH_MS;
      const due = [...this.#names].filter(([, name]) => name.address === undefined || waited === 0);
      await Promise.all(due.map(([name]) => this.#refresh(name)));
    }
  }

  #whereOf(serverId: string): string {
    return this.#inventory().get(serverId)?.address ?? this.configured.get(serverId) ?? serverId;
  }

  #known(serverId: string, where: string): ServerAddress {
    const address = canonicalAddress(where);
    if (address !== undefined) return { kind: 'known', address };
    if (!isHostName(where)) return unknown(serverId, `"${where}" is no address and no host name`);
    if (!this.#names.has(where)) void this.#learn(where);
    const name = this.#names.get(where);
    if (name?.address !== undefined) return { kind: 'known', address: name.address };
    return unknown(serverId, name?.failure ?? 'its name has not been looked up yet');
  }

  /** Looks a name up for the first time; once at a time. */
  async #learn(where: string): Promise<void> {
    if (canonicalAddress(where) !== undefined || !isHostName(where)) return;
    if (this.#names.get(where)?.address !== undefined) return;
    const looking =
      this.#looking.get(where) ?? this.#refresh(where).finally(() => this.#looking.delete(where));
    this.#looking.set(where, looking);
    await looking;
  }

  async #refresh(name: string): Promise<void> {
    const before = this.#names.get(name);
    const now = await this.#lookUpName(name).then(
      (address): Name => ({ address, failure: '' }),
      (error: unknown): Name => ({
        address: before?.address,
        failure: `its name does not resolve (${error instanceof Error ? error.message : 'unknown error'})`,
      }),
    );
    if (now.address === before?.address && now.failure === before?.failure) return;
    this.#names.set(name, now);
    this.#onChange(
      [...this.#answers].filter(([, { where }]) => where === name).map(([serverId]) => serverId),
    );
  }
}

function unknown(serverId: string, why: string): ServerAddress {
  return {
    kind: 'unknown',
    reason: `no address is known for ${serverId}: ${why}; register it with hotspare server add ${serverId} ADDRESS`,
  };
}

/** RFC 1123; server ids such as `i-bp1…` pass too and then simply do not resolve. */
function isHostName(text: string): boolean {
  return text.length <= 253 && /^(?!-)[A-Za-z0-9_-]{1,63}(?:\.[A-Za-z0-9_-]{1,63})*\.?$/.test(text);
}
