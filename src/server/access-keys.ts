import type { AccessKeySecrets } from '../wire/authenticate.ts';

export interface AccessKey {
  readonly id: string;
  readonly secret: string;
}

/** The keys that the service was started with. The last of several with one id counts. */
export class AccessKeys implements AccessKeySecrets {
  // Private, so that printing the object cannot show a secret.
  readonly #secrets: ReadonlyMap<string, string>;

  constructor(keys: readonly AccessKey[]) {
    this.#secrets = new Map(keys.map(({ id, secret }) => [id, secret]));
  }

  secretOf(accessKeyId: string): string | undefined {
    return this.#secrets.get(accessKeyId);
  }
}
