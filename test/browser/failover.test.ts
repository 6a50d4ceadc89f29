/** The journey that the console exists for: made in forms, killed under traffic, seen, explained, ordered back. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { eventually, patience, pause } from '../support/eventually.ts';
import { FoundingPair } from '../support/founding-pair.ts';
import { NamedLoad } from '../support/named-load.ts';
import { chinese, dark, narrow, noBrowser, type TestPage } from './support/browser.ts';
import { ownConsole } from './support/console.ts';

/** The head of the load balancer and its picture. */
const FILMED = { x: 224, y: 60, width: 1208, height: 500 };
/** So that the film begins with the master at work. */
const KILL_AFTER_MS = 700;

describe.skipIf(noBrowser)('a failover, seen in the console', () => {
  const console_ = ownConsole();

  test('made in forms, the master killed under traffic, explained, and ordered back', async () => {
    const { api, cleanup } = console_;
    const pair = cleanup.add(await FoundingPair.start());
    const opened = await console_.open('/');
    const { page } = opened;
    await opened.settled();
    await opened.screenshot('empty');

    // Servers.
    await page.getByRole('link', { name: 'Servers' }).click();
    for (const { id, address } of [pair.master, pair.slave]) {
      await page
        .getByRole('button', { name: /register/i })
        .first()
        .click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('ServerId').fill(id);
      await dialog.getByLabel('Address').fill(address);
      await dialog.getByRole('button', { name: /register/i }).click();
      await dialog.waitFor({ state: 'detached' });
    }

    // A load balancer.
    await page.getByRole('link', { name: 'Load balancers' }).click();
    await page
      .getByRole('button', { name: /create load balancer/i })
      .first()
      .click();
    const create = page.getByRole('dialog');
    await create.getByLabel('LoadBalancerName').fill('shop');
    await create.getByRole('button', { name: 'Create', exact: true }).click();
    await create.waitFor({ state: 'detached' });
    await page.getByRole('link', { name: 'shop' }).click();

    // Its group.
    await page.getByRole('link', { name: 'Server groups' }).click();
    await page
      .getByRole('button', { name: /create master-slave/i })
      .first()
      .click();
    const group = page.getByRole('dialog');
    await group.getByLabel('MasterSlaveServerGroupName').fill('shop-pair');
    for (const [row, server] of [pair.master, pair.slave].entries()) {
      await group.getByLabel(`MasterSlaveBackendServers ${row + 1}, ServerId`).fill(server.id);
      await group.getByLabel(`MasterSlaveBackendServers ${row + 1}, Port`).fill(String(server.port));
    }
    await group.getByText(/^Optional parameters/).click();
    await group.getByLabel('DetectionMode').selectOption('fast');
    await opened.screenshot('form');
    await group.getByRole('button', { name: /^create/i }).click();
    await group.waitFor({ state: 'detached' });
    const { LoadBalancers } = await api.call('DescribeLoadBalancers');
    const { LoadBalancerId = '', Address: host = '' } = LoadBalancers[0] ?? {};
    const { MasterSlaveServerGroups } = await api.call('DescribeMasterSlaveServerGroups', { LoadBalancerId });
    const groupId = MasterSlaveServerGroups[0]?.MasterSlaveServerGroupId ?? '';
    expect(groupId).not.toBe('');

    // Its listener.
    await page.getByRole('link', { name: 'Listeners', exact: true }).click();
    await page.getByRole('button', { name: 'Create TCP listener' }).first().click();
    const listener = page.getByRole('dialog');
    await listener.getByLabel('ListenerPort').fill('8080');
    await listener.getByLabel('MasterSlaveServerGroupId').fill(groupId);
    await listener.getByRole('button', { name: /^create/i }).click();
    await listener.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Start' }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start' }).click();
    await page.getByText('running').first().waitFor();

    // The picture, with traffic.
    await page.getByRole('link', { name: 'Picture' }).click();
    const load = cleanup.add(NamedLoad.start({ host, port: 8080 }, 100));
    await activeServer(opened, 'Master').waitFor();
    await load.untilAnsweredBy(pair.master.id);
    await page
      .getByText(/\d+ new\/s/)
      .first()
      .waitFor();
    await opened.screenshot('picture');

    await watchFor(opened, pair.slave.id);
    const turned = pause(KILL_AFTER_MS)
      .then(() => pair.master.stop())
      .then(() => activeServer(opened, 'Slave').waitFor());
    await opened.film(FILMED, 'film', turned);
    await turned;
    await opened.screenshot('picture-turned');
    const decidedMs = await eventually(async () => {
      const { Events } = await api.call('DescribeFailoverHistory', { LoadBalancerId });
      const decision = Events.find(({ Kind, To }) => Kind === 'decision' && To === 'Slave');
      if (!decision) throw new Error('no decision yet');
      return Date.parse(decision.Time);
    });
    const seenMs = Number(await page.evaluate('globalThis.seenMs'));
    expect(seenMs - decidedMs).toBeLessThan(patience('seenInPicture'));
    await load.untilAnsweredBy(pair.slave.id);

    // Why.
    await page.getByRole('link', { name: groupId }).first().click();
    await page.getByText('The master failed its health check, so the slave took over.').first().waitFor();
    await page.getByText('First client served').waitFor();
    await opened.screenshot('timeline');

    // The master comes back, and traffic with it; then orders.
    await pair.master.start();
    await page
      .getByText(/The master passed its health check again/)
      .first()
      .waitFor();
    await order(opened, 'Switch', /would go from the master to the slave/);
    await page.getByText('Somebody ordered it.').first().waitFor();
    await load.untilAnsweredBy(pair.slave.id);
    await order(opened, 'Return to master', /would go from the slave to the master/);
    await load.untilAnsweredBy(pair.master.id);
    await opened.screenshot('group');
    await page.getByRole('link', { name: 'Load balancers', exact: true }).click();
    await page
      .getByText(/All well/)
      .first()
      .waitFor();
    await opened.screenshot('overview');

    const report = await load.report();
    expect(report.failed).toBeLessThanOrEqual(report.inFlightAtMost);

    for (const [name, look] of Object.entries({ narrow, chinese, dark })) {
      const other = await console_.open(`/balancers/${LoadBalancerId}`, { look });
      await activeServer(other, look === chinese ? '主服务器' : 'Master').waitFor();
      await other.screenshot(`picture-${name}`);
      expect(await other.overflow()).toBe(0);
      await other.visit(`/groups/${groupId}`);
      await other.screenshot(`group-${name}`);
      expect(await other.overflow()).toBe(0);
    }
  });
});

/** Of the picture, as a picture or, where that is too narrow, as a list. */
function activeServer({ page }: TestPage, role: string) {
  return page
    .locator('.flow-node[data-kind=server], .picture-servers li')
    .filter({ hasText: role })
    .filter({ has: page.locator('[data-strong=true]') })
    .first();
}

/** Notes in the page when the server is first shown as the active one. */
async function watchFor({ page }: TestPage, serverId: string): Promise<void> {
  await page.evaluate(readFileSync(new URL('./support/watch-picture.js', import.meta.url), 'utf8'));
  await page.evaluate(`globalThis.watchPicture(${JSON.stringify(serverId)})`);
}

/** Looks at what it would do first, then does it. */
async function order({ page }: TestPage, name: string, preview: RegExp): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(preview).waitFor();
  await dialog.getByRole('button', { name: new RegExp(`^${name.split(' ')[0] ?? ''}`) }).click();
  await dialog.getByRole('button', { name: 'Close', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
}
