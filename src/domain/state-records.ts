/** Observed state and history as they are stored, beside the desired resources of resources.ts. */
import { z } from 'zod';
import type { HealthRecord, ProbeResult } from './health.ts';
import type { Election } from './election.ts';

const reason = z.enum([
  'initial',
  'master-failed',
  'master-recovered',
  'slave-failed-over-back',
  'weight-zero',
  'manual',
  'drill',
  'policy-hold',
  'both-down',
  'server-edited',
]);
const role = z.enum(['Master', 'Slave']);
const activeRole = z.enum(['Master', 'Slave', 'None']);
const verdict = z.enum(['unknown', 'healthy', 'unhealthy']);

const hold = z
  .object({
    why: z.enum(['failback-manual', 'failback-delayed', 'flap-damping', 'both-down', 'ordered']),
    sinceMs: z.number(),
    untilMs: z.number().nullable(),
  })
  .readonly();

const election: z.ZodType<Election> = z
  .object({
    active: activeRole,
    epoch: z.number().int(),
    reason,
    sinceMs: z.number(),
    settled: z.boolean(),
    held: hold.nullable(),
    penalty: z.object({ value: z.number(), atMs: z.number() }).readonly(),
    masterHealthySinceMs: z.number().nullable(),
    seats: z.object({ Master: z.string(), Slave: z.string() }).readonly().nullable().default(null),
    orderId: z.number().int().default(0),
    keep: role.nullable().default(null),
  })
  .readonly();

/** The election of one (listener, group). Another group on the listener starts a new one. */
export const electionStateSchema = z
  .object({ listener: z.string(), groupId: z.string(), election })
  .readonly();
export type ElectionState = z.infer<typeof electionStateSchema>;

const probeResult: z.ZodType<ProbeResult> = z
  .object({
    outcome: z.enum([
      'ok',
      'refused',
      'timed-out',
      'unreachable',
      'reset',
      'wrong-status',
      'wrong-answer',
      'malformed-answer',
      'not-probed',
      'other',
    ]),
    source: z.enum(['probe', 'traffic']),
    detail: z.string(),
    durationMs: z.number(),
    atMs: z.number(),
  })
  .readonly();

const healthRecord: z.ZodType<HealthRecord> = z
  .object({
    verdict,
    sinceMs: z.number(),
    contradicting: z.number().int(),
    lastResult: probeResult.nullable(),
  })
  .readonly();

export const verdictRecordSchema = z.object({ key: z.string(), record: healthRecord }).readonly();
export type VerdictRecord = z.infer<typeof verdictRecordSchema>;

const server = { targetId: z.string(), role: role.nullable() };

/** What happened, in causal order per listener: evidence, verdict, decision, engine, first connection. */
export const historyFactSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('probe-failed'), ...server, result: probeResult }).readonly(),
  z
    .object({
      kind: z.literal('verdict'),
      ...server,
      from: verdict,
      to: verdict,
      results: z.number().int(),
      evidence: probeResult,
    })
    .readonly(),
  z
    .object({
      kind: z.literal('decision'),
      from: activeRole,
      to: activeRole,
      epoch: z.number().int(),
      reason,
      verdicts: z.object({ master: verdict, slave: verdict }).readonly(),
      /** From the first failed probe of this outage to the decision; null when no failure led to it. */
      detectionMs: z.number().nullable(),
    })
    .readonly(),
  z.object({ kind: z.literal('held'), epoch: z.number().int(), hold }).readonly(),
  z
    .object({
      kind: z.literal('applied'),
      epoch: z.number().int(),
      engine: z.string(),
      /** From the decision to the engine's acknowledgement. */
      afterMs: z.number(),
      cutConnections: z.number().int(),
    })
    .readonly(),
  z
    .object({
      kind: z.literal('first-served'),
      epoch: z.number().int(),
      targetId: z.string(),
      /** From the decision to the first connection (or datagram) that the new active server got. */
      afterMs: z.number(),
    })
    .readonly(),
]);
export type HistoryFact = z.infer<typeof historyFactSchema>;

export const historyEventSchema = z
  .object({
    sequence: z.number().int(),
    listener: z.string(),
    groupId: z.string().nullable(),
    atMs: z.number(),
    fact: historyFactSchema,
  })
  .readonly();
export type HistoryEvent = z.infer<typeof historyEventSchema>;
