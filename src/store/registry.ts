/** Which stores there are, by the scheme of their address. A new one is a folder beside the others and a line here. */
import type { Clock } from '../lib/clock.ts';
import { MemoryStore } from './memory/store.ts';
import { openSqliteStore } from './sqlite/store.ts';
import { StoreError } from './store.ts';
import type { Store } from './store.ts';

export interface OpenStoreOptions {
  /** The built thread of the SQLite store. */
  readonly workerUrl: URL;
  readonly keepRevisions?: number;
  readonly clock?: Clock;
}

const openers: Readonly<Record<string, (rest: string, options: OpenStoreOptions) => Promise<Store>>> = {
  memory: async (_rest, options) => new MemoryStore(options),
  sqlite: (rest, options) => openSqliteStore({ ...options, directory: rest }),
};

/** The address forms `openStore` understands, for help and error texts. */
export const storeAddressForms: readonly string[] = ['memory:', 'sqlite:<directory>'];

/**
 * Opens the store an address names: `memory:` or `sqlite:<directory>` (`sqlite:///var/lib/x` is the same as
 * `sqlite:/var/lib/x`). Rejects with `StoreError`: `io` for an address it does not understand, else what the store says.
 */
export async function openStore(address: string, options: OpenStoreOptions): Promise<Store> {
  const [, scheme = '', rest = ''] = /^([a-z]+):(?:\/\/)?(.*)$/s.exec(address) ?? [];
  const open = Object.hasOwn(openers, scheme) ? openers[scheme] : undefined;
  if (open === undefined || (scheme === 'sqlite') === (rest === '')) {
    throw new StoreError('io', `${address} is not a store address: use ${storeAddressForms.join(' or ')}`, {
      subject: address,
      retryable: false,
    });
  }
  return open(rest, options);
}
