import { keys } from '../../domain/keys.ts';
import type { ActionHandler } from '../context.ts';
import {
  findCaCertificate,
  findServerCertificate,
  requireUnusedByExtensions,
  requireUnusedByListeners,
} from './find.ts';

export const deleteServerCertificate: ActionHandler<'DeleteServerCertificate'> = async (params, context) => {
  const { id } = await findServerCertificate(context, params);
  await requireUnusedByListeners(context, id);
  await requireUnusedByExtensions(context, id);
  context.tx.delete(keys.serverCertificate(id));
  return {};
};

export const deleteCACertificate: ActionHandler<'DeleteCACertificate'> = async (params, context) => {
  const { id } = await findCaCertificate(context, params);
  await requireUnusedByListeners(context, id);
  context.tx.delete(keys.caCertificate(id));
  return {};
};
