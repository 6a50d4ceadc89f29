/** Domain extensions of HTTPS listeners as they are stored: further certificates, chosen by the name a client asks for. */
import { z } from 'zod';
import type { LoadBalancerId } from './ids.ts';

export const domainExtensionSchema = z
  .object({
    id: z.string(),
    loadBalancerId: z.string().transform((id) => id as LoadBalancerId),
    /** Of an HTTPS listener. */
    listenerPort: z.number().int(),
    /** As given, a wildcard as `*.example.com`; case does not count. */
    domain: z.string(),
    serverCertificateId: z.string(),
    createdMs: z.number(),
  })
  .readonly();
export type DomainExtension = z.infer<typeof domainExtensionSchema>;
