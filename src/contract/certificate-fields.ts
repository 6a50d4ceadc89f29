/** What actions on server and CA certificates have in common. */
import { commaList, text } from './params.ts';
import { integerField, listField, textField } from './result.ts';

/** Certificates with their chain; the largest that are in use take a fifth. */
const MAX_CERTIFICATE_LENGTH = 65_536;
const MAX_KEY_LENGTH = 16_384;

export const optionalName = () =>
  text({ optional: true, maxLength: 80, summary: 'Name; need not be unique. Names of domains are fine.' });

export const newName = () =>
  text({ maxLength: 80, summary: 'The new name; need not be unique. Names of domains are fine.' });

export const serverCertificateText = () =>
  text({
    optional: true,
    maxLength: MAX_CERTIFICATE_LENGTH,
    invalid: 'illegalServerCertificate',
    summary: 'PEM: the server certificate first, then its chain.',
  });

export const privateKeyText = () =>
  text({
    optional: true,
    maxLength: MAX_KEY_LENGTH,
    secret: true,
    invalid: 'keyFormatError',
    summary: 'PEM, not encrypted. Kept encrypted and never given back.',
  });

export const caCertificateText = () =>
  text({
    maxLength: MAX_CERTIFICATE_LENGTH,
    invalid: 'certificateFormatInvalid',
    summary: 'PEM: one authority or several.',
  });

export const resourceGroupId = () =>
  text({ optional: true, maxLength: 64, summary: 'A name that is kept and given back.' });

export const resourceGroupFilter = () =>
  text({ optional: true, maxLength: 64, summary: 'Only those of this resource group.' });

export const serverCertificateId = () => text({ maxLength: 128, summary: 'Id of the server certificate.' });

export const caCertificateId = () => text({ maxLength: 128, summary: 'Id of the CA certificate.' });

/** Libcloud sends several, with commas. */
export const certificateIds = () =>
  commaList({ maxItems: 100, summary: 'Only these; unknown ids give nothing.' });

export const commonFields = {
  ResourceGroupId: textField(),
  CommonName: textField('Of the subject; empty when it has none.'),
  Fingerprint: textField('SHA-1, small hexadecimal digits with colons.'),
  CreateTime: textField('UTC, YYYY-MM-DDThh:mm:ssZ.'),
  CreateTimeStamp: integerField('Milliseconds since 1970.'),
  ExpireTime: textField('UTC, YYYY-MM-DDThh:mm:ssZ.'),
  ExpireTimeStamp: integerField('Milliseconds since 1970.'),
};

export const serverCertificateFields = {
  ServerCertificateId: textField(),
  ServerCertificateName: textField('Empty when none was given.'),
  RegionId: textField(),
  SubjectAlternativeNames: listField('SubjectAlternativeName', textField(), {
    doc: 'Domain names and addresses.',
  }),
  IsAliCloudCertificate: integerField('Always 0: it was uploaded.'),
  AliCloudCertificateId: textField('Always empty.'),
  AliCloudCertificateName: textField('Always empty.'),
  ...commonFields,
};

export const caCertificateFields = {
  CACertificateId: textField(),
  CACertificateName: textField('Empty when none was given.'),
  ...commonFields,
};
