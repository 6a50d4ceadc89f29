import type { IncomingMessage } from 'node:http';
import { ApiError } from '../contract/api-error.ts';

/**
 * How much of a body that is too large is still read and thrown away, as a multiple of the limit: a client that is
 * answered while it sends sees a broken connection instead of the answer.
 */
const DRAIN_FACTOR = 4;

/** The client went away before its request was complete: nobody waits for an answer. */
export class RequestAborted extends Error {
  override readonly name = 'RequestAborted';
}

/** The whole body. Rejects with `ApiError` requestTooLarge, or `RequestAborted`. */
export function readBody(request: IncomingMessage, limit: number): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const tooLarge = (): void => reject(new ApiError('requestTooLarge', { limit }));
    if (announcedLength(request) > limit * DRAIN_FACTOR) return tooLarge();
    let chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
      } else {
        chunks = [];
        if (size > limit * DRAIN_FACTOR) tooLarge();
      }
    });
    request.on('end', () => (size > limit ? tooLarge() : resolve(Buffer.concat(chunks))));
    request.on('error', () => reject(new RequestAborted()));
    request.on('close', () => reject(new RequestAborted()));
  });
}

/** 0 when the request does not say. */
export function announcedLength(request: IncomingMessage): number {
  return Number(request.headers['content-length'] ?? 0);
}
