/** Which schema lies under which prefix: the one list that reading, writing and migrations go by. */
import type { z } from 'zod';
import { electionStateSchema, historyEventSchema, verdictRecordSchema } from './state-records.ts';
import {
  addressClaimSchema,
  clientTokenSchema,
  listenerSchema,
  loadBalancerSchema,
  serverGroupSchema,
  serverSchema,
} from './resources.ts';

export const recordSchemas = {
  loadBalancers: loadBalancerSchema,
  listeners: listenerSchema,
  serverGroups: serverGroupSchema,
  servers: serverSchema,
  addresses: addressClaimSchema,
  clientTokens: clientTokenSchema,
  elections: electionStateSchema,
  verdicts: verdictRecordSchema,
  history: historyEventSchema,
} as const;

export type RecordKind = keyof typeof recordSchemas;
export type RecordOf<K extends RecordKind> = z.infer<(typeof recordSchemas)[K]>;

/** Checks a decoded value; throws zod's error when it is not what the prefix promises. */
export function parseRecord<K extends RecordKind>(kind: K, value: unknown): RecordOf<K> {
  return recordSchemas[kind].parse(value) as RecordOf<K>;
}
