/** Whatever people call their things, every page shows it as text. */
import { beforeAll, describe, expect, test } from 'vitest';
import { hostileTexts } from './support/hostile-texts.ts';
import { noBrowser } from './support/browser.ts';
import { ownConsole } from './support/console.ts';
import { type Furnished, furnish } from './support/furnish.ts';
import { everyPage } from './support/pages.ts';

describe.skipIf(noBrowser)('hostile names', () => {
  const console_ = ownConsole();
  const furnished = new Map<string, Furnished>();
  beforeAll(async () => {
    for (const text of hostileTexts) furnished.set(text, await furnish(console_, text));
  });

  test.each(hostileTexts)('%j is shown as text on every page', async (text) => {
    const ids = furnished.get(text);
    if (!ids) throw new Error('the service refused the text');
    const opened = await console_.open('/');
    const { page } = opened;
    await page.evaluate('globalThis.alert = () => { globalThis.ran = true; }');
    let shown = 0;
    for (const { path } of everyPage(ids)) {
      await opened.visit(path);
      const content = await page.evaluate('document.body.textContent');
      if (String(content).includes(text)) shown += 1;
      // What markup in it would have made.
      expect(
        await page.evaluate('document.querySelectorAll("[data-hostile], iframe, #content script").length'),
      ).toBe(0);
      expect(await page.evaluate('globalThis.ran === true')).toBe(false);
      expect([path, await opened.overflow()]).toEqual([path, 0]);
    }
    // On the overview, the balancer's and the group's own page at least.
    expect(shown).toBeGreaterThanOrEqual(3);
  });
});
