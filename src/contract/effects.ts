/** Effects that many actions share; see `Effect`. */
import type { Effect } from './define.ts';

/** Until HTTP and HTTPS are forwarded. */
export const layer7Stored: Effect = {
  kind: 'stored',
  why: 'HTTP and HTTPS are not forwarded yet. Everything is checked, kept and given back, so that clients can set it up.',
};

export const certificateStored: Effect = {
  kind: 'stored',
  why: 'HTTPS is not served yet. Certificates and keys are checked as they are uploaded, and keys are kept sealed.',
};
