/**
 * Sessions: temporary access keys, for the console and for whoever would rather not keep a lasting one. The vendor has a
 * service of its own for that (STS), in which a session is a role's; here it is the caller's own.
 */
import { defineAction, type ExampleCall } from './define.ts';
import { flag, integer, text } from './params.ts';
import { optional, textField } from './result.ts';

/** However often a session is renewed, and the longest that one can last. */
export const SIGN_IN_LIFE_SECONDS = 43_200;
export const ONE_TIME_LIFE_SECONDS = 3_600;
/** Of one user, or of the account: the next one ends that which would expire first. */
export const SESSIONS_PER_USER = 1_000;

const common = {
  resource: 'user',
  extension: true,
  everybody: true,
  source: 'extension of Hotspare',
} as const;

const givenSession: readonly ExampleCall[] = [
  { action: 'CreateSession', request: {}, binds: { AccessKeyId: 'STS.NExampleSession' } },
];

export const sessionActions = {
  CreateSession: defineAction({
    ...common,
    name: 'CreateSession',
    summary: 'Makes a temporary access key that may do what the caller may, as long as the caller may.',
    params: {
      DurationSeconds: integer({
        min: 900,
        max: SIGN_IN_LIFE_SECONDS,
        default: 3_600,
        summary: `How long it lasts; a one-time key at most ${ONE_TIME_LIFE_SECONDS}.`,
        extension: true,
      }),
      OneTime: flag({
        default: false,
        summary: 'Make a key that may do one thing once: call CreateSession. For links.',
        extension: true,
      }),
    },
    result: {
      AccessKeyId: textField(),
      AccessKeySecret: textField('Shown this once; kept encrypted.'),
      Expiration: textField('When it ends. UTC, YYYY-MM-DDThh:mm:ssZ.'),
      UserName: optional(textField('Absent: it is the account’s own.')),
    },
    errors: ['signInTooOld'],
    example: {
      given: [],
      request: { DurationSeconds: '3600' },
      response: {
        AccessKeyId: 'STS.NExampleSession',
        AccessKeySecret: 'ExampleSecret',
        Expiration: '2026-01-02T04:04:05Z',
      },
    },
    notes: [
      'Signs as any access key does, without a SecurityToken; one that is sent along is not looked at.',
      'Ends when its time is over, with EndSession, with its user, and with the access key that signed in.',
      `A session may make the next one, until ${SIGN_IN_LIFE_SECONDS / 3_600} hours after the sign-in: what would last longer is cut to that.`,
      'Counts with the access key that signed in for the rate limit and for ClientTokens.',
      `Of more than ${SESSIONS_PER_USER} of one user that which would expire first ends.`,
    ],
  }),

  EndSession: defineAction({
    ...common,
    name: 'EndSession',
    summary: 'Ends a session, or takes back a one-time key; it is refused from the next call on.',
    params: {
      SessionAccessKeyId: text({
        optional: true,
        maxLength: 128,
        summary: 'AccessKeyId of the session; must be given unless the session itself signs.',
        sample: 'STS.NExampleSession',
        extension: true,
      }),
    },
    result: {},
    errors: ['sessionNotFound'],
    example: {
      given: givenSession,
      request: { SessionAccessKeyId: 'STS.NExampleSession' },
      response: {},
    },
    notes: [
      'Users may end sessions of their own, the account any.',
      'Sessions that the ended one has made go on; all of them end with the access key that signed in.',
    ],
  }),
} as const;
