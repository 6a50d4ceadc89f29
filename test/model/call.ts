/** One call of a sequence, and what the model says about it. */
import type { ActionName } from '../../src/contract/index.ts';
import { isDeepStrictEqual } from 'node:util';
import type { Account } from './account.ts';
import type { Random } from '../support/random.ts';

export interface Call {
  readonly action: ActionName;
  readonly parameters: Readonly<Record<string, string>>;
  /**
   * Every reason that the account as it is gives to refuse the call, as error codes. None: it must succeed. Several: any
   * of them is right, since no document says which the client hears first.
   */
  complaints(account: Account): readonly string[];
  /** Codes that may come although the account gives no reason: what probes have found, for example. */
  readonly mayRefuse?: readonly string[];
  /** The account cannot follow a success without its answer, which has an id in it. */
  readonly needsAnswer?: true;
  /** Carries a success over into the account; throws when the answer is not what a success must say. */
  apply(account: Account, answer: unknown): void;
}

/** Makes one call that fits the account more or less: what it names may be deleted, of another kind, or in use. */
export type Maker = (account: Account, random: Random) => Call;

/** How a call ended: an answer, an error code, or nobody knows because the service was killed. */
export type Outcome =
  | { readonly kind: 'answer'; readonly answer: unknown }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'unknown' };

/**
 * Carries an outcome over into the account; false when the model does not allow it. `happened` says for an unknown one
 * whether the call was carried out all the same.
 */
export function follow(account: Account, call: Call, outcome: Outcome, happened = true): boolean {
  const reasons = call.complaints(account);
  switch (outcome.kind) {
    case 'refused':
      return reasons.includes(outcome.code) || (reasons.length === 0 && mayRefuse(call, outcome.code));
    case 'answer':
      if (reasons.length > 0) return false;
      return applied(call, account, outcome.answer);
    case 'unknown':
      return !happened || (reasons.length === 0 && applied(call, account, {}));
  }
}

/** What an answer must say, for `apply`. */
export function mustBe(what: string, seen: unknown, wanted: unknown): void {
  if (isDeepStrictEqual(seen, wanted)) return;
  throw new WrongAnswer(`${what} is ${JSON.stringify(seen)}, not ${JSON.stringify(wanted)}`);
}

export class WrongAnswer extends Error {
  override readonly name = 'WrongAnswer';
}

function mayRefuse({ mayRefuse: codes = [] }: Call, code: string): boolean {
  return codes.includes(code);
}

function applied(call: Call, account: Account, answer: unknown): boolean {
  try {
    call.apply(account, answer);
    return true;
  } catch (error) {
    if (error instanceof WrongAnswer) return false;
    throw error;
  }
}
