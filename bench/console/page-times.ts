/** From an empty cache to a page that shows what it is about. */
import { TestBrowser } from '../../test/browser/support/browser.ts';
import { signInAt } from '../../test/browser/support/console.ts';
import type { Place } from '../../test/browser/support/pages.ts';
import type { RunningService } from '../../test/support/service.ts';
import { median } from './results.ts';

const TIMES = 5;
/** Asked in the page at every frame: polling from outside would add up to half a second. */
const WHEN_USABLE = `new Promise((usable) => {
  const look = () => {
    const there = document.querySelector('#content h1') && !document.querySelector('[data-loading]');
    if (there) usable();
    else requestAnimationFrame(look);
  };
  look();
})`;

export interface PageTime {
  readonly name: string;
  /** Median, from the navigation until the page has its heading and nothing is being loaded for it. */
  readonly usableMs: number;
}

export async function pageTimes(
  service: RunningService,
  places: readonly Place[],
): Promise<readonly PageTime[]> {
  const browser = await TestBrowser.start();
  try {
    const opened = await browser.open();
    const { page } = opened;
    await page.goto(`${service.endpoint}/console/`);
    await signInAt(opened, service);
    const devtools = await page.context().newCDPSession(page);
    const times: PageTime[] = [];
    for (const { name, path } of places) {
      const measured: number[] = [];
      for (let time = 0; time < TIMES; time += 1) {
        await devtools.send('Network.clearBrowserCache');
        const beganMs = performance.now();
        await page.goto(`${service.endpoint}/console${path}`, { waitUntil: 'commit' });
        await page.evaluate(WHEN_USABLE);
        measured.push(performance.now() - beganMs);
      }
      times.push({ name, usableMs: median(measured) });
    }
    return times;
  } finally {
    await browser.close();
  }
}
