/** Apache Libcloud's own driver: every method that it has, with its own signer, GET and XML. */
import { readFileSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ApiClient } from '../../src/client/api-client.ts';
import { contracts } from '../../src/contract/index.ts';
import { textAt } from '../support/answers.ts';
import { Cleanup } from '../support/cleanup.ts';
import { eventually } from '../support/eventually.ts';
import { Services } from '../support/service.ts';
import { ClientFailure } from './support/client.ts';
import { DriverProcess, type Target } from './support/driver-process.ts';
import { startService } from './support/service.ts';

const tool = inject('clients').libcloud;
const name = 'Apache Libcloud';
const reason = 'missing' in tool ? `: ${tool.missing}` : '';
const upload = contracts.UploadServerCertificate.example.request;
const oddName = "a~b*c(d)'e.f-g_h/主备 + & = %20";

describe.skipIf('missing' in tool)(`${name}${reason}`, () => {
  const cleanup = new Cleanup();
  const services = cleanup.add(new Services());
  const called = new Set<string>();
  let libcloud: DriverProcess;
  let target: Target;
  let certificateFile: string;
  let balancer: { readonly id: string; readonly port: number };

  function start(to: Target, environment: Readonly<Record<string, string>> = {}): DriverProcess {
    if ('missing' in tool) throw new Error(tool.missing);
    const { command } = tool;
    return cleanup.add(
      new DriverProcess({ ...command, environment: { ...command.environment, ...environment } }, to),
    );
  }

  async function call(method: string, parameters: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    called.add(method);
    const { answer } = await libcloud.call(method, parameters);
    return answer;
  }

  beforeAll(async () => {
    const service = await startService(services);
    ({ target, certificateFile } = service);
    const own = cleanup.add(new ApiClient(service.connection));
    for (const ServerId of ['vm-233', 'vm-232', 'vm-231']) {
      await own.call('RegisterServer', { ServerId, Address: '127.0.0.1' });
    }
    libcloud = start(target);
  });

  afterAll(() => cleanup.run());

  it('says what it supports', async () => {
    expect(await call('list_protocols')).toEqual(['http', 'https', 'tcp', 'udp']);
    expect(await call('list_supported_algorithms')).toHaveLength(2);
  });

  it('creates a load balancer with members and a listener that runs', async () => {
    const made = await call('create_balancer', {
      name: oddName,
      port: 8080,
      protocol: 'tcp',
      algorithm: null,
      members: [{ id: 'vm-233', port: 80 }],
      ex_client_token: 'libcloud-once',
      HealthCheckInterval: 3,
    });
    balancer = { id: textAt(made, 'id'), port: 8080 };
    expect(balancer.id).toMatch(/^lb-/);
    expect(textAt(made, 'ip')).toMatch(/^127\./);
    expect(made).toMatchObject({ name: oddName });
    const [listed, ...others] = [await call('list_balancers')].flat();
    expect(others).toEqual([]);
    expect(listed).toMatchObject({
      id: balancer.id,
      name: oddName,
      state: 'running',
      extra: {
        address_type: 'internet',
        region_id: 'cn-hangzhou',
        region_id_alias: 'cn-hangzhou',
        create_time: expect.stringMatching(/^\d{4}-.*Z$/),
        create_timestamp: expect.any(Number),
        master_zone_id: 'cn-hangzhou-a',
        slave_zone_id: 'cn-hangzhou-b',
        network_type: 'classic',
      },
    });
    expect(await call('get_balancer', { balancer_id: balancer.id })).toMatchObject({ name: oddName });
    expect(await call('list_balancers', { ex_filters: { LoadBalancerName: 'other' } })).toEqual([]);
  });

  it('attaches and detaches members', async () => {
    const members = async () => call('balancer_list_members', { balancer });
    expect(await members()).toMatchObject([{ id: 'vm-233', extra: { Weight: '100' } }]);
    await call('balancer_attach_member', { balancer, member: { id: 'vm-232', extra: { Weight: 50 } } });
    await call('balancer_attach_compute_node', {
      balancer,
      node: { id: 'vm-231', public_ips: ['127.0.0.1'] },
    });
    expect(await members()).toMatchObject([
      { id: 'vm-233', extra: { Weight: '100' } },
      { id: 'vm-232', extra: { Weight: '50' } },
      { id: 'vm-231', extra: { Weight: '100' } },
    ]);
    await call('balancer_detach_member', { balancer, member: { id: 'vm-233' } });
    expect(await members()).toMatchObject([{ id: 'vm-232' }, { id: 'vm-231' }]);
  });

  it('creates, stops, starts and lists listeners', async () => {
    const more = { balancer, backend_port: 80, algorithm: null, bandwidth: -1 };
    const web = { StickySession: 'off', HealthCheck: 'off', ListenerPort: 8081 };
    expect(await call('ex_create_listener', { ...more, protocol: 'http', ...web })).toBe(true);
    expect(await call('ex_create_listener', { ...more, protocol: 'udp', ListenerPort: 8082 })).toBe(true);
    expect(await call('ex_stop_listener', { balancer, port: 8080 })).toBe(true);
    expect(await call('ex_start_listener', { balancer, port: 8080 })).toBe(true);
    expect(await call('ex_list_listeners', { balancer })).toMatchObject([
      { port: '8080' },
      { port: '8081' },
      { port: '8082' },
    ]);
    expect(await call('ex_get_balancer_attribute', { balancer })).toMatchObject({
      balancer: { id: balancer.id },
      listeners: [
        { ListenerPort: '8080', ListenerProtocol: 'tcp' },
        { ListenerPort: '8081', ListenerProtocol: 'http' },
        { ListenerPort: '8082', ListenerProtocol: 'udp' },
      ],
      backend_servers: [
        { ServerId: 'vm-232', Weight: '50' },
        { ServerId: 'vm-231', Weight: '100' },
      ],
    });
  });

  it('uploads, renames, uses and deletes a certificate', async () => {
    const made = await call('ex_upload_certificate', {
      name: 'libcloud',
      server_certificate: upload['ServerCertificate'],
      private_key: upload['PrivateKey'],
    });
    const id = textAt(made, 'id');
    expect(made).toEqual({ id, name: 'libcloud', fingerprint: expect.stringMatching(/^([0-9a-f]{2}:){19}/) });
    expect(await call('ex_set_certificate_name', { certificate_id: id, name: '*.example.com' })).toBe(true);
    const listed = await call('ex_list_certificates', { certificate_ids: [id] });
    expect(listed).toMatchObject([{ id, name: '*.example.com' }]);
    const secure = { StickySession: 'off', HealthCheck: 'off', ServerCertificateId: id, ListenerPort: 8443 };
    const more = { balancer, backend_port: 80, algorithm: null, bandwidth: -1, protocol: 'https' };
    expect(await call('ex_create_listener', { ...more, ...secure })).toBe(true);
    await expect(libcloud.call('ex_delete_certificate', { certificate_id: id })).rejects.toThrow(/Refered/);
    expect(await call('destroy_balancer', { balancer })).toBe(true);
    expect(await call('ex_delete_certificate', { certificate_id: id })).toBe(true);
    expect(await call('ex_list_certificates')).toEqual([]);
    expect(await call('list_balancers')).toEqual([]);
  });

  it('has been asked for all of its methods', async () => {
    expect([...called].sort()).toEqual(await libcloud.actions());
    console.log(`${name}: ${called.size} methods`);
  });

  it('takes a refusal apart, also that of a wrong secret', async () => {
    const code = async (client: DriverProcess, method: string, parameters = {}) => {
      const error: unknown = await client.call(method, parameters).catch((thrown: unknown) => thrown);
      if (!(error instanceof ClientFailure)) throw error;
      expect(error.failure.requestId).toMatch(/^[0-9A-F]{8}-/);
      return error.failure.code;
    };
    const gone = { certificate_id: 'gone' };
    expect(await code(libcloud, 'ex_delete_certificate', gone)).toBe('ServerCertificateId.NotFound');
    const liar = start({ ...target, accessKeySecret: 'wrong' });
    expect(await code(liar, 'list_balancers')).toBe('SignatureDoesNotMatch');
  });

  it('speaks HTTPS when it trusts the certificate in the data folder', async () => {
    // Made soon after the start: nobody has spoken TLS so far.
    await eventually(() => new X509Certificate(readFileSync(certificateFile)));
    const secure = start({ ...target, protocol: 'https' }, { SSL_CERT_FILE: certificateFile });
    expect(await secure.call('list_balancers', {})).toMatchObject({ answer: [] });
  });
});
