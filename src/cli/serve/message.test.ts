import { describe, expect, it } from 'vitest';
import { configSchema } from '../../config/schema.ts';
import { type StartFacts, startMessage } from './message.ts';

const accessKeys = [{ id: 'LTAIid', secret: 'the-secret' }];
const endpoint = 'http://127.0.0.1:9000';

const consoleLink = {
  url: `${endpoint}/console/#link=STS.Nid.the-link-secret`,
  expiration: '2026-01-02T04:04:05Z',
};

function message(
  config: object,
  options: Partial<Pick<StartFacts, 'keyIsConfigured' | 'interactive' | 'consoleLink'>> = {},
): string {
  return startMessage({
    endpoint,
    accessKeys,
    config: configSchema.parse(config),
    keyIsConfigured: false,
    interactive: false,
    ...options,
  });
}

describe('startMessage', () => {
  it('says where everything is and what to do next', () => {
    const text = message({ dataDir: '/var/lib/hotspare' });
    expect(text).toContain(endpoint);
    expect(text).toContain('/var/lib/hotspare/access-key.json');
    expect(text).toContain(`hotspare status --watch --endpoint ${endpoint} --data-dir /var/lib/hotspare`);
    expect(text).toContain('hotspare demo');
  });

  it('shows the link to the console with its end, or how to get one', () => {
    const another = `hotspare console --endpoint ${endpoint}`;
    const withLink = message({}, { consoleLink });
    expect(withLink).toContain(`console      ${consoleLink.url}\n`);
    expect(withLink).toContain(`one sign-in until ${consoleLink.expiration}; for another: ${another}`);
    expect(message({})).toContain(`console      ${another} prints a link`);
  });

  it('says that strict mode has no links, and where the console is', () => {
    expect(message({ strict: true })).toContain(
      `console      ${endpoint}/console/; sign in with the access key`,
    );
    expect(message({ strict: true })).not.toContain('hotspare console');
  });

  it('never tells the secret of a key that is in a file or was configured', () => {
    for (const interactive of [true, false]) {
      expect(message({}, { interactive })).not.toContain('the-secret');
      expect(message({ store: 'memory' }, { interactive, keyIsConfigured: true })).not.toContain(
        'the-secret',
      );
    }
  });

  it('tells a key that is nowhere else to a person only', () => {
    expect(message({ store: 'memory' }, { interactive: true })).toContain(
      'export HOTSPARE_ACCESS_KEY_SECRET=the-secret',
    );
    expect(message({ store: 'memory' }, { interactive: false })).not.toContain('the-secret');
  });
});
