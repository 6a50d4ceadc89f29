/** What HTTP and HTTPS listeners have beyond every listener, and their rules and domain extensions share. */
import { z } from 'zod';

/** Which server a client goes back to, by cookie. Values that do not count now are kept for when they do. */
export const cookiePersistenceSchema = z
  .object({
    enabled: z.boolean(),
    /** `insert`: a cookie of ours; `server`: the server's own cookie, rewritten. Null = never set. */
    kind: z.enum(['insert', 'server']).nullable(),
    /** Life of the inserted cookie. */
    cookieTimeoutMs: z.number().int().nullable(),
    /** Name of the server's cookie. */
    cookie: z.string().nullable(),
  })
  .readonly();
export type CookiePersistence = z.infer<typeof cookiePersistenceSchema>;

/** Headers towards the servers. X-Forwarded-For itself is always sent. */
export const forwardedHeadersSchema = z
  .object({
    slbIp: z.boolean(),
    slbId: z.boolean(),
    proto: z.boolean(),
    slbPort: z.boolean(),
    clientSourcePort: z.boolean(),
  })
  .readonly();
export type ForwardedHeaders = z.infer<typeof forwardedHeadersSchema>;

export const layer7Fields = {
  gzip: z.boolean(),
  idleTimeoutMs: z.number().int(),
  requestTimeoutMs: z.number().int(),
  persistence: cookiePersistenceSchema,
  forwardedHeaders: forwardedHeadersSchema,
};

export const httpFields = {
  ...layer7Fields,
  /** Port of the HTTPS listener that clients are sent to; null = requests are forwarded. */
  redirectPort: z.number().int().nullable(),
};

export const httpsFields = {
  ...layer7Fields,
  serverCertificateId: z.string(),
  /** Whose client certificates are demanded; null = none are. */
  caCertificateId: z.string().nullable(),
  http2: z.boolean(),
  /** Name of a built-in policy or id of an own one. */
  tlsCipherPolicy: z.string(),
};
