/** Sessions and one-time keys. */
import { type ErrorEntry, OURS } from './entry.ts';

export const sessionErrors = {
  sessionEnded: {
    // The vendor's code for temporary keys whose time is over.
    code: 'InvalidSecurityToken.Expired',
    httpStatus: 400,
    message:
      'The session {accessKeyId} has ended: its time is over, it was ended or used up, or the access key is gone that it was begun with.',
    remedy: 'Sign in again: with an access key, or with a new link from hotspare console.',
    source: OURS,
  },
  oneTimeKey: {
    code: 'Forbidden',
    httpStatus: 403,
    message: 'This access key is a one-time key, which may call CreateSession once, and not {action}.',
    remedy: 'Call CreateSession with it, and {action} with the access key that it answers.',
    source: OURS,
  },
  signInTooOld: {
    code: 'SignInTooOld',
    httpStatus: 403,
    message:
      'Sessions end {hours} hours after the sign-in at the latest, and this one lasts until then: it cannot be renewed.',
    remedy: 'Sign in again: with an access key, or with a new link from hotspare console.',
    source: OURS,
  },
  sessionNotFound: {
    code: 'EntityNotExist.Session',
    httpStatus: 404,
    message: 'There is no session {accessKeyId}, or it is somebody else’s.',
    remedy: 'Use the AccessKeyId that CreateSession has answered; a session that is over need not be ended.',
    source: OURS,
  },
} as const satisfies Record<string, ErrorEntry>;
