/** Users of the account below its root keys: who may do what, and the keys that they sign with. */
import { z } from 'zod';
import { type RamPolicy, ramPolicySchema } from './ram-policy.ts';
import type { Session } from './sessions.ts';

export const userSchema = z
  .object({ name: z.string(), policy: ramPolicySchema, createdMs: z.number() })
  .readonly();
export type User = z.infer<typeof userSchema>;

export const accessKeySchema = z
  .object({
    id: z.string(),
    userName: z.string(),
    /** Sealed under the key file of the service. */
    sealedSecret: z.string(),
    createdMs: z.number(),
  })
  .readonly();
export type AccessKeyRecord = z.infer<typeof accessKeySchema>;

/** Who signs a call: a user, or the account itself by a root key, who may do everything. */
export interface Caller {
  readonly accessKeyId: string;
  readonly user: Pick<User, 'name' | 'policy'> | null;
  /** Absent: the access key is no temporary one. */
  readonly session?: Session;
}

/** The lasting access key behind a call, which limits and ClientTokens go by: a session is no way around them. */
export function lastingKeyOf({ accessKeyId, session }: Caller): string {
  return session?.parentAccessKeyId ?? accessKeyId;
}

/** From the configuration file; changed there only. */
export interface ConfiguredUser {
  readonly name: string;
  readonly policy: RamPolicy;
  readonly accessKeyIds: readonly string[];
}
