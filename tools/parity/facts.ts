/** What the vendor's published material says about the API: read from vendor-facts.json, checked on the way in. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** `list` is numbered (`Name.1`, or `Name.1.Member`); `json-list` is a JSON array in one text. */
const paramTypeSchema = z.enum(['text', 'integer', 'flag', 'list', 'json-list']);

const paramSchema = z.strictObject({
  name: z.string(),
  type: paramTypeSchema,
  /** By the flag in the metadata. */
  required: z.boolean().default(false),
  /** Called mandatory by the documentation although the metadata does not say so. */
  documentedRequired: z.boolean().default(false),
  default: z.string().optional(),
  /** Choices. */
  allowed: z.array(z.string()).optional(),
  /** Numbers outside min and max that are accepted all the same. */
  special: z.array(z.int()).default([]),
  min: z.int().optional(),
  max: z.int().optional(),
  minLength: z.int().optional(),
  maxLength: z.int().optional(),
  maxItems: z.int().optional(),
  /** Other spellings that the vendor's own clients send. */
  aliases: z.array(z.string()).default([]),
  /** Only in the older SDK, without documentation. */
  older: z.boolean().default(false),
  /** Of each item of a list. */
  get members() {
    return z.array(paramSchema).default([]);
  },
});

/** `unknown`: a structure that only the older SDK has. */
const scalarSchema = z.enum(['text', 'integer', 'flag', 'unknown']);

const fieldSchema = z.union([
  scalarSchema,
  z.strictObject({
    get object() {
      return z.record(z.string(), fieldSchema);
    },
  }),
  /** `list` is the element name inside the plural field. */
  z.strictObject({
    list: z.string(),
    get items() {
      return fieldSchema;
    },
  }),
  z.strictObject({
    get plainList() {
      return fieldSchema;
    },
  }),
  /** Only in the older SDK, without documentation. */
  z.strictObject({
    get older() {
      return fieldSchema;
    },
  }),
]);

const actionSchema = z.strictObject({
  name: z.string(),
  group: z.string(),
  kind: z.enum(['read', 'write']),
  summary: z.string(),
  params: z.array(paramSchema),
  /** Without RequestId, which every answer has. */
  result: z.record(z.string(), fieldSchema),
  /** Code → HTTP status; null where no source says one. */
  errors: z.record(z.string(), z.int().nullable()),
});

const factsSchema = z.strictObject({
  api: z.string(),
  version: z.string(),
  distilled: z.iso.date(),
  /** Taken by every action: on whose behalf the call is made. */
  delegationParams: z.array(z.string()),
  /** Errors that any action may answer: code → HTTP statuses seen. */
  commonErrors: z.record(z.string(), z.array(z.int())),
  actions: z.array(actionSchema),
});

export type VendorFacts = z.infer<typeof factsSchema>;
export type VendorAction = VendorFacts['actions'][number];
export type VendorParam = VendorAction['params'][number];
export type VendorField = z.infer<typeof fieldSchema>;
export type VendorShape = VendorAction['result'];

/** Throws when the file is not what it should be. */
export function loadFacts(): VendorFacts {
  const file = new URL('vendor-facts.json', import.meta.url);
  return factsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}
