/** Access control lists as they are stored: blocks of addresses of a region, which listeners let in or keep out. */
import { z } from 'zod';
import { accessBlock } from './access-entry.ts';
import { tagSchema } from './resources.ts';

export const accessControlListSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    regionId: z.string(),
    addressIpVersion: z.enum(['ipv4', 'ipv6']),
    resourceGroupId: z.string(),
    /** In order of insertion; no block twice. */
    entries: z.array(z.object({ ...accessBlock, comment: z.string() }).readonly()).readonly(),
    tags: z.array(tagSchema).readonly(),
    createdMs: z.number(),
  })
  .readonly();
export type AccessControlList = z.infer<typeof accessControlListSchema>;
export type AccessEntry = AccessControlList['entries'][number];
