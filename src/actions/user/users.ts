/** What the actions on users have in common. */
import { ApiError } from '../../contract/api-error.ts';
import { newAccessKeyId, newAccessKeySecret } from '../../domain/ids.ts';
import { keys, prefixes } from '../../domain/keys.ts';
import { type RamPolicy, ramPolicySchema } from '../../domain/ram-policy.ts';
import type { AccessKeyRecord, User } from '../../domain/users.ts';
import type { ActionContext } from '../context.ts';

/** One made by a call. Throws `ApiError` userIsConfigured or userNotFound. */
export async function findUser(userName: string, { tx, settings }: ActionContext): Promise<User> {
  const user = await tx.get('users', keys.user(userName));
  if (user) return user;
  const configured = settings.users.some(({ name }) => name === userName);
  throw new ApiError(configured ? 'userIsConfigured' : 'userNotFound', { userName });
}

export async function keysOf(userName: string, { tx }: ActionContext): Promise<readonly AccessKeyRecord[]> {
  const all = await tx.list('accessKeys', prefixes.accessKeys);
  return all.filter((key) => key.userName === userName);
}

/** Makes a key and answers with its secret, this once. */
export function makeKey(userName: string, { tx, random, secrets, nowMs }: ActionContext) {
  const id = newAccessKeyId(random);
  const secret = newAccessKeySecret(random);
  tx.put('accessKeys', keys.accessKey(id), {
    id,
    userName,
    sealedSecret: secrets.seal(secret),
    createdMs: nowMs,
  });
  return { UserName: userName, AccessKeyId: id, AccessKeySecret: secret };
}

/** Throws `ApiError` invalidPolicyDocument, which says where and what. */
export function readPolicy(text: string): RamPolicy {
  const parsed = ramPolicySchema.safeParse(readJson(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.map(String).join('.') ?? '';
  throw new ApiError('invalidPolicyDocument', {
    why: `${where === '' ? '' : `${where}: `}${issue?.message ?? 'it is no policy'}`,
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ApiError('invalidPolicyDocument', { why: 'it is not JSON' });
  }
}
