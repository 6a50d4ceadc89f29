import { keys } from '../domain/keys.ts';
import { parseRecord } from '../domain/records.ts';
import type { Caller, User } from '../domain/users.ts';
import { decodeEnvelope } from '../store/codec.ts';
import type { Store } from '../store/store.ts';
import type { KeyDirectory } from '../wire/authenticate.ts';

export interface AccessKey {
  readonly id: string;
  readonly secret: string;
  /** Absent: a root key, which may do everything. */
  readonly user?: Pick<User, 'name' | 'policy'>;
}

/** A key that is known, with who signs by it. */
export interface KnownKey extends Caller {
  readonly secret: string;
}

/** The keys that the service was started with, the last of several with one id, and after them those of users in the store. */
export class AccessKeys implements KeyDirectory<KnownKey> {
  // Private, so that printing the object cannot show a secret.
  readonly #configured: ReadonlyMap<string, AccessKey>;
  readonly #store: Store;
  readonly #open: (sealed: string) => string;

  /** `open` as in `SecretBox`. */
  constructor(configured: readonly AccessKey[], store: Store, open: (sealed: string) => string) {
    this.#configured = new Map(configured.map((key) => [key.id, key]));
    this.#store = store;
    this.#open = open;
  }

  /** Read from the store at every call, so that a key or a policy counts from the next call on. */
  async find(accessKeyId: string): Promise<KnownKey | undefined> {
    const configured = this.#configured.get(accessKeyId);
    if (configured) return { accessKeyId, secret: configured.secret, user: configured.user ?? null };
    const key = await this.#get('accessKeys', keys.accessKey(accessKeyId));
    const user = key && (await this.#get('users', keys.user(key.userName)));
    return user && { accessKeyId, secret: this.#open(key.sealedSecret), user };
  }

  async #get<K extends 'users' | 'accessKeys'>(kind: K, key: string) {
    const entry = await this.#store.get(key);
    return entry && parseRecord(kind, decodeEnvelope(entry.value, key));
  }
}
