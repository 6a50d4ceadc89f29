/** Answers and error documents in the format asked for. */
import type { ApiError } from '../contract/api-error.ts';
import type { Shape } from '../contract/result.ts';
import { type Node, toNode } from './document.ts';
import { contentTypes, type Format } from './format.ts';
import type { HttpAnswer } from './http-message.ts';
import { writeJson } from './json-writer.ts';
import { writeXml } from './xml-writer.ts';

interface Envelope {
  readonly format: Format;
  /** Also sent as a header, which some SDKs read. */
  readonly requestId: string;
}

/** `result` must have passed `checkResult` with the same shape. */
export function writeAnswer(
  contract: { readonly name: string; readonly result: Shape },
  result: unknown,
  envelope: Envelope,
): Promise<HttpAnswer> {
  const members = { RequestId: envelope.requestId, ...toNode(contract.result, result) };
  return render(200, `${contract.name}Response`, members, envelope);
}

/** All members are text: the old Go SDK breaks on any other type. `hostId` is the name the server was called by. */
export function writeError(
  error: ApiError,
  envelope: Envelope & { readonly hostId: string },
): Promise<HttpAnswer> {
  const members = {
    RequestId: envelope.requestId,
    HostId: envelope.hostId,
    Code: error.code,
    Message: error.message,
    Recommend: error.remedy,
  };
  return render(error.httpStatus, 'Error', members, envelope);
}

async function render(
  status: number,
  root: string,
  members: { readonly [name: string]: Node },
  { format, requestId }: Envelope,
): Promise<HttpAnswer> {
  return {
    status,
    headers: { 'content-type': contentTypes[format], 'x-acs-request-id': requestId },
    body: format === 'xml' ? await writeXml(root, members) : writeJson(members),
  };
}
