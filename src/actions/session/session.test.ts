/** Sessions through the public door: signed calls with lasting keys, temporary ones and one-time ones. */
import { describe, expect, test } from 'vitest';
import { SESSIONS_PER_USER } from '../../contract/session.ts';
import { keys, prefixes } from '../../domain/keys.ts';
import { type AccessKey, AccessKeys } from '../../server/access-keys.ts';
import { allOperations, neighbourOperations } from '../../server/operation.ts';
import type { PipelineOptions } from '../../server/pipeline.ts';
import { sweepExpired } from '../../server/sweep.ts';
import { PipelineBench, testKey } from '../../server/test-support.ts';
import { MemoryStore } from '../../store/memory/store.ts';
import type { Store } from '../../store/store.ts';
import { handlers } from '../index.ts';
import { neighbourHandlers } from '../neighbour/handlers.ts';
import { testSecrets } from '../test-support.ts';
import { Transaction } from '../transaction.ts';

type Document = Readonly<Record<string, unknown>>;
type Key = { readonly accessKeyId: string; readonly accessKeySecret: string };

const HOUR_MS = 3_600_000;
const GONE = { Code: 'InvalidSecurityToken.Expired' };
const policy = (...actions: readonly string[]): string =>
  JSON.stringify({ Version: '1', Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }] });

class Door {
  readonly bench: PipelineBench;

  constructor(options: Partial<PipelineOptions> = {}) {
    this.bench = new PipelineBench([...allOperations(handlers).values()], {
      neighbours: neighbourOperations(neighbourHandlers, ['sts']),
      ...options,
    });
  }

  get store(): Store {
    return this.bench.store;
  }

  later(ms: number): void {
    this.bench.clock.advance(ms);
  }

  /** The answer, good or bad. */
  async call(
    signer: Key,
    action: string,
    parameters: Readonly<Record<string, string>> = {},
  ): Promise<Document> {
    return { ...Object(await this.bench.document(action, parameters, { signer })) };
  }

  /** A call that any key that is one may make. */
  look(signer: Key): Promise<Document> {
    return this.call(signer, 'DescribeRegions');
  }

  /** The key that a call answers; throws when it is refused. */
  async keyBy(
    signer: Key,
    action: string,
    parameters: Readonly<Record<string, string>> = {},
  ): Promise<Key & { readonly answer: Document }> {
    const answer = await this.call(signer, action, parameters);
    const { AccessKeyId: id, AccessKeySecret: secret } = answer;
    if (typeof id !== 'string' || typeof secret !== 'string') throw new Error(JSON.stringify(answer));
    return { accessKeyId: id, accessKeySecret: secret, answer };
  }

  session(signer: Key = testKey, parameters: Readonly<Record<string, string>> = {}) {
    return this.keyBy(signer, 'CreateSession', parameters);
  }

  oneTimeKey(signer: Key = testKey) {
    return this.session(signer, { OneTime: 'true' });
  }
}

const works = { Regions: expect.anything() };

describe('a session', () => {
  test('signs like any key, as the account, for as long as was asked', async () => {
    const door = new Door();
    const session = await door.session(testKey, { DurationSeconds: '900' });
    expect(session.answer).toEqual({
      RequestId: expect.any(String),
      AccessKeyId: expect.stringMatching(/^STS\.N\w{23}$/),
      AccessKeySecret: expect.stringMatching(/^\w{30}$/),
      Expiration: '2026-01-02T03:19:05Z',
    });
    expect(
      await door.call(session, 'CreateUser', { UserName: 'ci', PolicyDocument: policy('*') }),
    ).toMatchObject({
      UserName: 'ci',
    });
    door.later(900_000 - 1);
    expect(await door.look(session)).toMatchObject(works);
    door.later(1);
    expect(await door.look(session)).toMatchObject({
      ...GONE,
      Message: expect.stringContaining(session.accessKeyId),
      Recommend: expect.stringContaining('hotspare console'),
    });
  });

  test('is whose key began it, for whoever asks', async () => {
    const door = new Door();
    const user = await door.keyBy(testKey, 'CreateUser', {
      UserName: 'ci',
      PolicyDocument: policy('slb:Describe*'),
    });
    const whoIs = async (signer: Key): Promise<unknown> =>
      JSON.parse((await door.bench.call('GetCallerIdentity', {}, { signer, version: '2015-04-01' })).body);
    expect(await whoIs(await door.session())).toMatchObject({ IdentityType: 'Account' });
    const session = await door.session(user);
    expect(session.answer).toMatchObject({ UserName: 'ci' });
    expect(await whoIs(session)).toMatchObject({ IdentityType: 'RAMUser', UserId: 'ci' });
    expect(JSON.stringify(await door.call(testKey, 'DescribeUsers'))).not.toContain('STS.');
  });

  test('of a user may what the user may, call by call; a policy need not allow to begin it', async () => {
    const door = new Door();
    const user = await door.keyBy(testKey, 'CreateUser', {
      UserName: 'ci',
      PolicyDocument: policy('slb:DescribeRegions'),
    });
    const session = await door.session(user);
    const lists = () => door.call(session, 'DescribeLoadBalancers', { RegionId: 'cn-hangzhou' });
    expect(await lists()).toMatchObject({
      Code: 'Forbidden.RAM',
      Message: expect.stringContaining('ci may not call'),
    });
    await door.call(testKey, 'SetUserPolicy', {
      UserName: 'ci',
      PolicyDocument: policy('slb:DescribeLoad*'),
    });
    expect(await lists()).toMatchObject({ TotalCount: 0 });
    expect(await door.look(session)).toMatchObject({ Code: 'Forbidden.RAM' });
  });

  test('is stored sealed, and forgotten some time after its end', async () => {
    const door = new Door();
    const { accessKeyId, accessKeySecret } = await door.session();
    const [entry] = (await door.store.list(prefixes.sessions)).entries;
    const text = Buffer.from(entry?.value ?? []).toString();
    expect(text).toContain(accessKeyId);
    expect(text).not.toContain(accessKeySecret);
    expect(await sweepExpired(door.store, door.bench.clock.now() + HOUR_MS - 1)).toBe(0);
    expect(await sweepExpired(door.store, door.bench.clock.now() + HOUR_MS)).toBe(1);
    expect((await door.store.list('')).entries).toEqual([]);
  });

  test('shows in the audit log with the key that began it, and is found by that', async () => {
    const door = new Door();
    const session = await door.session();
    await door.look(session);
    const { Entries } = await door.call(testKey, 'DescribeAuditLog', { UserName: testKey.accessKeyId });
    expect(Entries).toMatchObject({
      Entry: [
        {
          ActionName: 'DescribeRegions',
          AccessKeyId: session.accessKeyId,
          ParentAccessKeyId: 'testid',
          UserName: '',
        },
        { ActionName: 'CreateSession', AccessKeyId: 'testid' },
      ],
    });
    expect(JSON.stringify(Entries)).not.toContain(session.accessKeySecret);
  });

  test('counts with its key for the rate limit, so that many sessions are no way around it', async () => {
    const door = new Door({ rateLimit: 3 });
    const [one, other] = [await door.session(), await door.session()];
    expect(await door.look(one)).toMatchObject(works);
    expect(await door.look(other)).toMatchObject({ Code: 'Throttling.User' });
    expect(await door.look(testKey)).toMatchObject({ Code: 'Throttling.User' });
  });

  test('counts with its key for ClientTokens: a call repeated after a renewal is the same call', async () => {
    const door = new Door();
    const before = await door.session();
    const after = await door.session(before);
    const create = (signer: Key) =>
      door.call(signer, 'CreateLoadBalancer', { RegionId: 'cn-hangzhou', ClientToken: 'once' });
    expect((await create(after))['LoadBalancerId']).toBe((await create(before))['LoadBalancerId']);
  });

  test('there are none in strict mode', async () => {
    expect(await new Door({ strict: true }).call(testKey, 'CreateSession')).toMatchObject({
      Code: 'InvalidAction.NotFound',
    });
  });
});

describe('renewal', () => {
  test('goes on until twelve hours after the sign-in, and then it takes a new one', async () => {
    const door = new Door();
    let session: Key & { readonly answer: Document } = await door.session();
    for (let quarters = 0; quarters < 15; quarters += 1) {
      door.later(0.75 * HOUR_MS);
      session = await door.session(session);
    }
    // 11 hours and 15 minutes after the sign-in: the last one is cut.
    expect(session.answer).toMatchObject({ Expiration: '2026-01-02T15:04:05Z' });
    door.later(0.5 * HOUR_MS);
    expect(await door.call(session, 'CreateSession')).toMatchObject({ Code: 'SignInTooOld' });
    expect(await door.look(session)).toMatchObject(works);
    door.later(0.25 * HOUR_MS);
    expect(await door.look(session)).toMatchObject(GONE);
    expect(await door.look(await door.session())).toMatchObject(works);
  });

  test('leaves the session before as it is: another page may use it', async () => {
    const door = new Door();
    const before = await door.session();
    await door.session(before);
    expect(await door.look(before)).toMatchObject(works);
  });
});

describe('a one-time key', () => {
  test('makes one session and does nothing else', async () => {
    const door = new Door();
    const link = await door.oneTimeKey();
    for (const action of ['DescribeRegions', 'EndSession', 'CreateLoadBalancer']) {
      const refused = await door.call(link, action, { RegionId: 'cn-hangzhou' });
      expect(refused).toMatchObject({
        Code: 'Forbidden',
        Message: expect.stringContaining(`once, and not ${action}`),
      });
    }
    const session = await door.session(link, { DurationSeconds: '43200' });
    expect(await door.look(session)).toMatchObject(works);
    expect(await door.call(link, 'CreateSession')).toMatchObject(GONE);
  });

  test('is good for an hour, and the sign-in counts from when it was made', async () => {
    const door = new Door();
    const tooLong = { OneTime: 'true', DurationSeconds: '3601' };
    expect(await door.call(testKey, 'CreateSession', tooLong)).toMatchObject({
      Code: 'InvalidParameter',
      Message: expect.stringContaining('DurationSeconds is not valid: with OneTime it may be at most 3600'),
    });
    const [used, late] = [await door.oneTimeKey(), await door.oneTimeKey()];
    door.later(HOUR_MS - 1);
    expect((await door.session(used, { DurationSeconds: '43200' })).answer).toMatchObject({
      Expiration: '2026-01-02T15:04:05Z',
    });
    door.later(1);
    expect(await door.call(late, 'CreateSession')).toMatchObject(GONE);
  });

  test('of a session gives no longer sign-in, even at its very end', async () => {
    const door = new Door();
    const session = await door.session(testKey, { DurationSeconds: '43200' });
    expect(await door.call(session, 'CreateSession', { OneTime: 'true' })).toMatchObject({
      Code: 'SignInTooOld',
    });
    const shorter = await door.session(testKey, { DurationSeconds: '43000' });
    door.later(11.9 * HOUR_MS);
    const link = await door.oneTimeKey(shorter);
    expect((await door.session(link)).answer).toMatchObject({ Expiration: '2026-01-02T15:04:05Z' });
  });

  test('used many times at once makes one session: one server', async () => {
    const door = new Door();
    await expectOneWinner([door], await door.oneTimeKey());
  });

  test('used many times at once makes one session: two servers on one store', async () => {
    const store = new MemoryStore();
    const doors = [new Door({ store }), new Door({ store })];
    const [first] = doors;
    if (!first) throw new Error('no door');
    await expectOneWinner(doors, await first.oneTimeKey());
  });

  async function expectOneWinner(doors: readonly Door[], link: Key): Promise<void> {
    const calls = Array.from({ length: 4 }, () => doors.map((door) => door.call(link, 'CreateSession')));
    const codes = (await Promise.all(calls.flat())).map((answer) => answer['Code'] ?? 'OK');
    expect(codes.filter((code) => code === 'OK')).toEqual(['OK']);
    expect(new Set(codes)).toEqual(new Set(['OK', GONE.Code]));
    const [store] = doors.map((door) => door.store);
    expect((await store?.list(prefixes.sessions))?.entries).toHaveLength(1);
  }
});

describe('the end', () => {
  test('by the session itself, and by whoever it belongs to', async () => {
    const door = new Door();
    const [first, second, link] = [await door.session(), await door.session(), await door.oneTimeKey()];
    expect(await door.call(first, 'EndSession')).not.toHaveProperty('Code');
    expect(await door.look(first)).toMatchObject(GONE);
    expect(await door.look(second)).toMatchObject(works);
    for (const { accessKeyId } of [second, link]) {
      expect(await door.call(testKey, 'EndSession', { SessionAccessKeyId: accessKeyId })).not.toHaveProperty(
        'Code',
      );
    }
    expect(await door.look(second)).toMatchObject(GONE);
    expect(await door.call(link, 'CreateSession')).toMatchObject(GONE);
    expect(await door.call(testKey, 'EndSession')).toMatchObject({
      Code: 'MissingParameter',
      Message: expect.stringContaining('"SessionAccessKeyId"'),
    });
  });

  test('not by other users, who do not even hear that it exists; by the account', async () => {
    const door = new Door();
    const userOf = (UserName: string) =>
      door.keyBy(testKey, 'CreateUser', { UserName, PolicyDocument: policy('*') });
    const [session, root, other] = [
      await door.session(await userOf('ci')),
      await door.session(),
      await userOf('other'),
    ];
    for (const { accessKeyId: SessionAccessKeyId } of [session, root]) {
      expect(await door.call(other, 'EndSession', { SessionAccessKeyId })).toMatchObject({
        Code: 'EntityNotExist.Session',
      });
    }
    expect(await door.look(session)).toMatchObject(works);
    const SessionAccessKeyId = session.accessKeyId;
    expect(await door.call(root, 'EndSession', { SessionAccessKeyId })).not.toHaveProperty('Code');
    expect(await door.look(session)).toMatchObject(GONE);
  });

  test('cannot be got around by a renewal at the same time', async () => {
    const store = new MemoryStore();
    const [door, other] = [new Door({ store }), new Door({ store })];
    const session = await door.session();
    const [renewed] = await Promise.all([
      other.call(session, 'CreateSession'),
      door.call(session, 'EndSession'),
    ]);
    const left = (await store.list(prefixes.sessions)).entries.length;
    // Either it came first, or there is none.
    expect(left).toBe(renewed['Code'] === undefined ? 1 : 0);
    expect(await door.look(session)).toMatchObject(GONE);
  });

  test('with the access key that signed in, over all renewals, or with its user', async () => {
    const door = new Door();
    const ci = { UserName: 'ci', PolicyDocument: policy('*') };
    const first = await door.keyBy(testKey, 'CreateUser', ci);
    const second = await door.keyBy(testKey, 'CreateAccessKey', { UserName: 'ci' });
    const [ofFirst, ofSecond] = [await door.session(await door.session(first)), await door.session(second)];
    await door.call(testKey, 'DeleteAccessKey', { UserAccessKeyId: first.accessKeyId });
    expect(await door.look(ofFirst)).toMatchObject(GONE);
    expect(await door.look(ofSecond)).toMatchObject(works);
    await door.call(testKey, 'DeleteUser', { UserName: 'ci' });
    expect(await door.look(ofSecond)).toMatchObject(GONE);
    await door.keyBy(testKey, 'CreateUser', ci);
    expect(await door.look(ofSecond)).toMatchObject(GONE);
  });

  test('with the configuration: the key is taken out, or is somebody else’s', async () => {
    const store = new MemoryStore();
    const start = (...configured: readonly AccessKey[]): Door =>
      new Door({ store, keys: new AccessKeys(configured, store, testSecrets.open) });
    const root = { id: testKey.accessKeyId, secret: testKey.accessKeySecret };
    const user = { name: 'watcher', policy: JSON.parse(policy('slb:Describe*')) };
    const watcher = { accessKeyId: 'watcherkey', accessKeySecret: 'watchersecret' };
    const watcherKey = { id: 'watcherkey', secret: 'watchersecret' };
    const session = await start(root, { ...watcherKey, user }).session(watcher);
    expect(await start(root, { ...watcherKey, user }).look(session)).toMatchObject(works);
    expect(await start(root).look(session)).toMatchObject(GONE);
    expect(await start(root, watcherKey).look(session)).toMatchObject(GONE);
  });

  test('of that which would expire first, when there are too many of one user', async () => {
    const door = new Door();
    const user = await door.keyBy(testKey, 'CreateUser', { UserName: 'ci', PolicyDocument: policy('*') });
    const [long, short, foreign] = [
      await door.session(user, { DurationSeconds: '7200' }),
      await door.session(user, { DurationSeconds: '900' }),
      await door.session(testKey, { DurationSeconds: '900' }),
    ];
    const tx = new Transaction(door.store);
    const record = await tx.get('sessions', keys.session(long.accessKeyId));
    if (!record) throw new Error('no session');
    for (let n = 2; n < SESSIONS_PER_USER; n += 1) {
      tx.put('sessions', keys.session(`STS.N${n}`), { ...record, id: `STS.N${n}` });
    }
    await door.store.commit(tx.toChange());
    expect(await door.look(short)).toMatchObject(works);
    const next = await door.session(user);
    expect(await door.look(short)).toMatchObject(GONE);
    for (const left of [long, foreign, next]) expect(await door.look(left)).toMatchObject(works);
    expect((await door.store.list(prefixes.sessions)).entries).toHaveLength(SESSIONS_PER_USER + 1);
  });
});

test('what looks like a temporary key and is none has ended; other keys that do not exist are not found', async () => {
  const door = new Door();
  const with_ = (accessKeyId: string) => door.look({ accessKeyId, accessKeySecret: 'x' });
  expect(await with_('STS.NNever')).toMatchObject(GONE);
  expect(await with_('LTAI5tNever')).toMatchObject({ Code: 'InvalidAccessKeyId.NotFound' });
});
