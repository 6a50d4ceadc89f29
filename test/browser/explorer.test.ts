import { describe, expect, test } from 'vitest';
import { chinese, narrow, noBrowser } from './support/browser.ts';
import { ownConsole } from './support/console.ts';
import { furnish } from './support/furnish.ts';

describe.skipIf(noBrowser)('the API explorer', () => {
  const console_ = ownConsole();

  test('fill in, see what would be refused, call, read the answer, and how it was signed', async () => {
    const { id } = await console_.api.newLoadBalancer();
    await console_.api.call('RegisterServer', { ServerId: 'i-1', Address: '127.0.0.1' });
    await console_.api.call('RegisterServer', { ServerId: 'i-2', Address: '127.0.0.1' });
    const opened = await console_.open('/explorer');
    const { page } = opened;
    await page.getByRole('textbox', { name: 'Search actions' }).fill('create master slave');
    await page.getByRole('link', { name: 'CreateMasterSlaveServerGroup' }).click();

    await page.getByRole('button', { name: 'Call', exact: true }).click();
    await page.locator('[data-param=LoadBalancerId] .form-problem').waitFor();

    // What exists is offered.
    await page.locator(`datalist option[value="${id}"]`).waitFor({ state: 'attached' });
    await page.getByLabel('LoadBalancerId').fill(id);
    await page.getByLabel('MasterSlaveBackendServers 1, ServerId').fill('i-1');
    await page.getByLabel('MasterSlaveBackendServers 1, Port').fill('7001');
    await page.getByLabel('MasterSlaveBackendServers 2, ServerId').fill('i-2');
    await page.getByLabel('MasterSlaveBackendServers 2, Port').fill('7002');
    expect(await page.getByLabel('MasterSlaveBackendServers 1, ServerType').inputValue()).toBe('Master');
    await page.getByRole('button', { name: 'Call', exact: true }).click();
    await page.getByText('HTTP 200').waitFor();
    await opened.screenshot('explorer-answer');
    await page.getByText('Code', { exact: true }).click();
    await page.getByRole('combobox', { name: 'Language' }).selectOption('node-new');
    await page.getByRole('region').getByText('HOTSPARE_ACCESS_KEY_ID').first().waitFor();
    await page.getByRole('button', { name: 'Copy', exact: true }).click();
    const sample = await opened.clipboard();
    expect(sample).toContain('CreateMasterSlaveServerGroup');
    expect(sample).toContain(id);
    expect(sample).not.toContain(console_.service.accessKeySecret);
    await opened.screenshot('explorer-sample');

    const { MasterSlaveServerGroups } = await console_.api.call('DescribeMasterSlaveServerGroups', {
      LoadBalancerId: id,
    });
    expect(MasterSlaveServerGroups).toHaveLength(1);

    await page.getByText('Request', { exact: true }).click();
    await page
      .getByRole('region', { name: /String to sign/ })
      .getByText('ACS3-HMAC-SHA256')
      .waitFor();
    expect(await page.getByRole('region', { name: 'As sent' }).textContent()).toContain(
      'x-acs-action: CreateMasterSlaveServerGroup',
    );
    await opened.screenshot('explorer-signature');

    await page.reload();
    await page.getByLabel('LoadBalancerId').waitFor();
    expect(await page.getByLabel('MasterSlaveBackendServers 2, ServerId').inputValue()).toBe('i-2');
  });

  test('version 1, GET, XML: the other way to call is understood as well', async () => {
    const { page } = await console_.open('/explorer/DescribeRegions');
    for (const choice of ['V1', 'GET', 'XML']) await page.getByText(choice, { exact: true }).click();
    await page.getByRole('button', { name: 'Call', exact: true }).click();
    await page.getByText('HTTP 200').waitFor();
    await page.getByText('<DescribeRegionsResponse>').waitFor();
    await page.getByText('Request', { exact: true }).click();
    expect(await page.getByRole('region', { name: 'As sent' }).textContent()).toMatch(
      /^GET \/\?.*Signature=[^&]+/,
    );
  });

  test('of an error the cause and the remedy are shown, and the history has it', async () => {
    const { page } = await console_.open(
      '/explorer/DeleteLoadBalancer?RegionId=cn-hangzhou&LoadBalancerId=lb-none',
    );
    await page.getByRole('button', { name: 'Call', exact: true }).click();
    await page.getByText('Use an id from DescribeLoadBalancers.').first().waitFor();
    await page.getByText('History', { exact: true }).click();
    await page.getByRole('listitem').filter({ hasText: 'InvalidLoadBalancerId.NotFound' }).waitFor();
  });

  test('an action that can say what it would do is asked first, and does nothing', async () => {
    const { loadBalancerId, groupId } = await furnish(console_);
    const { page } = await console_.open(
      `/explorer/SwitchMasterSlaveServerGroup?RegionId=cn-hangzhou&MasterSlaveServerGroupId=${groupId}`,
    );
    await page.getByRole('button', { name: 'Preview' }).click();
    await page.getByText(/^New connections of tcp:8080 would go from the master to the slave/).waitFor();
    const { Events } = await console_.api.call('DescribeFailoverHistory', { LoadBalancerId: loadBalancerId });
    expect(Events.filter(({ Kind }) => Kind === 'decision')).toEqual([]);
  });

  test('a link never carries a private key', async () => {
    const opened = await console_.open('/explorer/UploadServerCertificate');
    const { page } = opened;
    await page.getByLabel('PrivateKey').fill('-----BEGIN PRIVATE KEY-----');
    await page.getByLabel('ServerCertificate', { exact: true }).fill('-----BEGIN CERTIFICATE-----');
    await page.getByRole('button', { name: 'Copy link' }).click();
    const link = await opened.clipboard();
    expect(link).toContain('ServerCertificate=');
    expect(link + page.url()).not.toContain('PRIVATE');
  });

  test('in Chinese, and on a telephone', async () => {
    const inChinese = await console_.open('/explorer/CreateMasterSlaveServerGroup', { look: chinese });
    await inChinese.page.getByText('主备服务器组').first().waitFor();
    await inChinese.page.getByText('资源所在的地域').first().waitFor();
    await inChinese.screenshot('explorer-chinese');
    const small = await console_.open('/explorer/CreateMasterSlaveServerGroup', { look: narrow });
    await small.page.getByRole('button', { name: 'Call', exact: true }).waitFor();
    await small.screenshot('explorer-narrow');
    expect(await small.overflow()).toBe(0);
  });
});
