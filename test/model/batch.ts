/**
 * Calls made at the same time. Each must come out as if the calls had been made one after the other in some order: the
 * accounts that such an order leads to are what the service may hold now. Mostly there is one.
 */
import type { Account } from './account.ts';
import { type Call, follow, type Outcome } from './call.ts';

export interface Made {
  readonly call: Call;
  readonly outcome: Outcome;
}

/** Every different account that the calls can have left, over all orders that allow what was answered. */
export function accountsAfter(before: readonly Account[], made: readonly Made[]): readonly Account[] {
  const found = new Map<string, Account>();
  for (const account of before) {
    for (const end of endings(account, made)) found.set(fingerprint(end), end);
  }
  return [...found.values()];
}

function* endings(account: Account, left: readonly Made[]): Generator<Account> {
  // A refusal changes nothing: where it can stand first it may as well, and needs no other order.
  const rest = left.filter(
    ({ call, outcome }) => !(outcome.kind === 'refused' && follow(account, call, outcome)),
  );
  if (rest.length === 0) {
    yield account;
    return;
  }
  for (const [index, { call, outcome }] of rest.entries()) {
    if (outcome.kind === 'refused') continue;
    const others = rest.toSpliced(index, 1);
    for (const happened of outcome.kind === 'unknown' ? [true, false] : [true]) {
      const next = structuredClone(account);
      if (follow(next, call, outcome, happened)) yield* endings(next, others);
    }
  }
}

/** The same for accounts that hold the same. Of all orders in the maps only that of rules is ever shown. */
function fingerprint({ gone: _gone, rules, ...others }: Account): string {
  const maps = Object.values(others).map((map) => [...map].sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify([...maps, [...rules]]);
}
