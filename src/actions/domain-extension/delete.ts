import { keys } from '../../domain/keys.ts';
import type { ActionHandler } from '../context.ts';
import { findExtensionForChange } from './find.ts';

export const deleteDomainExtension: ActionHandler<'DeleteDomainExtension'> = async (params, context) => {
  const { extension } = await findExtensionForChange(context, params);
  context.tx.delete(keys.domainExtension(extension.id));
  return {};
};
