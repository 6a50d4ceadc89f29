/** Carries out one call: the handler in a transaction, the commit, and again after a conflict. */
import { ExponentialBackoff, handleWhen, retry, type RetryPolicy } from 'cockatiel';
import type { ActionContext } from '../actions/context.ts';
import { Transaction } from '../actions/transaction.ts';
import type { ActionContract } from '../contract/define.ts';
import type { RawParams } from '../contract/raw-params.ts';
import { DecodedEntries } from '../store/decoded-entries.ts';
import { isConflict, type Revision, type Store } from '../store/store.ts';
import { checkResult } from '../wire/check-result.ts';
import { oncePerToken } from './client-tokens.ts';
import type { PreparedCall } from './operation.ts';
import { WriteQueues } from './write-queues.ts';

export interface Execution {
  readonly contract: ActionContract;
  readonly call: PreparedCall;
  /** What `call` was prepared from. */
  readonly raw: RawParams;
  /** Whose ClientTokens count. */
  readonly accessKeyId: string;
  readonly context: Omit<ActionContext, 'tx'>;
}

export interface Outcome {
  /** What the handler returned, checked and committed. */
  readonly result: unknown;
  /** Undefined: nothing was changed. */
  readonly revision: Revision | undefined;
}

const MAX_RUNS = 20;

export class Executor {
  readonly #store: Store;
  readonly #decoded: DecodedEntries;
  readonly #queues = new WriteQueues();
  readonly #line = new WriteQueues();
  readonly #conflicts: RetryPolicy = retry(handleWhen(isConflict), {
    maxAttempts: MAX_RUNS - 2,
    // With jitter, so that two nodes do not keep meeting.
    backoff: new ExponentialBackoff({ initialDelay: 1, maxDelay: 50 }),
  });

  constructor(store: Store, decoded = new DecodedEntries()) {
    this.#store = store;
    this.#decoded = decoded;
  }

  /** Rejects with `ApiError`, `StoreError`, or whatever a bug throws. */
  async execute(execution: Execution): Promise<Outcome> {
    const { contract, raw } = execution;
    const attempt = (): Promise<Outcome> => this.#attempt(execution);
    if (!contract.write) return attempt();
    const queue = raw.get('LoadBalancerId') ?? contract.resource;
    return this.#queues.run(queue, async () => {
      try {
        return await attempt();
      } catch (error) {
        if (!isConflict(error)) throw error;
      }
      // Of many that depend on the same list each would take the others' turn again and again: they stand in line.
      return this.#line.run('all', () => this.#conflicts.execute(attempt));
    });
  }

  async #attempt({ contract, call, raw, accessKeyId, context }: Execution): Promise<Outcome> {
    const tx = new Transaction(this.#store, this.#decoded);
    const carryOut = async (): Promise<unknown> => {
      const result = await call.run({ ...context, tx });
      // Before the commit: an answer that cannot be given must not have changed anything.
      checkResult(contract.result, result);
      return result;
    };
    const token = Object.hasOwn(contract.params, 'ClientToken') ? (raw.get('ClientToken') ?? '') : '';
    const result =
      token === ''
        ? await carryOut()
        : await oncePerToken(
            { accessKeyId, action: contract.name, token, params: call.params },
            tx,
            context.nowMs,
            carryOut,
          );
    return { result, revision: tx.dirty ? await this.#store.commit(tx.toChange()) : undefined };
  }
}
