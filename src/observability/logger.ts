/**
 * The log: one event name per fact, ids rather than prose, as one JSON object a line. Written through pino; the rest
 * of the program knows only `Logger`.
 */
import { pino, stdSerializers, type DestinationStream, type Logger as PinoLogger } from 'pino';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

export interface Logger {
  debug(event: string, fields?: object): void;
  info(event: string, fields?: object): void;
  warn(event: string, fields?: object): void;
  /** An `Error` under the name `error` is written with its stack. */
  error(event: string, fields?: object): void;
  /** A logger that adds the fields to every line. */
  child(fields: object): Logger;
}

export interface LoggerOptions {
  readonly level: LogLevel;
  /** Standard output by default. */
  readonly destination?: DestinationStream;
}

/** Names whose values never reach the log, at the top and one level down. */
const secretNames = [
  'secret',
  'accessKeySecret',
  'securityToken',
  'signature',
  'Signature',
  'SecurityToken',
  'authorization',
  'password',
  'privateKey',
  'PrivateKey',
];

export function createLogger(options: LoggerOptions): Logger {
  const settings = {
    level: options.level,
    base: null,
    messageKey: 'event',
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { error: stdSerializers.err },
    redact: { paths: secretNames.flatMap((name) => [name, `*.${name}`]), censor: '[hidden]' },
  };
  return wrap(options.destination ? pino(settings, options.destination) : pino(settings));
}

function wrap(inner: PinoLogger): Logger {
  return {
    debug: (event, fields = {}) => inner.debug(fields, event),
    info: (event, fields = {}) => inner.info(fields, event),
    warn: (event, fields = {}) => inner.warn(fields, event),
    error: (event, fields = {}) => inner.error(fields, event),
    child: (fields) => wrap(inner.child(fields)),
  };
}

/** Says nothing: for tests. */
export const silentLogger: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silentLogger,
};
