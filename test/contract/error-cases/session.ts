import { NOW_MS, testSecrets } from '../../../src/actions/test-support.ts';
import { SIGN_IN_LIFE_SECONDS } from '../../../src/contract/session.ts';
import { keys } from '../../../src/domain/keys.ts';
import type { ErrorCases } from './error-case.ts';

const MINUTE_MS = 60_000;
/** Renewed so often that it lasts as long as any can. */
const OLD = 'STS.NOld';

export const sessionErrorCases = {
  CreateSession: {
    signInTooOld: {
      edit: async (tx) => {
        const expiresAtMs = NOW_MS + MINUTE_MS;
        tx.put('sessions', keys.session(OLD), {
          id: OLD,
          sealedSecret: testSecrets.seal('testsecret'),
          userName: null,
          parentAccessKeyId: 'testid',
          signedInAtMs: expiresAtMs - SIGN_IN_LIFE_SECONDS * 1_000,
          expiresAtMs,
          oneTime: false,
        });
      },
      request: {},
      signer: OLD,
    },
  },
  EndSession: {
    sessionNotFound: { request: { SessionAccessKeyId: 'STS.NNever' } },
  },
} as const satisfies ErrorCases;
