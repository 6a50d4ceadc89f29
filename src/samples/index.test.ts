import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { ActionContract } from '../contract/define.ts';
import { contracts } from '../contract/index.ts';
import { sampleLanguages, UnsendableParameter } from './index.ts';
import { terraformResources } from './terraform-resources.ts';

const endpoint = new URL('http://127.0.0.1:8014');
const action = contracts.CreateMasterSlaveServerGroup;
const golden = fileURLToPath(new URL('../../test/fixtures/samples/', import.meta.url));

it('has a name of its own for each language', () => {
  const ids = sampleLanguages.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

describe.each(sampleLanguages)('$title', (language) => {
  const generate = (parameters: Readonly<Record<string, string>>, at = endpoint) =>
    language.generate({ action, parameters, endpoint: at });

  it('is this program for CreateMasterSlaveServerGroup', async () => {
    const text = generate(action.example.request);
    await expect(text).toMatchFileSnapshot(`${golden}${language.id}/${language.fileName(action.name)}`);
  });

  it('has a program for the example of every action, Terraform for what it has a resource for', () => {
    for (const each of Object.values<ActionContract>(contracts)) {
      const text = language.generate({ action: each, parameters: each.example.request, endpoint });
      const expected = language.id !== 'terraform' || each.name in terraformResources;
      expect({ [each.name]: text !== undefined }).toEqual({ [each.name]: expected });
      if (text === undefined) continue;
      expect(text.endsWith('\n') && !text.endsWith('\n\n')).toBe(true);
      expect(text).not.toMatch(/\[object |[^\S\n]\n/);
    }
  });

  it('names the endpoint and reads the key from the environment', () => {
    const text = generate({}, new URL('https://slb.example.com:8443/ignored?x=1'));
    expect(text).toContain('slb.example.com:8443');
    expect(text).toMatch(/https/i);
    expect(text).not.toContain('ignored');
    expect(text).toContain('HOTSPARE_ACCESS_KEY_ID');
    expect(text).toContain('HOTSPARE_ACCESS_KEY_SECRET');
  });

  it.each([
    ['NUL', { RegionId: 'a\0b' }],
    ['half a character', { RegionId: '\ud83d' }],
    ['a name that is code', { "x'); evil(); //": 'a' }],
    ['a name of the language', { __proto__x: 'a' }],
  ])('refuses %s', (_what, parameters) => {
    expect(() => generate(parameters)).toThrow(UnsendableParameter);
  });
});
