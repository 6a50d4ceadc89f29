/** Why TLS policies differ from the published ones. */
import { because } from './reason.ts';

const SETTING = /^(Create|Set)TLSCipherPolicy/;

export const tlsReasons = [
  ...because('param-choices', 'A list; another version is answered with TLSPolicyNoSupportVersion.', {
    on: SETTING,
    names: ['TLSVersions'],
  }),
  ...because('param-required', 'A filter: Terraform’s data source leaves it out to list them all.', {
    on: 'ListTLSCipherPolicies',
    names: ['TLSCipherPolicyId'],
  }),
  ...because('field-missing', 'A change is complete when it is answered: there is no task to follow.', {
    on: 'SetTLSCipherPolicyAttribute',
    names: ['TaskId'],
  }),
  ...because(
    'error-never-answered',
    'A change is complete when it is answered: nothing is being configured.',
    {
      names: ['TLSPolicyConfiguring'],
    },
  ),
  ...because('error-never-answered', 'TLSPolicyRelated answers instead, and names the listeners.', {
    on: 'DeleteTLSCipherPolicy',
    names: ['TLSPolicyBeingUsed'],
  }),
  ...because('error-never-answered', 'A policy may be changed while it is used.', {
    on: 'SetTLSCipherPolicyAttribute',
    names: ['TLSPolicyBeingUsed'],
  }),
  ...because(
    'error-never-answered',
    'A token says where the next page begins; it stays good when policies come or go meanwhile.',
    { names: ['QueryTokenNotExist'] },
  ),
];
