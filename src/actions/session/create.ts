import { ApiError } from '../../contract/api-error.ts';
import { ONE_TIME_LIFE_SECONDS, SESSIONS_PER_USER, SIGN_IN_LIFE_SECONDS } from '../../contract/session.ts';
import { newAccessKeySecret, newSessionKeyId } from '../../domain/ids.ts';
import { keys, prefixes } from '../../domain/keys.ts';
import type { Session } from '../../domain/sessions.ts';
import { lastingKeyOf } from '../../domain/users.ts';
import type { ActionContext, ActionHandler } from '../context.ts';
import { wireTime } from '../format.ts';
import type { Transaction } from '../transaction.ts';

export const createSession: ActionHandler<'CreateSession'> = async (params, context) => {
  const { tx, caller, random, secrets } = context;
  const userName = caller.user?.name ?? null;
  const times = timesOf(params, context);
  if (caller.session) await useSession(caller.session, tx);
  await makeRoom(userName, tx);

  const id = newSessionKeyId(random);
  const secret = newAccessKeySecret(random);
  tx.put('sessions', keys.session(id), {
    id,
    sealedSecret: secrets.seal(secret),
    userName,
    parentAccessKeyId: lastingKeyOf(caller),
    ...times,
    oneTime: params.OneTime,
  });
  return {
    AccessKeyId: id,
    AccessKeySecret: secret,
    Expiration: wireTime(times.expiresAtMs),
    ...(userName !== null && { UserName: userName }),
  };
};

/** Throws `ApiError` invalidParameter or signInTooOld. */
function timesOf(
  { DurationSeconds, OneTime }: { readonly DurationSeconds: number; readonly OneTime: boolean },
  { caller: { session }, nowMs }: ActionContext,
): Pick<Session, 'signedInAtMs' | 'expiresAtMs'> {
  if (OneTime && DurationSeconds > ONE_TIME_LIFE_SECONDS) {
    const why = `with OneTime it may be at most ${ONE_TIME_LIFE_SECONDS}`;
    throw new ApiError('invalidParameter', { name: 'DurationSeconds', why });
  }
  const signedInAtMs = session?.signedInAtMs ?? nowMs;
  const lastMs = signedInAtMs + SIGN_IN_LIFE_SECONDS * 1_000;
  // Or a page that renews its session in time would do so again and again towards the end.
  if (session && !session.oneTime && session.expiresAtMs >= lastMs) {
    throw new ApiError('signInTooOld', { hours: SIGN_IN_LIFE_SECONDS / 3_600 });
  }
  return { signedInAtMs, expiresAtMs: Math.min(nowMs + DurationSeconds * 1_000, lastMs) };
}

/** So that whoever makes sessions without end bothers nobody, and can still sign in. */
async function makeRoom(userName: string | null, tx: Transaction): Promise<void> {
  const own = (await tx.list('sessions', prefixes.sessions)).filter((one) => one.userName === userName);
  const tooMany = own.length + 1 - SESSIONS_PER_USER;
  if (tooMany <= 0) return;
  const firstToExpire = [...own].sort((a, b) => a.expiresAtMs - b.expiresAtMs).slice(0, tooMany);
  for (const { id } of firstToExpire) tx.delete(keys.session(id));
}

/**
 * The session that signs must be there when the new one is written: of two calls by a one-time key one is the first, and
 * none gets around an EndSession at the same time. Throws `ApiError` sessionEnded.
 */
async function useSession({ id, oneTime }: Session, tx: Transaction): Promise<void> {
  const key = keys.session(id);
  if (!(await tx.get('sessions', key))) throw new ApiError('sessionEnded', { accessKeyId: id });
  if (oneTime) tx.delete(key);
}
