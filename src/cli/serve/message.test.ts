import { describe, expect, it } from 'vitest';
import { configSchema } from '../../config/schema.ts';
import { startMessage } from './message.ts';

const accessKeys = [{ id: 'LTAIid', secret: 'the-secret' }];
const endpoint = 'http://127.0.0.1:9000';

function message(config: object, options: { keyIsConfigured?: boolean; interactive?: boolean } = {}): string {
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
