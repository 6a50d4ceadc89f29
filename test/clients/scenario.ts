/**
 * What every client is taken through, as data: the examples of all contracts, what each write leaves behind, and a few
 * requests with everything that a typed request can carry. No client has a line of its own here.
 */
import type { ActionContract, ExampleCall } from '../../src/contract/define.ts';
import { contracts } from '../../src/contract/index.ts';
import { afterwards } from './afterwards.ts';
import { fullRequests } from './full-requests.ts';

export interface Step extends ExampleCall {
  /** The whole answer, without RequestId. */
  readonly response?: unknown;
  /** What the answer must hold; there may be more. */
  readonly holds?: unknown;
  /** A read that shows what the engine does a moment later. */
  readonly soon?: boolean;
}

export interface Case {
  readonly name: string;
  readonly steps: readonly Step[];
  /** A client without a setter for one of the parameters does not make that call; the project's own does. */
  readonly whole?: boolean;
}

export const vendorContracts = Object.values<ActionContract>(contracts).filter(({ extension }) => !extension);

/** Every action of the vendor's API. */
export const vendorActions: ReadonlySet<string> = new Set(vendorContracts.map(({ name }) => name));

export const cases: readonly Case[] = [
  ...vendorContracts.map(({ name, example }) => ({
    name,
    steps: [
      ...example.given,
      { action: name, request: example.request, response: example.response },
      ...(afterwards[name] ?? []),
    ],
  })),
  ...fullRequests.map((each) => ({ ...each, whole: true })),
];

/** Writes that answer nothing: without a look afterwards they would prove nothing. */
export const silentWrites: readonly string[] = vendorContracts
  .filter(({ write, result }) => write && Object.keys(result).length === 0)
  .map(({ name }) => name);
