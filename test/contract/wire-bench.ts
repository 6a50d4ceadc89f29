/** A server on a real port and a client that lets a test decide about every byte, for the quirks of real clients. */
import { randomUUID } from 'node:crypto';
import { canonicalQuery } from '../../src/wire/canonical-query.ts';
import { signV1 } from '../../src/wire/signature-v1.ts';
import { bodyHash, signV3, stringToSignV3 } from '../../src/wire/signature-v3.ts';
import { stringToSignV1 } from '../../src/wire/string-to-sign.ts';
import { formatTimestamp } from '../../src/wire/timestamp.ts';
import { type ApiServer, serverKey, startApiServer } from '../support/api-server.ts';
import { type Received, SignedClient } from '../support/signed-client.ts';

export const FORM = 'application/x-www-form-urlencoded';
export const { accessKeyId, accessKeySecret } = serverKey;

export type Values = Readonly<Record<string, string>>;
export type Document = Readonly<Record<string, unknown>>;

/** Everything that a request of version 1.0 must have. */
export function basics(action: string, more: Values = {}): Values {
  return {
    Action: action,
    Version: '2014-05-15',
    Format: 'JSON',
    AccessKeyId: accessKeyId,
    SignatureMethod: 'HMAC-SHA1',
    SignatureVersion: '1.0',
    SignatureNonce: randomUUID(),
    Timestamp: formatTimestamp(Date.now()),
    ...more,
  };
}

export function withSignature(method: 'GET' | 'POST', values: Values): ReadonlyMap<string, string> {
  const pairs = new Map(Object.entries(values));
  return pairs.set('Signature', signV1(stringToSignV1(method, pairs), accessKeySecret, 'HMAC-SHA1'));
}

export function parsed({ body }: Received): Document {
  const document: Document = JSON.parse(body);
  return document;
}

/** Objects of a wrapped list. */
export function wrapped(list: unknown, element: string): readonly Document[] {
  const items: unknown = Reflect.get(Object(list), element);
  if (!Array.isArray(items)) throw new Error(`no list ${element}: ${JSON.stringify(list)}`);
  return items.map((item) => ({ ...Object(item) }));
}

export class WireBench {
  readonly server: ApiServer;
  readonly client: SignedClient;

  private constructor(server: ApiServer) {
    this.server = server;
    this.client = new SignedClient({ endpoint: `http://${server.host}`, credentials: serverKey });
  }

  static async start(): Promise<WireBench> {
    // Any server id will do, so that the tests need no inventory.
    return new WireBench(await startApiServer({ settings: { unknownServers: 'accept' } }));
  }

  close(): Promise<void> {
    return this.server.close();
  }

  send(method: 'GET' | 'POST', query: string, body = '', headers: Values = {}): Promise<Received> {
    return this.client.send({ method, target: query === '' ? '/' : `/?${query}`, headers, body });
  }

  /** A request under ACS3 with whatever headers and body the test wants signed. */
  sendV3(
    action: string,
    options: {
      readonly query?: Values;
      readonly body?: string;
      readonly headers?: Values;
      readonly chunked?: boolean;
    } = {},
  ): Promise<Received> {
    const { query = {}, body = '', headers = {}, chunked = false } = options;
    const signed = new Map(
      Object.entries({
        host: this.server.host,
        'x-acs-action': action,
        'x-acs-version': '2014-05-15',
        'x-acs-date': formatTimestamp(Date.now()),
        'x-acs-signature-nonce': randomUUID(),
        'x-acs-content-sha256': bodyHash(body),
        ...headers,
      }),
    );
    const signedHeaders = [...signed.keys()].sort();
    const pairs = new Map(Object.entries(query));
    const text = stringToSignV3({
      method: 'POST',
      query: pairs,
      headers: signed,
      signedHeaders,
      bodyHash: bodyHash(body),
    });
    const authorization = `ACS3-HMAC-SHA256 Credential=${accessKeyId},SignedHeaders=${signedHeaders.join(';')},Signature=${signV3(text, accessKeySecret)}`;
    const target = pairs.size === 0 ? '/' : `/?${canonicalQuery(pairs)}`;
    return this.client.send(
      {
        method: 'POST',
        target,
        headers: { ...Object.fromEntries(signed), accept: 'application/json', authorization },
        body,
      },
      { chunked },
    );
  }

  async newLoadBalancer(more: Values = {}): Promise<string> {
    const document = await this.client.document('CreateLoadBalancer', { RegionId: 'cn-hangzhou', ...more });
    if (typeof document['LoadBalancerId'] !== 'string') throw new Error(JSON.stringify(document));
    return document['LoadBalancerId'];
  }

  async nameOf(loadBalancerId: string): Promise<unknown> {
    return (await this.client.document('DescribeLoadBalancerAttribute', { LoadBalancerId: loadBalancerId }))[
      'LoadBalancerName'
    ];
  }
}
