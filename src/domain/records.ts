/** Which schema lies under which prefix: the one list that reading, writing and migrations go by. */
import type { z } from 'zod';
import { accessLogSettingSchema, monitorSettingSchema } from './log-delivery.ts';
import { caCertificateSchema, serverCertificateSchema } from './certificates.ts';
import { accessControlListSchema } from './access-control.ts';
import { domainExtensionSchema } from './domain-extensions.ts';
import { electionStateSchema, historyEventSchema, verdictRecordSchema } from './state-records.ts';
import {
  RECORD_SCHEMA_VERSION,
  addressClaimSchema,
  clientTokenSchema,
  listenerSchema,
  loadBalancerSchema,
  serverGroupSchema,
  serverSchema,
} from './resources.ts';
import { ruleSchema } from './rules.ts';
import { sessionSchema } from './sessions.ts';
import { accessKeySchema, userSchema } from './users.ts';
import { tlsPolicySchema } from './tls-policies.ts';

export const recordSchemas = {
  loadBalancers: loadBalancerSchema,
  listeners: listenerSchema,
  serverGroups: serverGroupSchema,
  servers: serverSchema,
  users: userSchema,
  accessKeys: accessKeySchema,
  sessions: sessionSchema,
  rules: ruleSchema,
  accessLogSettings: accessLogSettingSchema,
  monitorSettings: monitorSettingSchema,
  domainExtensions: domainExtensionSchema,
  serverCertificates: serverCertificateSchema,
  caCertificates: caCertificateSchema,
  tlsPolicies: tlsPolicySchema,
  addresses: addressClaimSchema,
  accessControlLists: accessControlListSchema,
  clientTokens: clientTokenSchema,
  elections: electionStateSchema,
  verdicts: verdictRecordSchema,
  history: historyEventSchema,
} as const;

export type RecordKind = keyof typeof recordSchemas;
export type RecordOf<K extends RecordKind> = z.infer<(typeof recordSchemas)[K]>;

/**
 * Checks a decoded value. Throws zod's error when it is not what its prefix promises, and a plain one when a newer
 * version of the service wrote it. Migrations of older schemas belong here.
 */
export function parseRecord<K extends RecordKind>(
  kind: K,
  envelope: { readonly schema: number; readonly value: unknown },
): RecordOf<K> {
  if (envelope.schema > RECORD_SCHEMA_VERSION) {
    throw new Error(
      `a record of ${kind} was written by a newer version (schema ${envelope.schema}; this version reads up to ${RECORD_SCHEMA_VERSION})`,
    );
  }
  return recordSchemas[kind].parse(envelope.value) as RecordOf<K>;
}
