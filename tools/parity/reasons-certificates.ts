/** Why certificates differ from the published ones. */
import { because } from './reason.ts';

export const certificateReasons = [
  ...because('param-bound', 'Libcloud sends several ids with commas; a hundred is as many as there may be.', {
    names: ['ServerCertificateId', 'CACertificateId'],
    when: ({ bound }) => bound === 'maxItems',
  }),
  ...because('error-undocumented', 'No source says it for a new name; the deletion answers so.', {
    on: /^Set\w+CertificateName$/,
    names: ['ServerCertificateId.NotFound', 'CACertificateId.NotFound'],
  }),
  ...because(
    'error-undocumented',
    'Listed for server certificates only; a CA certificate is read the same way.',
    {
      on: 'UploadCACertificate',
      names: ['CertificateFormatInvalid'],
    },
  ),
];
