/**
 * Chromium as Debian has it, and pages in it. A page that logs an error, throws, or runs into the security policy fails
 * the test that opened it.
 */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { eventually, patience, pause } from '../../support/eventually.ts';

const EXECUTABLE = process.env['HOTSPARE_TEST_CHROMIUM'] ?? '/usr/bin/chromium';

/** Undefined where there is no browser: the suites then say so and are skipped. */
export const noBrowser = existsSync(EXECUTABLE) ? undefined : `${EXECUTABLE} is not installed`;

/** Of films. */
const FRAME_MS = 150;
const FRAMES_AFTER = 6;
const MOST_FRAMES = 24;

/** What an answer leads to begins within it. */
const QUIET_MS = 60;

/** Kept after the run, to be looked at. */
const screenshots = fileURLToPath(new URL('../../../test-results/screenshots/', import.meta.url));

export interface Look {
  readonly width: number;
  readonly height: number;
  readonly locale: 'en-GB' | 'zh-CN';
  readonly theme: 'light' | 'dark';
}

export const wide: Look = { width: 1440, height: 900, locale: 'en-GB', theme: 'light' };
export const narrow: Look = { ...wide, width: 390, height: 844 };
export const chinese: Look = { ...wide, locale: 'zh-CN' };
export const dark: Look = { ...wide, theme: 'dark' };

/** Pixels of the window. */
export interface Clip {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export class TestBrowser {
  readonly #browser: Browser;

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async start(): Promise<TestBrowser> {
    return new TestBrowser(
      await chromium.launch({
        executablePath: EXECUTABLE,
        args: ['--no-sandbox', '--disable-dev-shm-usage'],
      }),
    );
  }

  /** A browser of its own: nothing of other tests is stored in it. */
  async open(look: Look = wide): Promise<TestPage> {
    const { width, height, locale, theme } = look;
    const context = await this.#browser.newContext({
      viewport: { width, height },
      locale,
      colorScheme: theme,
      permissions: ['clipboard-read', 'clipboard-write'],
      ignoreHTTPSErrors: true,
    });
    context.setDefaultTimeout(patience('process'));
    return new TestPage(context, await context.newPage());
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}

export class TestPage {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #complaints: string[] = [];
  readonly #underWay = new Set<string>();

  constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
    page.on('request', (request) => {
      if (!new URL(request.url()).pathname.startsWith('/events')) this.#underWay.add(request.url());
    });
    page.on('requestfinished', (request) => this.#underWay.delete(request.url()));
    page.on('requestfailed', (request) => this.#underWay.delete(request.url()));
    page.on('pageerror', (error) => this.#complaints.push(error.stack ?? error.message));
    page.on('console', (message) => {
      // A refused call is logged by the browser itself; what the page makes of it is what tests look at.
      const refused = /^Failed to load resource: the server responded with a status of 4\d\d/.test(
        message.text(),
      );
      if (message.type() === 'error' && !refused) this.#complaints.push(message.text());
    });
  }

  /** What went wrong without being asked for: scripts that threw, styles that the security policy forbade. */
  get complaints(): readonly string[] {
    return this.#complaints;
  }

  async screenshot(name: string): Promise<void> {
    mkdirSync(screenshots, { recursive: true });
    // What sticks to the top of the window would be in the middle of the picture.
    await this.page.evaluate('scrollTo(0, 0)');
    await this.page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
  }

  /** `path` below `/console`, as if its address had been typed; resolves when the page has all that it waits for. */
  async visit(path: string): Promise<void> {
    this.#underWay.clear();
    await this.page.goto(`${new URL(this.page.url()).origin}/console${path}`);
    await this.page.locator('#content h1').waitFor();
    await this.settled();
  }

  /** Resolves when nothing is being loaded: the event stream alone goes on. */
  async settled(): Promise<void> {
    await eventually(async () => {
      if (this.#underWay.size > 0) throw new Error(`waiting for ${[...this.#underWay].join(', ')}`);
      if ((await this.page.locator('[data-loading]').count()) > 0) throw new Error('still loading');
      await pause(QUIET_MS);
      if (this.#underWay.size > 0) throw new Error('one led to another');
    }, 'process');
  }

  /** What was copied last. */
  async clipboard(): Promise<string> {
    return String(await this.page.evaluate('navigator.clipboard.readText()'));
  }

  /** By how many pixels the page is wider than the window. */
  async overflow(): Promise<number> {
    const root = 'document.documentElement';
    return Number(await this.page.evaluate(`${root}.scrollWidth - ${root}.clientWidth`));
  }

  /** Frames of a part of the window, one after the other until `over` resolves and a few more. */
  async film(clip: Clip, name: string, over: Promise<unknown>): Promise<void> {
    mkdirSync(screenshots, { recursive: true });
    let left = Number.POSITIVE_INFINITY;
    void over.then(
      () => (left = FRAMES_AFTER),
      () => (left = 0),
    );
    for (let frame = 0; frame < Math.min(MOST_FRAMES, frame + left); frame += 1, left -= 1) {
      const file = `${name}-${String(frame).padStart(2, '0')}.png`;
      await this.page.screenshot({ path: join(screenshots, file), clip });
      await pause(FRAME_MS);
    }
  }

  close(): Promise<void> {
    return this.#context.close();
  }
}
