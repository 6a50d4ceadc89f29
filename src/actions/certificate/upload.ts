import { ApiError } from '../../contract/api-error.ts';
import type { CaCertificate, ServerCertificate } from '../../domain/certificates.ts';
import { newCertificateId } from '../../domain/ids.ts';
import { keys } from '../../domain/keys.ts';
import type { ActionHandler } from '../context.ts';
import { tagsFromWire } from '../format.ts';
import { DEFAULT_RESOURCE_GROUP_ID } from '../load-balancer/create.ts';
import { caCertificatesOfRegion, requireRoom, serverCertificatesOfRegion } from './find.ts';
import { caCertificateToWire, serverCertificateToWire } from './to-wire.ts';
import { readCaCertificate, readServerCertificate } from './x509.ts';

export const uploadServerCertificate: ActionHandler<'UploadServerCertificate'> = async (params, context) => {
  const { keyPem, ...facts } = readServerCertificate(givenTexts(params));
  requireRoom(context, await serverCertificatesOfRegion(context, params.RegionId));
  const certificate: ServerCertificate = {
    id: newCertificateId(context.random, context.nowMs),
    name: params.ServerCertificateName ?? '',
    regionId: params.RegionId,
    resourceGroupId: params.ResourceGroupId ?? DEFAULT_RESOURCE_GROUP_ID,
    ...facts,
    sealedKey: context.secrets.seal(keyPem),
    tags: tagsFromWire(params.Tag),
    createdMs: context.nowMs,
  };
  context.tx.put('serverCertificates', keys.serverCertificate(certificate.id), certificate);
  return serverCertificateToWire(certificate);
};

export const uploadCACertificate: ActionHandler<'UploadCACertificate'> = async (params, context) => {
  const facts = readCaCertificate(params.CACertificate, 'CACertificate');
  requireRoom(context, await caCertificatesOfRegion(context, params.RegionId));
  const certificate: CaCertificate = {
    id: newCertificateId(context.random, context.nowMs),
    name: params.CACertificateName ?? '',
    regionId: params.RegionId,
    resourceGroupId: params.ResourceGroupId ?? DEFAULT_RESOURCE_GROUP_ID,
    ...facts,
    tags: tagsFromWire(params.Tag),
    createdMs: context.nowMs,
  };
  context.tx.put('caCertificates', keys.caCertificate(certificate.id), certificate);
  return caCertificateToWire(certificate);
};

/** Either both texts, or an id of the vendor's certificate service, which does not exist here. */
function givenTexts({
  ServerCertificate,
  PrivateKey,
  AliCloudCertificateId: serviceId,
}: {
  readonly ServerCertificate: string | undefined;
  readonly PrivateKey: string | undefined;
  readonly AliCloudCertificateId: string | undefined;
}) {
  if (ServerCertificate === undefined) {
    if (serviceId !== undefined) throw new ApiError('noCertificateService', { id: serviceId });
    throw new ApiError('missingParameter', { name: 'ServerCertificate' });
  }
  if (PrivateKey === undefined) throw new ApiError('missingParameter', { name: 'PrivateKey' });
  return { ServerCertificate, PrivateKey };
}
