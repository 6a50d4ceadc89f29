import type { Answer } from '../api/use-call.ts';
import { type Operation, typedName } from '../resources/operation.ts';
import { moving, tagging } from '../resources/tagging.ts';
import { words } from '../resources/words.ts';

export type ServerCertificate = Answer<'DescribeServerCertificates'>['ServerCertificates'][number];
export type CaCertificate = Answer<'DescribeCACertificates'>['CACertificates'][number];

const upload = { en: 'Upload certificate', zh: '上传证书' };

export const uploadServerCertificate: readonly Operation<null>[] = [
  {
    kind: 'form',
    action: 'UploadServerCertificate',
    label: upload,
    fixed: () => ({}),
    first: ['ServerCertificateName', 'ServerCertificate', 'PrivateKey'],
  },
];

const serverId = ({ ServerCertificateId }: ServerCertificate): string => ServerCertificateId;

export const serverCertificateName = (found: ServerCertificate): string =>
  typedName(found.ServerCertificateName, found.ServerCertificateId);

export const serverCertificateOperations: readonly Operation<ServerCertificate>[] = [
  {
    kind: 'form',
    action: 'SetServerCertificateName',
    label: words.rename,
    fixed: ({ ServerCertificateId }) => ({ ServerCertificateId }),
    initial: ({ ServerCertificateName }) => ({ ServerCertificateName }),
  },
  {
    kind: 'delete',
    action: 'DeleteServerCertificate',
    label: words.delete,
    fixed: ({ ServerCertificateId }) => ({ ServerCertificateId }),
  },
  ...tagging('certificate', serverId),
  moving('certificate', serverId),
];

export const uploadCaCertificate: readonly Operation<null>[] = [
  {
    kind: 'form',
    action: 'UploadCACertificate',
    label: upload,
    fixed: () => ({}),
    first: ['CACertificateName', 'CACertificate'],
  },
];

const caId = ({ CACertificateId }: CaCertificate): string => CACertificateId;

export const caCertificateName = (found: CaCertificate): string =>
  typedName(found.CACertificateName, found.CACertificateId);

export const caCertificateOperations: readonly Operation<CaCertificate>[] = [
  {
    kind: 'form',
    action: 'SetCACertificateName',
    label: words.rename,
    fixed: ({ CACertificateId }) => ({ CACertificateId }),
    initial: ({ CACertificateName }) => ({ CACertificateName }),
  },
  {
    kind: 'delete',
    action: 'DeleteCACertificate',
    label: words.delete,
    fixed: ({ CACertificateId }) => ({ CACertificateId }),
  },
  ...tagging('certificate', caId),
  moving('certificate', caId),
];
