import { describe, expect, test } from 'vitest';
import { textAt } from '../support/answers.ts';
import { noBrowser } from './support/browser.ts';
import { ownConsole } from './support/console.ts';

describe.skipIf(noBrowser)('signing in', () => {
  const console_ = ownConsole();

  async function newLink(): Promise<string> {
    const key = await console_.api.call('CreateSession', { OneTime: 'true' });
    return `/#link=${textAt(key, 'AccessKeyId')}.${textAt(key, 'AccessKeySecret')}`;
  }

  test('a link signs in once, leaves no trace in the address, and the session survives a reload', async () => {
    const link = await newLink();
    const { page } = await console_.open(link, { signIn: false });
    await page.locator('#content').waitFor();
    expect(page.url()).toBe(`${console_.service.endpoint}/console/`);
    await page.reload();
    await page.locator('#content').waitFor();

    const late = await console_.open(link, { signIn: false });
    await late.page.getByText('has ended: its time is over, it was ended or used up').waitFor();
    expect(await late.page.locator('#content').count()).toBe(0);
  });

  test('a session that was ended elsewhere leads back to the sign-in, which says why', async () => {
    const { page } = await console_.open(await newLink(), { signIn: false });
    // The link works once: loaded anew before it was used, the page would have nothing to sign in with.
    await page.locator('#content').waitFor();
    // From the answer on the page hears of it by itself; loaded anew, so that the answer cannot have passed.
    const listening = page.waitForResponse((answer) => answer.url().includes('/events'));
    await page.reload();
    const signed = (await listening).request();
    const [, SessionAccessKeyId = ''] =
      /Credential=([^,]+)/.exec(signed.headers()['authorization'] ?? '') ?? [];
    expect(SessionAccessKeyId).toMatch(/^STS\./);
    await console_.api.call('EndSession', { SessionAccessKeyId });
    await page.locator('input[autocomplete=username]').waitFor();
    await page.getByText('has ended: its time is over, it was ended or used up').waitFor();
    await page.reload();
    await page.locator('input[autocomplete=username]').waitFor();
  });

  test('signing out ends the session at the service too', async () => {
    const { page } = await console_.open(await newLink(), { signIn: false });
    await page.locator('#content').waitFor();
    const ended = page.waitForResponse(
      (response) => response.request().headers()['x-acs-action'] === 'EndSession',
    );
    await page.getByRole('button', { name: 'Sign out' }).click();
    expect((await ended).status()).toBe(200);
    await page.reload();
    await page.locator('input[autocomplete=username]').waitFor();
  });
});
