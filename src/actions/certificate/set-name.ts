import { keys } from '../../domain/keys.ts';
import type { ActionHandler } from '../context.ts';
import { findCaCertificate, findServerCertificate } from './find.ts';

export const setServerCertificateName: ActionHandler<'SetServerCertificateName'> = async (
  params,
  context,
) => {
  const before = await findServerCertificate(context, params);
  context.tx.put('serverCertificates', keys.serverCertificate(before.id), {
    ...before,
    name: params.ServerCertificateName,
  });
  return {};
};

export const setCACertificateName: ActionHandler<'SetCACertificateName'> = async (params, context) => {
  const before = await findCaCertificate(context, params);
  context.tx.put('caCertificates', keys.caCertificate(before.id), {
    ...before,
    name: params.CACertificateName,
  });
  return {};
};
