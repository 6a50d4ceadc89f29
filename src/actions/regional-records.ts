/** Resources that have an id and a region of their own, as calls find and change them whatever their kind. */
import type { AccessControlList } from '../domain/access-control.ts';
import type { CaCertificate, ServerCertificate } from '../domain/certificates.ts';
import { keys, prefixes } from '../domain/keys.ts';
import type { LoadBalancer } from '../domain/resources.ts';
import type { ActionContext } from './context.ts';

export interface Regional {
  readonly id: string;
  readonly regionId: string;
}

export interface RegionalRecords<T extends Regional> {
  get(id: string, context: ActionContext): Promise<T | undefined>;
  /** Of all regions. */
  list(context: ActionContext): Promise<readonly T[]>;
  put(record: T, context: ActionContext): void;
}

export const loadBalancers: RegionalRecords<LoadBalancer> = {
  get: (id, { tx }) => tx.get('loadBalancers', keys.loadBalancer(id)),
  list: ({ tx }) => tx.list('loadBalancers', prefixes.loadBalancers),
  put: (record, { tx }) => tx.put('loadBalancers', keys.loadBalancer(record.id), record),
};

export const accessControlLists: RegionalRecords<AccessControlList> = {
  get: (id, { tx }) => tx.get('accessControlLists', keys.accessControlList(id)),
  list: ({ tx }) => tx.list('accessControlLists', prefixes.accessControlLists),
  put: (record, { tx }) => tx.put('accessControlLists', keys.accessControlList(record.id), record),
};

/** Server and CA certificates: the API has one word for both. */
export const certificates: RegionalRecords<ServerCertificate | CaCertificate> = {
  get: async (id, { tx }) =>
    (await tx.get('serverCertificates', keys.serverCertificate(id))) ??
    (await tx.get('caCertificates', keys.caCertificate(id))),
  list: async ({ tx }) => [
    ...(await tx.list('serverCertificates', prefixes.serverCertificates)),
    ...(await tx.list('caCertificates', prefixes.caCertificates)),
  ],
  put: (record, { tx }) =>
    'sealedKey' in record
      ? tx.put('serverCertificates', keys.serverCertificate(record.id), record)
      : tx.put('caCertificates', keys.caCertificate(record.id), record),
};
