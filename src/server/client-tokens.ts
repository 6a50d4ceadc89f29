/**
 * Idempotency: a call that carries a ClientToken is carried out once, and answered the same way when it is repeated.
 * The record is written in the commit of the call itself, so it is there if and only if the call was carried out.
 */
import { createHash } from 'node:crypto';
import type { Transaction } from '../actions/transaction.ts';
import { ApiError } from '../contract/api-error.ts';
import { keys } from '../domain/keys.ts';

/** How long a token is kept. Not documented by the vendor; other products say a day. */
export const TOKEN_LIFE_MS = 24 * 3_600_000;

export interface TokenUse {
  readonly accessKeyId: string;
  readonly action: string;
  readonly token: string;
  /** Parsed, so that spelling, order and unknown parameters do not matter. */
  readonly params: unknown;
}

/**
 * Runs `carryOut` unless the token was used before, in which case the first result comes back.
 * Throws `ApiError` idempotentParameterMismatch when it was used with other parameters.
 */
export async function oncePerToken(
  use: TokenUse,
  tx: Transaction,
  nowMs: number,
  carryOut: () => Promise<unknown>,
): Promise<unknown> {
  const key = keys.clientToken(use.accessKeyId, use.action, use.token);
  const parametersHash = hashOf(use.params);
  const earlier = await tx.get('clientTokens', key);
  if (earlier && nowMs - earlier.createdMs < TOKEN_LIFE_MS) {
    if (earlier.parametersHash !== parametersHash) throw new ApiError('idempotentParameterMismatch');
    return earlier.response;
  }
  const response = await carryOut();
  tx.put('clientTokens', key, { parametersHash, response, createdMs: nowMs });
  return response;
}

function hashOf(params: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(params) ?? '')
    .digest('hex');
}
