/** Users of the account below its root keys: who may do what, and the keys that they sign with. */
import { z } from 'zod';
import { type RamPolicy, ramPolicySchema } from './ram-policy.ts';

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
}

/** From the configuration file; changed there only. */
export interface ConfiguredUser {
  readonly name: string;
  readonly policy: RamPolicy;
  readonly accessKeyIds: readonly string[];
}
