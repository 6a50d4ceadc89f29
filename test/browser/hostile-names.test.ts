/** Whatever people call their things, every page shows it as text. */
import { beforeAll, describe, expect, test } from 'vitest';
import { noBrowser, type TestPage } from './support/browser.ts';
import { ownConsole } from './support/console.ts';
import { type Furnished, furnish } from './support/furnish.ts';
import { hostileTexts } from './support/hostile-texts.ts';
import { everyPage } from './support/pages.ts';

describe.skipIf(noBrowser)('hostile names', () => {
  const console_ = ownConsole();
  const furnished: (readonly [text: string, ids: Furnished])[] = [];
  beforeAll(async () => {
    for (const text of hostileTexts) furnished.push([text, await furnish(console_, text)]);
  });

  test('pages of everything show all of them as text', async () => {
    const [[, ids] = []] = furnished;
    if (!ids) throw new Error('nothing was made');
    const opened = await begin();
    const shown = new Set<string>();
    for (const { path } of everyPage(ids).filter(({ name }) => !/^(balancer|group)/.test(name))) {
      await visitUnharmed(opened, path);
      for (const text of hostileTexts) if (await shows(opened, text)) shown.add(text);
    }
    expect([...shown].sort()).toEqual([...hostileTexts].sort());
  });

  test('the pages of each show it as text', async () => {
    const opened = await begin();
    for (const [index, [text, ids]] of furnished.entries()) {
      const own = everyPage(ids).filter(({ name }) => /^(balancer|group)/.test(name));
      // All of the first; of the others the picture, the group, and one of the rest in turns.
      const places =
        index === 0
          ? own
          : own.filter(({ name }, n) => /^(balancer|group)$/.test(name) || n === index % own.length);
      let shown = 0;
      for (const { path } of places) {
        await visitUnharmed(opened, path);
        if (await shows(opened, text)) shown += 1;
      }
      expect([text, shown > 0]).toEqual([text, true]);
    }
  });

  async function begin(): Promise<TestPage> {
    const opened = await console_.open('/');
    await opened.page.evaluate('globalThis.alert = () => { globalThis.ran = true; }');
    return opened;
  }
});

async function visitUnharmed(opened: TestPage, path: string): Promise<void> {
  await opened.visit(path);
  const { page } = opened;
  // What markup in a name would have made.
  const made = await page.evaluate(
    'document.querySelectorAll("[data-hostile], iframe, #content script").length',
  );
  expect([path, made]).toEqual([path, 0]);
  expect([path, await opened.overflow()]).toEqual([path, 0]);
}

/** Control characters are shown as the sign for what cannot be shown. */
async function shows({ page }: TestPage, text: string): Promise<boolean> {
  const content = String(await page.evaluate('document.body.textContent'));
  return content.includes(text) || content.includes(text.replaceAll(/[\p{Cc}\u2028\u2029]/gu, '\ufffd'));
}
