/** Forwarding rules of HTTP and HTTPS listeners as they are stored. */
import { z } from 'zod';
import { cookiePersistenceSchema } from './http-listeners.ts';
import type { LoadBalancerId, ServerGroupId } from './ids.ts';
import { healthCheckSchema, orderSchema } from './resources.ts';

export const ruleSchema = z
  .object({
    id: z.string(),
    loadBalancerId: z.string().transform((id) => id as LoadBalancerId),
    listenerProtocol: z.enum(['http', 'https']),
    listenerPort: z.number().int(),
    name: z.string(),
    /** As given, a wildcard as `*.example.com`; case does not count. Empty = every domain. */
    domain: z.string(),
    /** A beginning of the path; empty = every path. */
    url: z.string(),
    groupId: z.string().transform((id) => id as ServerGroupId),
    groupKind: z.enum(['vserver', 'master-slave']).default('vserver'),
    /** The listener's scheduler, persistence and health check count; those of the rule are kept for later. */
    listenerSync: z.boolean(),
    scheduler: z.string(),
    persistence: cookiePersistenceSchema,
    healthCheck: healthCheckSchema,
    order: orderSchema,
    createdMs: z.number(),
    /** Grows along the rules of a listener: the order in which they were made. */
    place: z.number().int(),
  })
  .readonly();
export type Rule = z.infer<typeof ruleSchema>;
