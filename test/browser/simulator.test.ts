import { describe, expect, test } from 'vitest';
import { seriousFindings } from './support/axe.ts';
import { chinese, dark, narrow, noBrowser, type TestPage } from './support/browser.ts';
import { ownConsole } from './support/console.ts';
import { furnish } from './support/furnish.ts';

describe.skipIf(noBrowser)('the simulator', () => {
  const console_ = ownConsole();

  test('begins as the group is; a fault is played, and a lower threshold makes the window shorter', async () => {
    const { groupId } = await furnish(console_);
    const opened = await console_.open(`/groups/${groupId}`);
    const { page } = opened;
    await page.getByText('Simulator: what would happen if …').click();
    await page.getByRole('button', { name: 'master falls silent' }).click();
    await page.getByText('Master: falls silent').first().waitFor();
    const before = await windowMs(opened);
    await page.getByLabel('Unhealthy threshold').fill('2');
    await expect.poll(() => windowMs(opened)).toBeLessThan(before);
    expect(await seriousFindings(opened)).toEqual([]);
    await opened.screenshot('simulator');

    for (const [name, look] of Object.entries({ narrow: { ...dark, width: narrow.width }, chinese })) {
      const other = await console_.open(`/groups/${groupId}`, { look });
      await other.page.locator('summary').last().click();
      await other.page.locator('svg').last().waitFor();
      expect(await other.overflow()).toBe(0);
      expect(await seriousFindings(other)).toEqual([]);
      await other.screenshot(`simulator-${name}`);
    }
  });
});

/** From the first failure to the decision, as the simulator says. */
async function windowMs({ page }: TestPage): Promise<number> {
  const text =
    (await page
      .getByText(/from the first failure to the decision/)
      .first()
      .textContent()) ?? '';
  const [, value = '', unit = ''] = /([\d.]+) (ms|s)\b/.exec(text) ?? [];
  return Number(value) * (unit === 's' ? 1_000 : 1);
}
