/** Why an action is not offered. */
import { because } from './reason.ts';

const kind = 'action-not-offered';

export const actionReasons = [
  ...because(kind, 'Belongs to HTTP and HTTPS listeners, which are not offered yet.', {
    names: ['domain-extension'],
  }),
];
