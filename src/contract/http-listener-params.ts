/** Parameters of HTTP and HTTPS listeners. Creating has defaults; changing keeps what is not given. */
import {
  aclParams,
  aclStatus,
  bandwidth,
  checkCodes,
  checkHost,
  checkMethod,
  checkPath,
  checkPort,
  description,
  interval,
  port,
  threshold,
  timeout,
} from './listener-params.ts';
import { flag, integer, oneOf, onOff, text } from './params.ts';

/** Older clients send wlc, which newer pages no longer list. */
export const layer7Schedulers = ['wrr', 'rr', 'wlc'] as const;

const optional = { optional: true } as const;
const scheduler = { summary: 'How servers are chosen.' };
const gzip = { summary: 'Whether answers of text types are compressed for clients that ask for it.' };
const stickySession = { summary: 'Whether a client goes back to its server, by cookie.' };
const idleTimeout = {
  min: 1,
  max: 60,
  invalid: 'invalidIdleTimeout',
  summary: 'Seconds without a request after which a connection of a client is closed.',
} as const;
const requestTimeout = {
  min: 1,
  max: 180,
  invalid: 'invalidRequestTimeout',
  summary: 'Seconds that a server has for its answer; then the client gets 504.',
} as const;
const healthCheck = { summary: 'Health check, by HTTP. With off every server counts as usable.' };

export const cookieParams = {
  StickySessionType: oneOf(['insert', 'server'], {
    ...optional,
    summary: 'insert: a cookie of the load balancer; server: the cookie named by Cookie, rewritten.',
  }),
  CookieTimeout: integer({
    min: 1,
    max: 86400,
    ...optional,
    summary: 'Seconds that the inserted cookie lives; needed with insert.',
  }),
  Cookie: text({
    ...optional,
    maxLength: 200,
    pattern: /(?!\$)[\x21-\x2b\x2d-\x3a\x3c-\x7e]+/,
    patternWords: 'it must be ASCII without commas, semicolons and blanks, and not begin with $',
    summary: 'Name of the cookie of the server; needed with server.',
  }),
};

const forwardedHeaders = {
  XForwardedFor_SLBIP: { summary: 'Header SLB-IP with the address of the load balancer.' },
  XForwardedFor_SLBID: { summary: 'Header SLB-ID with the id of the load balancer.' },
  XForwardedFor_proto: { summary: 'Header X-Forwarded-Proto with the protocol of the listener.' },
  XForwardedFor_SLBPORT: { summary: 'Header X-Forwarded-Port with the port of the listener.' },
  XForwardedFor_ClientSrcPort: { summary: 'Header X-Forwarded-Client-Srcport with the port of the client.' },
};
const forwardedFor = { summary: 'Header X-Forwarded-For. It is always sent; off is accepted and ignored.' };

const vServerGroupId = text({ ...optional, maxLength: 64, summary: 'vServer group to use.' });

/** Of listeners and of rules: the vendor has pairs behind TCP and UDP only. */
export const layer7PairId = text({
  ...optional,
  maxLength: 64,
  summary: 'Master-slave group to use, instead of a vServer group.',
  extension: true,
});

/** Checks of listeners and of rules that have their own. */
export const layer7CheckParams = {
  HealthCheckURI: text({ ...checkPath, ...optional }),
  HealthCheckDomain: text({ ...checkHost, ...optional }),
  HealthCheckConnectPort: integer({ ...checkPort, ...optional }),
  HealthCheckInterval: integer({ ...interval, ...optional }),
  HealthCheckTimeout: integer({ ...timeout, ...optional }),
  HealthyThreshold: integer({ ...threshold('healthy'), ...optional }),
  UnhealthyThreshold: integer({ ...threshold('unhealthy'), ...optional }),
  HealthCheckHttpCode: text({ ...checkCodes, ...optional }),
};

export const createLayer7Settings = {
  BackendServerPort: integer({
    ...port('Port of the servers of the default group; needed when no group is given.'),
    ...optional,
  }),
  VServerGroupId: vServerGroupId,
  MasterSlaveServerGroupId: layer7PairId,
  Bandwidth: integer({ ...bandwidth, default: -1 }),
  Description: text({ ...description, ...optional }),
  Scheduler: oneOf(layer7Schedulers, { ...scheduler, default: 'wrr' }),
  Gzip: onOff({ ...gzip, default: true }),
  IdleTimeout: integer({ ...idleTimeout, default: 15 }),
  RequestTimeout: integer({ ...requestTimeout, default: 60 }),
  StickySession: onOff({ ...stickySession, default: false }),
  ...cookieParams,
  HealthCheck: onOff({ ...healthCheck }),
  ...layer7CheckParams,
  HealthCheckInterval: integer({ ...interval, default: 2 }),
  HealthCheckTimeout: integer({ ...timeout, default: 5 }),
  HealthyThreshold: integer({ ...threshold('healthy'), default: 3 }),
  UnhealthyThreshold: integer({ ...threshold('unhealthy'), default: 3 }),
  HealthCheckHttpCode: text({ ...checkCodes, default: 'http_2xx' }),
  HealthCheckMethod: oneOf(['head', 'get'], { ...checkMethod, default: 'head' }),
  XForwardedFor: onOff({ ...forwardedFor, default: true }),
  XForwardedFor_SLBIP: onOff({ ...forwardedHeaders.XForwardedFor_SLBIP, default: false }),
  XForwardedFor_SLBID: onOff({ ...forwardedHeaders.XForwardedFor_SLBID, default: false }),
  XForwardedFor_proto: onOff({ ...forwardedHeaders.XForwardedFor_proto, default: false }),
  XForwardedFor_SLBPORT: onOff({ ...forwardedHeaders.XForwardedFor_SLBPORT, default: false }),
  XForwardedFor_ClientSrcPort: onOff({ ...forwardedHeaders.XForwardedFor_ClientSrcPort, default: false }),
  AclStatus: onOff({ ...aclStatus, default: false }),
  ...aclParams,
};

export const setLayer7Settings = {
  VServerGroup: onOff({
    ...optional,
    summary: 'on: use the vServer group named; off: go back to the default group.',
  }),
  VServerGroupId: vServerGroupId,
  MasterSlaveServerGroup: onOff({
    ...optional,
    summary: 'on: use the master-slave group named; off: go back to the default group.',
    extension: true,
  }),
  MasterSlaveServerGroupId: layer7PairId,
  Bandwidth: integer({ ...bandwidth, ...optional }),
  Description: text({ ...description, ...optional, emptyResets: true }),
  Scheduler: oneOf(layer7Schedulers, { ...scheduler, ...optional }),
  Gzip: onOff({ ...gzip, ...optional }),
  IdleTimeout: integer({ ...idleTimeout, ...optional }),
  RequestTimeout: integer({ ...requestTimeout, ...optional }),
  StickySession: onOff({ ...stickySession, ...optional }),
  ...cookieParams,
  HealthCheck: onOff({ ...healthCheck, ...optional }),
  ...layer7CheckParams,
  HealthCheckMethod: oneOf(['head', 'get'], { ...checkMethod, ...optional }),
  XForwardedFor: onOff({ ...forwardedFor, ...optional }),
  XForwardedFor_SLBIP: onOff({ ...forwardedHeaders.XForwardedFor_SLBIP, ...optional }),
  XForwardedFor_SLBID: onOff({ ...forwardedHeaders.XForwardedFor_SLBID, ...optional }),
  XForwardedFor_proto: onOff({ ...forwardedHeaders.XForwardedFor_proto, ...optional }),
  XForwardedFor_SLBPORT: onOff({ ...forwardedHeaders.XForwardedFor_SLBPORT, ...optional }),
  XForwardedFor_ClientSrcPort: onOff({
    ...forwardedHeaders.XForwardedFor_ClientSrcPort,
    ...optional,
  }),
  AclStatus: onOff({ ...aclStatus, ...optional }),
  ...aclParams,
  DryRun: flag({ default: false, summary: 'true: everything is checked and nothing is changed.' }),
};

const certificateId = { maxLength: 256, summary: 'Server certificate of the listener.' };
const caCertificateId = {
  maxLength: 256,
  summary: 'CA certificate: clients must show a certificate that it signed.',
};
const http2 = { summary: 'Whether clients may speak HTTP/2.' };
const tlsPolicy = {
  maxLength: 64,
  summary: 'A built-in TLS policy, or the id of one of your own: versions and cipher suites for clients.',
};

export const createTlsSettings = {
  ServerCertificateId: text({ ...certificateId, absent: 'serverCertificateMissing' }),
  CACertificateId: text({ ...caCertificateId, ...optional }),
  EnableHttp2: onOff({ ...http2, default: true }),
  TLSCipherPolicy: text({ ...tlsPolicy, default: 'tls_cipher_policy_1_0' }),
};

export const setTlsSettings = {
  ServerCertificateId: text({ ...certificateId, ...optional }),
  CACertificateId: text({
    ...caCertificateId,
    summary: `${caCertificateId.summary} Empty: no more.`,
    ...optional,
    emptyResets: true,
  }),
  EnableHttp2: onOff({ ...http2, ...optional }),
  TLSCipherPolicy: text({ ...tlsPolicy, ...optional }),
};

export const redirectParams = {
  ListenerForward: onOff({
    default: false,
    summary: 'on: the listener has no servers; it sends every client to an HTTPS listener.',
  }),
  ForwardPort: integer({
    ...port('Port of the HTTPS listener to send clients to; 443 when left out.'),
    ...optional,
  }),
};
