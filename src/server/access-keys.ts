import { ApiError } from '../contract/api-error.ts';
import { isSessionKeyId } from '../domain/ids.ts';
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

/**
 * The keys that the service was started with, the last of several with one id, and after them those in the store: of users,
 * and of sessions.
 */
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

  /**
   * Read from the store at every call, so that a key or a policy counts from the next call on. Rejects with `ApiError`
   * sessionEnded for the id of a session that is none any more, or never was.
   */
  async find(accessKeyId: string, nowMs: number): Promise<KnownKey | undefined> {
    const lasting = await this.#lasting(accessKeyId);
    return lasting || !isSessionKeyId(accessKeyId) ? lasting : this.#ofSession(accessKeyId, nowMs);
  }

  async #lasting(accessKeyId: string): Promise<KnownKey | undefined> {
    const configured = this.#configured.get(accessKeyId);
    if (configured) return { accessKeyId, secret: configured.secret, user: configured.user ?? null };
    const key = await this.#get('accessKeys', keys.accessKey(accessKeyId));
    const user = key && (await this.#get('users', keys.user(key.userName)));
    return user && { accessKeyId, secret: this.#open(key.sealedSecret), user };
  }

  /** What it may do is what the key may that it was begun with, now: the session has no rights of its own. */
  async #ofSession(accessKeyId: string, nowMs: number): Promise<KnownKey> {
    const session = await this.#get('sessions', keys.session(accessKeyId));
    if (session && session.expiresAtMs > nowMs) {
      const parent = await this.#lasting(session.parentAccessKeyId);
      // The key of a configuration file may be somebody else's since a restart.
      if (parent && (parent.user?.name ?? null) === session.userName) {
        return { accessKeyId, secret: this.#open(session.sealedSecret), user: parent.user, session };
      }
    }
    throw new ApiError('sessionEnded', { accessKeyId });
  }

  async #get<K extends 'users' | 'accessKeys' | 'sessions'>(kind: K, key: string) {
    const entry = await this.#store.get(key);
    return entry && parseRecord(kind, decodeEnvelope(entry.value, key));
  }
}
