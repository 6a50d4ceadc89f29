/** A client's request as it is looked at first: what it asks for, or how it is refused. */
import type { ClientSide } from './client-side.ts';
import { checkRequest } from './request-check.ts';
import type { CheckedRequest } from './request-check.ts';

export interface ArrivedRequest {
  readonly request: CheckedRequest;
  /** Status of the refusal; undefined: it makes sense. */
  readonly refused: number | undefined;
}

export function arrivedRequest({ head, tunnel }: ClientSide): ArrivedRequest {
  const checked = checkRequest(head);
  if ('status' in checked) return { request: nothingOf(head), refused: checked.status };
  // Behind a request for another protocol nobody reads HTTP any more: a body of it would be lost.
  const isLost = tunnel !== undefined && checked.body !== 'none';
  return { request: checked, refused: isLost ? 400 : undefined };
}

/** Stands for a request that says two things: nothing of it is used but its method. */
function nothingOf({ method, version, headers }: ClientSide['head']): CheckedRequest {
  return {
    method,
    version,
    target: '/',
    path: '/',
    host: undefined,
    domain: '',
    headers,
    body: 'none',
    expectsContinue: false,
    upgrade: null,
  };
}
