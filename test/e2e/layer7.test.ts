/** HTTP and HTTPS through the installed program: requests in, answers of real servers out. */
import { Agent, request } from 'node:https';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:http2';
import { once } from 'node:events';
import { beforeAll, describe, expect, it } from 'vitest';
import { exampleCertificate, uploadServerCertificate } from '../../src/contract/certificate-examples.ts';
import { eventually } from '../support/eventually.ts';
import { ownService } from '../support/own-service.ts';
import { type SeenRequest, WebServer } from '../support/web-server.ts';

const own = ownService();
const { cleanup } = own;
const quickChecks = { HealthCheckInterval: '1', HealthyThreshold: '2', UnhealthyThreshold: '2' };

interface Place {
  readonly host: string;
  readonly port: number;
}

interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}

async function get({ host, port }: Place, path: string, headers: Record<string, string> = {}): Promise<Got> {
  const asked = httpRequest({ host, port, path, headers, agent: false }).end();
  return answerTo(asked);
}

async function answerTo(asked: ReturnType<typeof httpRequest>): Promise<Got> {
  const [answer] = await once(asked, 'response');
  let body = '';
  for await (const chunk of answer) body += String(chunk);
  return { status: answer.statusCode, headers: answer.headers, body };
}

const seen = ({ body }: Got): SeenRequest => JSON.parse(body);

async function members(...servers: readonly WebServer[]): Promise<string> {
  return JSON.stringify(
    servers.map(({ name, address, port }) => ({
      ServerId: name,
      ServerIp: address,
      Port: String(port),
      Weight: '100',
    })),
  );
}

/** A load balancer with an HTTP listener that is started, in front of a master-slave group. */
async function pairBehindHttp(port: number, master: WebServer, slave: WebServer) {
  const { id: LoadBalancerId, address: host } = await own.api.newLoadBalancer();
  const seats = [master, slave].map(({ name, address, port: at }, n) => ({
    ServerId: name,
    ServerIp: address,
    Port: String(at),
    Weight: '100',
    ServerType: n === 0 ? 'Master' : 'Slave',
  }));
  const { MasterSlaveServerGroupId } = await own.api.call('CreateMasterSlaveServerGroup', {
    LoadBalancerId,
    MasterSlaveBackendServers: JSON.stringify(seats),
  });
  await own.api.call('CreateLoadBalancerHTTPListener', {
    LoadBalancerId,
    ListenerPort: String(port),
    MasterSlaveServerGroupId,
    HealthCheck: 'on',
    ...quickChecks,
  });
  await own.api.call('StartLoadBalancerListener', { LoadBalancerId, ListenerPort: String(port) });
  const at = { host, port };
  await eventually(async () => expect(seen(await get(at, '/')).server).toBe(master.name), 'process');
  return { at, LoadBalancerId, MasterSlaveServerGroupId };
}

let blue: WebServer;
let green: WebServer;
beforeAll(async () => {
  blue = cleanup.add(await WebServer.start('blue'));
  green = cleanup.add(await WebServer.start('green'));
});

describe('HTTP', () => {
  it('goes to the servers that rules name, with what they are told of the client', async () => {
    const { id: LoadBalancerId, address: host } = await own.api.newLoadBalancer();
    const onPort = { LoadBalancerId, ListenerPort: '8080' };
    const groups = [];
    for (const server of [blue, green]) {
      const { VServerGroupId } = await own.api.call('CreateVServerGroup', {
        LoadBalancerId,
        BackendServers: await members(server),
      });
      groups.push(VServerGroupId);
    }
    await own.api.call('CreateLoadBalancerHTTPListener', {
      ...onPort,
      VServerGroupId: groups[0] ?? '',
      HealthCheck: 'off',
      XForwardedFor_proto: 'on',
      XForwardedFor_SLBID: 'on',
    });
    await own.api.call('StartLoadBalancerListener', onPort);
    const at = { host, port: 8080 };
    const plain = await eventually(() => get(at, '/a?b=c', { host: 'shop.test' }), 'process');
    expect(seen(plain)).toMatchObject({
      server: 'blue',
      url: '/a?b=c',
      headers: {
        host: 'shop.test',
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-proto': 'http',
        'slb-id': LoadBalancerId,
      },
    });

    await own.api.call('CreateRules', {
      ...onPort,
      RuleList: JSON.stringify([
        { RuleName: 'images', Domain: 'shop.test', Url: '/images', VServerGroupId: groups[1] },
      ]),
    });
    await eventually(async () => {
      expect(seen(await get(at, '/images/1', { host: 'shop.test' })).server).toBe('green');
    });
    expect(seen(await get(at, '/images/1', { host: 'other.test' })).server).toBe('blue');
    await eventually(async () => {
      const text = await (await fetch(`${own.service.endpoint}/metrics`)).text();
      const line = `^hotspare_listener_new_connections_total\\{instance="${LoadBalancerId}",.*rule="rule-\\w+"\\} [1-9]`;
      expect(text).toMatch(new RegExp(line, 'm'));
    });
  });

  it('sends clients of a redirecting listener to HTTPS', async () => {
    const { LoadBalancerId, at } = await httpsListener(8443);
    const onPort = { LoadBalancerId, ListenerPort: '8081' };
    await own.api.call('CreateLoadBalancerHTTPListener', {
      ...onPort,
      ListenerForward: 'on',
      HealthCheck: 'off',
      ForwardPort: '8443',
    });
    await own.api.call('StartLoadBalancerListener', onPort);
    const answer = await eventually(() =>
      get({ host: at.host, port: 8081 }, '/x?y', { host: 'www.example.com' }),
    );
    expect([answer.status, answer.headers['location']]).toEqual([301, 'https://www.example.com:8443/x?y']);
  });
});

async function httpsListener(port: number) {
  const { id: LoadBalancerId, address: host } = await own.api.newLoadBalancer();
  const { ServerCertificateId } = await own.api.call('UploadServerCertificate', uploadServerCertificate);
  const { VServerGroupId } = await own.api.call('CreateVServerGroup', {
    LoadBalancerId,
    BackendServers: await members(blue),
  });
  const onPort = { LoadBalancerId, ListenerPort: String(port) };
  await own.api.call('CreateLoadBalancerHTTPSListener', {
    ...onPort,
    VServerGroupId,
    HealthCheck: 'off',
    ServerCertificateId,
    TLSCipherPolicy: 'tls_cipher_policy_1_2_strict_with_1_3',
  });
  await own.api.call('StartLoadBalancerListener', onPort);
  return { LoadBalancerId, at: { host, port } };
}

describe('HTTPS', () => {
  it('speaks HTTP/1.1 and HTTP/2 with the certificate that was uploaded', async () => {
    const { at } = await httpsListener(8444);
    const tls = { ca: exampleCertificate, servername: 'www.example.com' };
    const agent = new Agent(tls);
    cleanup.add({ close: () => agent.destroy() });
    const answer = await eventually(
      () => answerTo(request({ ...at, ...tls, agent, path: '/one' }).end()),
      'process',
    );
    expect(seen(answer)).toMatchObject({ server: 'blue', url: '/one' });

    const session = connect(`https://${at.host}:${at.port}`, tls);
    const stream = session.request({ ':path': '/two', ':authority': 'www.example.com' });
    const [headers] = await once(stream, 'response');
    let body = '';
    for await (const chunk of stream) body += String(chunk);
    session.close();
    expect(headers[':status']).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      server: 'blue',
      url: '/two',
      headers: { host: 'www.example.com' },
    });
  });
});

describe('a master-slave group behind HTTP', () => {
  it('loses no idempotent request when its master is killed under 300 a second', async () => {
    const master = cleanup.add(await WebServer.start('master'));
    const { at } = await pairBehindHttp(8090, master, green);
    const answers: Promise<string>[] = [];
    const started = Date.now();
    let killed = false;
    while (Date.now() - started < 3_000) {
      answers.push(
        get(at, `/${answers.length}`).then(
          (got) => (got.status === 200 ? seen(got).server : `${got.status}`),
          String,
        ),
      );
      if (!killed && Date.now() - started > 1_000) {
        killed = true;
        master.kill();
      }
      await new Promise((resolve) => setTimeout(resolve, 1000 / 300));
    }
    const served = await Promise.all(answers);
    expect(new Set(served)).toEqual(new Set(['master', 'green']));
    expect(served.length).toBeGreaterThan(300);
  });

  it('is switched by order without a failed request, and back', async () => {
    const { at, MasterSlaveServerGroupId } = await pairBehindHttp(8091, blue, green);
    await own.api.call('SwitchMasterSlaveServerGroup', { MasterSlaveServerGroupId });
    await eventually(async () => expect(seen(await get(at, '/')).server).toBe('green'));
    await own.api.call('SwitchMasterSlaveServerGroup', { MasterSlaveServerGroupId, Order: 'return' });
    await eventually(async () => expect(seen(await get(at, '/')).server).toBe('blue'));
  });
});
