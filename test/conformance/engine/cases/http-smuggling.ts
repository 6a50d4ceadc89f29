/** Nothing that could be understood in two ways is passed on, whatever a client sends. */
import assert from 'node:assert/strict';
import { corpus } from '../../../fixtures/http-requests.ts';
import type { CorpusRequest } from '../../../fixtures/http-requests.ts';
import { eventually, pause } from '../../../support/eventually.ts';
import type { CaseContext, EngineCase } from '../case.ts';
import { pool, target } from '../plans.ts';
import type { PlannedHttpListener } from '../../../../src/domain/plan-types.ts';

function fail(message: string): never {
  throw new Error(message);
}

const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok';

interface Recorder {
  /** Bytes of each connection. */
  readonly heard: string[];
  /** Connections that are still open. */
  readonly open: () => number;
  readonly listener: PlannedHttpListener;
}

/** A server that answers what it takes for one whole request, and keeps every byte. */
async function record(context: CaseContext): Promise<Recorder> {
  const heard: string[] = [];
  const server = await context.tcpBackend('a', [
    (socket) => {
      const n = heard.push('') - 1;
      socket.on('data', (chunk: Buffer) => {
        heard[n] += chunk.toString('latin1');
        if (isWhole(heard[n] ?? '')) socket.end(answer);
      });
      socket.on('end', () => socket.end());
    },
  ]);
  const listener = await context.plans.httpListener(pool([target(server)]));
  await context.engine.apply(context.plans.plan(listener));
  return { heard, open: () => server.open.size, listener };
}

function isWhole(text: string): boolean {
  const [head, body] = splitHead(text);
  if (body === undefined) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length !== undefined) return body.length >= Number(length);
  return !/\r\ntransfer-encoding:/i.test(head) || body.endsWith('0\r\n\r\n');
}

function splitHead(text: string): readonly [head: string, body: string | undefined] {
  const at = text.indexOf('\r\n\r\n');
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 4)];
}

/** One request line, well-formed headers, one host, one way to tell the length: whoever reads it reads the same. */
function hasOneMeaning(text: string): void {
  const [head, body = ''] = splitHead(text);
  const [line = '', ...headers] = head.split('\r\n');
  assert.match(line, /^[A-Z]+ \/[\x21-\x7e]* HTTP\/1\.1$/);
  for (const header of headers)
    assert.match(header, /^[!#$%&'*+.^_`|~0-9A-Za-z-]+: [\t\x20-\x7e\x80-\xff]*$/);
  const names = headers.map((header) => header.slice(0, header.indexOf(':')).toLowerCase());
  const count = (name: string): number => names.filter((each) => each === name).length;
  assert.equal(count('host'), 1);
  assert.ok(count('content-length') + count('transfer-encoding') <= 1);
  assert.equal(count('trailer') + count('upgrade') + count('expect'), 0);
  const length = /^content-length: (\d+)$/im.exec(head.replaceAll('\r', ''))?.[1];
  if (count('transfer-encoding') === 0) assert.ok(body.length <= Number(length ?? 0));
  else assert.match(body, /^(?:[1-9a-f][0-9a-f]*\r\n[^]*\r\n)*(?:0\r\n\r\n)?$/);
  assert.doesNotMatch(line, /smuggled/);
}

async function send(context: CaseContext, recorder: Recorder, each: CorpusRequest): Promise<void> {
  const before = recorder.heard.length;
  const client = await context.connect(recorder.listener);
  client.socket.write(each.send, 'latin1');
  const said = (): string => client.received.toString('latin1');
  const news = (): readonly string[] => recorder.heard.slice(before).filter((text) => text !== '');
  let { expect } = each;
  if (expect === 'either') {
    const [, status = ''] = await eventually(
      () => /^HTTP\/1\.1 (200|400) /.exec(said()) ?? fail('no answer'),
    );
    expect = status === '200' ? 'passed' : 400;
  }
  if (expect === 'passed') await eventually(() => assert.match(said(), /^HTTP\/1\.1 200 [^]*ok$/));
  else if (expect === 'cut') {
    // It may wait for what does not come: then it is the client that goes.
    await pause(20);
    client.socket.end();
    await eventually(() => assert.notEqual(client.state, 'open'));
  } else {
    await eventually(() => assert.match(said(), new RegExp(`^HTTP/1\\.1 ${expect} `)));
    await eventually(() => assert.notEqual(client.state, 'open'));
  }
  client.socket.destroy();
  await eventually(() => assert.equal(recorder.open(), 0));
  if (expect === 'passed') assert.equal(news().length, 1);
  else assert.ok(news().length <= (expect === 'cut' ? 1 : 0), 'a server has heard of it');
  for (const text of news()) {
    hasOneMeaning(text);
    assert.equal(isWhole(text), expect === 'passed');
  }
}

export const httpSmugglingCases: readonly EngineCase[] = [
  {
    name: 'http: refuses every request of the corpus that could be understood in two ways; servers get none of it',
    needs: ['http'],
    async run(context) {
      const recorder = await record(context);
      const wrong: string[] = [];
      for (const each of corpus)
        await send(context, recorder, each).catch((error: unknown) =>
          wrong.push(`${each.name}: ${error instanceof Error ? error.message : String(error)}`),
        );
      assert.deepEqual(wrong, []);
    },
  },
];
