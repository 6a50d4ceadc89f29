/** Sessions: temporary access keys, which sign like any other and end by themselves. */
import { z } from 'zod';

export const sessionSchema = z
  .object({
    /** Of the temporary access key. */
    id: z.string(),
    /** Sealed under the key file of the service. */
    sealedSecret: z.string(),
    /** Whose it is; null: the account's own. */
    userName: z.string().nullable(),
    /** Of the access key that signed in. The session ends with it. */
    parentAccessKeyId: z.string(),
    /** When that key signed in; what a session makes carries it on. */
    signedInAtMs: z.number(),
    expiresAtMs: z.number(),
    /** May make one session, and nothing else. */
    oneTime: z.boolean(),
  })
  .readonly();
export type SessionRecord = z.infer<typeof sessionSchema>;

/** What is known of the session that signs a call. */
export type Session = Omit<SessionRecord, 'sealedSecret'>;
