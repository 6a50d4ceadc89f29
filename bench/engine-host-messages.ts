/** What is said between the bench and the program that holds one of our engines: one answer to each request. */
import type { ForwardingPlan } from '../src/domain/plan-types.ts';

export type HostRequest =
  /** `name` as in the registry of engines; `options` as its factory takes them. */
  | { readonly kind: 'open'; readonly name: string; readonly options: object }
  | { readonly kind: 'apply'; readonly plan: ForwardingPlan }
  | { readonly kind: 'close' };

export type HostAnswer =
  | { readonly kind: 'done' }
  /** Host clock, milliseconds. */
  | {
      readonly kind: 'applied';
      readonly beganMs: number;
      readonly endedMs: number;
      /** How the engine says that it runs; empty when it says nothing. */
      readonly condition: string;
    }
  | { readonly kind: 'failed'; readonly why: string };
