/** Reads what came back on a socket as a row of HTTP answers; written for this suite alone. */
import type { Seen } from './oracle.ts';

/**
 * The answers, or what is wrong with the bytes. `toHead`: answers announce a body and have none, but for those to a
 * request that was given up before its method was known.
 */
export function answersIn(bytes: string, toHead: boolean): readonly Seen[] | string {
  const answers: Seen[] = [];
  let rest = bytes;
  while (rest !== '') {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) return `no end of headers in ${JSON.stringify(rest.slice(0, 100))}`;
    const [statusLine = '', ...lines] = rest.slice(0, end).split('\r\n');
    const status = Number(/^HTTP\/1\.1 (\d{3}) /.exec(statusLine)?.[1]);
    if (Number.isNaN(status)) return `status line ${JSON.stringify(statusLine.slice(0, 100))}`;
    const headers = new Map(lines.map((line) => splitHeader(line)));
    rest = rest.slice(end + 4);
    if (status === 100) continue;
    const noBody = toHead && (rest === '' || rest.startsWith('HTTP/'));
    const length = noBody ? 0 : Number(headers.get('content-length'));
    if (!Number.isInteger(length)) return `content-length ${headers.get('content-length') ?? 'absent'}`;
    if (rest.length < length) return `a body of ${rest.length} bytes, not ${length}`;
    const body = Buffer.from(rest.slice(0, length), 'latin1').toString('utf8');
    answers.push({ status, contentType: headers.get('content-type') ?? '', body: noBody ? undefined : body });
    rest = rest.slice(length);
  }
  return answers;
}

function splitHeader(line: string): readonly [string, string] {
  const mark = line.indexOf(':');
  return [line.slice(0, mark).toLowerCase(), line.slice(mark + 1).trim()];
}
