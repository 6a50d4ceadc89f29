/** What people do with resources, from the button to the answer: forms, refusals, deletion by name, secrets shown once. */
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { ApiClient } from '../../src/client/api-client.ts';
import { noBrowser } from './support/browser.ts';
import { ownConsole } from './support/console.ts';
import { type Furnished, furnish } from './support/furnish.ts';

const dialogOf = (page: Page) => page.getByRole('dialog');

describe.skipIf(noBrowser)('resources', () => {
  const console_ = ownConsole();
  let furnished: Furnished;
  beforeAll(async () => {
    furnished = await furnish(console_);
  });

  test('a server is registered, changed, and deregistered by its name; one in use is kept, with the reason', async () => {
    const { page } = await console_.open('/servers');
    const dialog = dialogOf(page);
    await page.getByRole('button', { name: 'Register server' }).click();
    await dialog.locator('[data-param=ServerId] input').fill('web-1');
    await dialog.getByRole('button', { name: 'Register server' }).click();
    await dialog.locator('[data-param=Address] .form-problem').waitFor();
    await dialog.locator('[data-param=Address] input').fill('192.0.2.1');
    await dialog.getByRole('button', { name: 'Register server' }).click();

    await page.getByRole('button', { name: 'Edit: web-1' }).click();
    expect(await dialog.locator('[data-param=Address] input').inputValue()).toBe('192.0.2.1');
    await dialog.locator('[data-param=Address] input').fill('192.0.2.2');
    await dialog.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('cell', { name: '192.0.2.2' }).waitFor();

    await page.getByRole('button', { name: 'Deregister: web-1' }).click();
    expect(await dialog.getByRole('button', { name: 'Delete' }).isDisabled()).toBe(true);
    await dialog.getByRole('textbox').fill('web-1');
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect((await console_.api.call('DescribeServers', { ServerId: 'web-1' })).Servers).toEqual([]);

    const used = furnished.pair.master.id;
    await page.getByRole('button', { name: `Deregister: ${used}` }).click();
    await dialog.getByRole('textbox').fill(used);
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await dialog.getByRole('alert').waitFor();
  });

  test('the first user is made: its policy is read as it is written, its secret is shown once and signs', async () => {
    const { page } = await console_.open('/users');
    const dialog = dialogOf(page);
    await page.getByRole('button', { name: 'Create user' }).click();
    await dialog.locator('[data-param=UserName] input').fill('ci');
    await dialog.getByText(/\d+ of \d+ actions everywhere/).waitFor();
    const policy = dialog.locator('[data-param=PolicyDocument] textarea');
    const document = await policy.inputValue();
    await policy.fill('{"Version":"1","Statement":[{"Effect":"Maybe"}]}');
    await dialog.getByText('Statement.0.Effect').waitFor();
    await policy.fill(document);
    await dialog.getByRole('button', { name: 'Create user' }).click();

    await dialog.getByText(/shown this once/).waitFor();
    const [id = '', secret = ''] = await dialog.locator('dd code').allTextContents();
    const client = new ApiClient({
      endpoint: new URL(console_.service.endpoint),
      accessKey: { id, secret },
    });
    console_.cleanup.add(client);
    expect((await client.call('DescribeRegions')).Regions).not.toEqual([]);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    expect(await page.locator('body').textContent()).not.toContain(secret);
    await page.getByRole('button', { name: 'Details: ci' }).click();
    await page.getByRole('region', { name: 'ci' }).getByRole('cell', { name: id, exact: true }).waitFor();
  });

  test('a listener is edited from what counts now, stopped and started', async () => {
    const { loadBalancerId, groupId } = furnished;
    const { page } = await console_.open(`/balancers/${loadBalancerId}?section=listeners`);
    const dialog = dialogOf(page);
    await page.getByLabel('More actions: tcp:8080').click();
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const description = dialog.locator('[data-param=Description] input');
    expect(await description.inputValue()).toBe('example');
    await description.fill('orders');
    await dialog.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('cell', { name: 'orders' }).waitFor();
    const { MasterSlaveServerGroupId } = await console_.api.call('DescribeLoadBalancerTCPListenerAttribute', {
      LoadBalancerId: loadBalancerId,
      ListenerPort: '8080',
    });
    expect(MasterSlaveServerGroupId).toBe(groupId);

    await page.getByRole('button', { name: 'Stop: tcp:8080' }).click();
    await dialog.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('button', { name: 'Start: tcp:8080' }).click();
    await dialog.getByRole('button', { name: 'Start' }).click();
    await page.getByRole('button', { name: 'Stop: tcp:8080' }).waitFor();
  });

  test('a load balancer is deleted by its name, and the overview is what is left', async () => {
    const { id } = await console_.api.newLoadBalancer();
    await console_.api.call('SetLoadBalancerName', { LoadBalancerId: id, LoadBalancerName: 'old shop' });
    const { page } = await console_.open(`/balancers/${id}?section=settings`);
    await page.getByRole('button', { name: 'Delete load balancer: old shop' }).click();
    await dialogOf(page).getByRole('textbox').fill('old shop');
    await dialogOf(page).getByRole('button', { name: 'Delete' }).click();
    await page.waitForURL(/\/console\/$/);
    const { LoadBalancers } = await console_.api.call('DescribeLoadBalancers', { LoadBalancerId: id });
    expect(LoadBalancers).toEqual([]);
  });
});
