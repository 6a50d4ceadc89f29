/** What a client hears of an error that is not from the catalogue. */
import { ApiError } from '../contract/api-error.ts';
import { StoreError, type StoreErrorCode } from '../store/store.ts';

/** Undefined: a bug. */
const storeReasons: Readonly<Record<StoreErrorCode, string | undefined>> = {
  conflict: 'other changes of the same resources kept getting in between',
  'disk-full': 'the disk of the data directory is full',
  'read-only': 'the data directory cannot be written to',
  locked: 'the data is locked by another process',
  damaged: 'the stored data is damaged',
  'newer-schema': 'the data was written by a newer version',
  closed: 'the service is shutting down',
  io: 'the data cannot be read or written at the moment',
  compacted: 'the data was compacted in the meantime',
  'lease-expired': 'this node has lost its place in the cluster',
  'invalid-change': undefined,
};

/** Anything unexpected is `internalError`: its cause is for the log, not for the client. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const why = error instanceof StoreError ? storeReasons[error.code] : undefined;
  return why === undefined ? new ApiError('internalError') : new ApiError('serviceUnavailable', { why });
}
