/** How a session begins, goes on and ends. It is a temporary access key, made by the API for whoever signs the call. */
import { callRaw } from '../api/call.ts';
import { ApiFailure } from '../api/failure.ts';
import { type SigningKeys, signingKeys } from '../api/signer.ts';
import { forgetSession, type Session, storeSession } from './stored-session.ts';

const DURATION_SECONDS = 3600;

/** Rejects with `ApiFailure` or `Unreachable`. The secret is not kept. */
export async function signIn(accessKeyId: string, secret: string): Promise<Session> {
  const keys = await signingKeys(accessKeyId, secret);
  try {
    return await beginSession(keys);
  } catch (error) {
    // In strict mode only what the vendor has exists.
    if (!(error instanceof ApiFailure) || !error.code.startsWith('InvalidAction')) throw error;
    await callRaw(keys, 'DescribeRegions', {});
    return { keys, userName: null, expiresAtMs: null };
  }
}

/** A new session by the key of the one that is about to end. */
export async function renewSession(session: Session): Promise<Session> {
  return session.expiresAtMs === null ? session : beginSession(session.keys);
}

export async function endSession(session: Session): Promise<void> {
  await forgetSession();
  if (session.expiresAtMs === null) return;
  // Without an answer it ends by itself within the hour.
  await callRaw(session.keys, 'EndSession', {}).catch(() => undefined);
}

async function beginSession(keys: SigningKeys): Promise<Session> {
  const answer = await callRaw(keys, 'CreateSession', { DurationSeconds: String(DURATION_SECONDS) });
  const text = (name: string): string => {
    const value: unknown = typeof answer === 'object' && answer !== null ? Reflect.get(answer, name) : '';
    return typeof value === 'string' ? value : '';
  };
  const session: Session = {
    keys: await signingKeys(text('AccessKeyId'), text('AccessKeySecret')),
    userName: text('UserName') || null,
    expiresAtMs: Date.parse(text('Expiration')),
  };
  await storeSession(session);
  return session;
}

/** `#link=ID.SECRET`, as the service prints it. Taken out of the address at once, so that nobody finds it there. */
export function takeLink(): { readonly accessKeyId: string; readonly secret: string } | undefined {
  const match = /^#link=(.+)\.([^.]+)$/.exec(location.hash);
  if (!match) return undefined;
  history.replaceState(history.state, '', location.pathname + location.search);
  const [, accessKeyId = '', secret = ''] = match;
  return { accessKeyId: decodeURIComponent(accessKeyId), secret: decodeURIComponent(secret) };
}
