/** A block of addresses as a client gave it. */
import { z } from 'zod';

export const accessBlock = {
  /** As the client wrote it, which clients compare; a bare address in an access control list has the length added. */
  text: z.string(),
  /** The one spelling of the same block, by which it is matched. */
  cidr: z.string(),
};

/** The older white list of one listener. Independent of access control lists: a client must pass both. */
export const whiteListSchema = z
  .object({ enabled: z.boolean(), items: z.array(z.object(accessBlock).readonly()).readonly() })
  .readonly();
export type WhiteList = z.infer<typeof whiteListSchema>;
