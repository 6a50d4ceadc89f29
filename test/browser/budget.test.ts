/**
 * How much the first visit of a page loads: at most 300 kB, compressed, whatever the page. How long it takes is measured
 * by bench/console.ts.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, test } from 'vitest';
import { noBrowser } from './support/browser.ts';
import { ownConsole } from './support/console.ts';
import { type Furnished, furnish } from './support/furnish.ts';
import { everyPage } from './support/pages.ts';

const BUDGET_BYTES = 300_000;
const built = fileURLToPath(new URL('../../dist/console/', import.meta.url));

describe.skipIf(noBrowser)('what a page loads', () => {
  const console_ = ownConsole();
  let furnished: Furnished;
  beforeAll(async () => {
    furnished = await furnish(console_);
  });

  test('no page loads more than its budget', async () => {
    const opened = await console_.open('/');
    const sizes: Record<string, number> = {};
    for (const { name, path } of everyPage(furnished)) {
      const files = new Set<string>();
      const note = (url: string): void => {
        const { pathname } = new URL(url);
        if (pathname.startsWith('/console/assets/')) files.add(pathname.slice('/console/'.length));
      };
      opened.page.on('request', (request) => note(request.url()));
      await opened.visit(path);
      opened.page.removeAllListeners('request');
      sizes[name] = [...files].reduce(
        (sum, file) => sum + gzipSync(readFileSync(`${built}${file}`)).length,
        0,
      );
    }
    expect(Object.entries(sizes).filter(([, bytes]) => bytes > BUDGET_BYTES)).toEqual([]);
    // The console loads something at all.
    expect(Math.min(...Object.values(sizes))).toBeGreaterThan(50_000);
    console.info(`console, first load in kB (gzip): ${describeSizes(sizes)}`);
  });

  test('every page of the navigation is measured', async () => {
    const { page } = await console_.open('/');
    const links = await page
      .locator('#navigation a')
      .evaluateAll((all) => all.map((a) => a.getAttribute('href')));
    const measured = new Set(everyPage(furnished).map(({ path }) => path));
    expect(
      links
        .map((href) => (href ?? '').replace(/^\/console/, '') || '/')
        .filter((path) => !measured.has(path)),
    ).toEqual([]);
  });

  test('nothing comes from elsewhere, and the page says so to the browser', async () => {
    const { page } = await console_.open('/', { signIn: false });
    const answer = await page.goto(`${console_.service.endpoint}/console/`);
    const policy = (await answer?.headerValue('content-security-policy')) ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'self';/);
    expect(policy).not.toMatch(/unsafe|https?:|\*/);
  });
});

function describeSizes(sizes: Readonly<Record<string, number>>): string {
  return Object.entries(sizes)
    .map(([name, bytes]) => `${name} ${Math.round(bytes / 1000)}`)
    .join(', ');
}
