/** Inputs that were once met wrongly, made small. They are sent with every run. */
import { exampleCertificate, uploadServerCertificate } from '../../src/contract/certificate-examples.ts';
import type { Input } from './input.ts';

const call = (action: string, parameters: Readonly<Record<string, string>>): Input => ({
  kind: 'call',
  action,
  version: '2014-05-15',
  parameters,
  placement: 'form',
  format: 'json',
});

export interface CorpusEntry {
  /** What was wrong. */
  readonly name: string;
  readonly input: Input;
}

export const corpus: readonly CorpusEntry[] = [
  {
    name: 'half a surrogate pair as a rule id: InternalError',
    input: call('DeleteRules', { RuleIds: '["\\ud800"]' }),
  },
  {
    name: 'a certificate with a damaged time of expiry: InternalError',
    input: call('UploadServerCertificate', {
      ...uploadServerCertificate,
      ServerCertificate: exampleCertificate.replace('MTExOTA1Mzg1MVow', 'MTExOTA1Mqg1MVow'),
    }),
  },
  {
    name: 'megabytes of opening brackets: nobody was served for ten seconds',
    input: {
      kind: 'form',
      action: 'AddAccessControlListEntry',
      version: '2014-05-15',
      body: `AclId=acl-1&AclEntrys=${'['.repeat(8_000_000)}`,
      format: 'json',
    },
  },
];
