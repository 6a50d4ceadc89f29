import { expect, test } from 'vitest';
import { createLogger, silentLogger, type LogLevel } from './logger.ts';

function recorder(level: LogLevel = 'debug') {
  const lines: string[] = [];
  const log = createLogger({ level, destination: { write: (line: string) => void lines.push(line) } });
  const documents = (): readonly unknown[] => lines.map((line) => JSON.parse(line) as unknown);
  return { log, documents, lines };
}

test('one JSON object a line: level, time, event and fields', () => {
  const { log, documents, lines } = recorder();
  log.info('listener_open', { port: 8014 });
  expect(lines[0]?.endsWith('\n')).toBe(true);
  expect(documents()).toEqual([
    {
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      event: 'listener_open',
      port: 8014,
    },
  ]);
});

test('the level says what is written', () => {
  const { log, documents } = recorder('warn');
  log.debug('a');
  log.info('b');
  log.warn('c');
  log.error('d');
  expect(documents()).toMatchObject([{ event: 'c' }, { event: 'd' }]);
});

test('a child adds its fields', () => {
  const { log, documents } = recorder();
  log.child({ listener: 'tcp/80' }).warn('x', { n: 1 });
  expect(documents()).toMatchObject([{ listener: 'tcp/80', n: 1 }]);
});

test('an error is written with its stack and cause', () => {
  const { log, documents } = recorder();
  log.error('x', { error: new Error('outer', { cause: new Error('inner') }) });
  const [line] = documents();
  expect(line).toMatchObject({ error: { type: 'Error', message: expect.stringContaining('outer') } });
  expect(JSON.stringify(line)).toContain('inner');
  expect(JSON.stringify(line)).toContain('logger.test.ts');
});

test('secrets never reach the log', () => {
  const { log, lines } = recorder();
  const secret = 'do-not-show';
  log.info('x', {
    secret,
    accessKeySecret: secret,
    authorization: secret,
    Signature: secret,
    privateKey: secret,
  });
  log
    .child({ password: secret })
    .info('x', { certificate: { PrivateKey: secret }, request: { SecurityToken: secret } });
  expect(lines).toHaveLength(2);
  expect(lines.join('')).not.toContain(secret);
});

test('what is no secret stays', () => {
  const { log, documents } = recorder();
  log.info('x', { accessKeyId: 'LTAI', key: 'load-balancers/lb-1' });
  expect(documents()).toMatchObject([{ accessKeyId: 'LTAI', key: 'load-balancers/lb-1' }]);
});

test('the silent logger has silent children', () => {
  expect(silentLogger.child({})).toBe(silentLogger);
  expect(() => silentLogger.error('x')).not.toThrow();
});
