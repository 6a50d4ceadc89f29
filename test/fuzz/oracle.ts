/** What every answer must be, whatever was asked: a well-formed document with a status below 500. */
import { SaxesParser } from 'saxes';

export interface Seen {
  readonly status: number;
  readonly contentType: string;
  /** Undefined: an answer to HEAD. */
  readonly body: string | undefined;
}

/** What is wrong with an answer of the API; undefined when nothing is. */
export function complaintAbout({ status, contentType, body }: Seen): string | undefined {
  if (!Number.isInteger(status) || status < 200 || status >= 500) return `status ${status}`;
  if (body === undefined) return undefined;
  const fields = contentType.startsWith('text/xml') ? xmlFields(body, status) : jsonFields(body, contentType);
  if (typeof fields === 'string') return fields;
  const wanted = status === 200 ? ['RequestId'] : ['RequestId', 'Code', 'Message', 'HostId'];
  const lacking = wanted.find((name) => !fields.get(name));
  if (lacking !== undefined) return `no ${lacking} in ${body.slice(0, 200)}`;
  return undefined;
}

function jsonFields(body: string, contentType: string): ReadonlyMap<string, string> | string {
  if (contentType !== 'application/json;charset=utf-8') return `content type ${contentType}`;
  const document = parsedJson(body);
  if (typeof document !== 'object' || document === null) return `not a JSON object: ${body.slice(0, 200)}`;
  const texts = Object.entries(document).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return new Map(texts);
}

function parsedJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Texts of the members of the root, by a parser that is not the writer's own library. */
function xmlFields(body: string, status: number): ReadonlyMap<string, string> | string {
  const fields = new Map<string, string>();
  const path: string[] = [];
  const parser = new SaxesParser();
  let problem: string | undefined;
  parser.on('error', (error) => (problem ??= `not XML: ${error.message}`));
  parser.on('opentag', ({ name }) => {
    const isRoot = path.push(name) === 1;
    if (isRoot && name.endsWith('Response') !== (status === 200)) problem ??= `the root is ${name}`;
  });
  parser.on('closetag', () => path.pop());
  parser.on('text', (text) => {
    const name = path[1];
    if (path.length === 2 && name !== undefined) fields.set(name, (fields.get(name) ?? '') + text);
  });
  parser.write(body).close();
  return problem ?? fields;
}
