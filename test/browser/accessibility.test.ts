/** axe on every page: nothing serious, nothing critical, in both themes, wide and narrow. */
import { beforeAll, describe, expect, test } from 'vitest';
import { seriousFindings } from './support/axe.ts';
import { dark, type Look, narrow, noBrowser, wide } from './support/browser.ts';
import { ownConsole } from './support/console.ts';
import { everyPage } from './support/pages.ts';
import { furnish, type Furnished } from './support/furnish.ts';

const looks: readonly (readonly [name: string, look: Look])[] = [
  ['light and wide', wide],
  ['dark and narrow', { ...dark, width: narrow.width, height: narrow.height }],
];

describe.skipIf(noBrowser)('accessibility', () => {
  const console_ = ownConsole();
  let furnished: Furnished;
  beforeAll(async () => {
    furnished = await furnish(console_);
  });

  test.each(looks)('every page, %s', async (_name, look) => {
    const opened = await console_.open('/', { look });
    const findings: string[] = [];
    for (const { name, path } of everyPage(furnished)) {
      await opened.visit(path);
      for (const finding of await seriousFindings(opened)) findings.push(`${name}: ${finding}`);
      const overflow = await opened.overflow();
      if (overflow > 0) findings.push(`${name}: ${overflow} pixels wider than the window`);
    }
    expect(findings).toEqual([]);
  });

  test('the sign-in page', async () => {
    const opened = await console_.open('/', { signIn: false });
    await opened.page.locator('form').waitFor();
    expect(await seriousFindings(opened)).toEqual([]);
  });
});
