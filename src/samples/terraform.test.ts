import { expect, it } from 'vitest';
import type { ActionContract } from '../contract/define.ts';
import { contracts } from '../contract/index.ts';
import { terraform } from './terraform.ts';
import { terraformResources } from './terraform-resources.ts';

/** The resources, without what stands before them. */
function resourcesOf(action: ActionContract, parameters: Readonly<Record<string, string>>): string {
  const text = terraform.generate({ action, parameters, endpoint: new URL('http://127.0.0.1:8014') }) ?? '';
  return text.slice(text.indexOf('\nresource ') + 1);
}

it('has attributes for parameters that the actions have, and no others', () => {
  for (const [name, { attributes, blocks = {}, items }] of Object.entries(terraformResources)) {
    const params = Object.values<ActionContract>(contracts).find((each) => each.name === name)?.params ?? {};
    const sources = [attributes, ...Object.values(blocks)].flatMap(Object.values);
    const names = sources.map((source) => (typeof source === 'string' ? source : source.from));
    expect({
      [name]: [...names, ...(items ? [items.from] : [])].filter((each) => !(each in params)),
    }).toEqual({ [name]: [] });
    const type = items && params[items.from]?.type;
    const members = type?.kind === 'json-list' ? type.members : {};
    const used = Object.values(items?.attributes ?? {}).map((source) =>
      typeof source === 'string' ? source : source.from,
    );
    expect({ [name]: used.filter((each) => !(each in members)) }).toEqual({ [name]: [] });
  }
});

it('gives numbers, flags, switches, lists, tags and blocks in their own types', () => {
  const text = resourcesOf(contracts.CreateLoadBalancerHTTPListener, {
    LoadBalancerId: 'lb-1',
    ListenerPort: '80',
    Gzip: 'on',
    AclId: 'acl-1,acl-2',
    XForwardedFor_SLBIP: 'off',
    ClientToken: 'x',
  });
  expect(text).toBe(`resource "alicloud_slb_listener" "example" {
  # ClientToken: the resource has no attribute for it.
  protocol         = "http"
  load_balancer_id = "lb-1"
  frontend_port    = 80
  acl_ids          = ["acl-1", "acl-2"]
  gzip             = true

  x_forwarded_for {
    retrive_slb_ip = false
  }
}
`);
});

it('makes a resource of each item of a list', () => {
  const text = resourcesOf(contracts.CreateRules, {
    LoadBalancerId: 'lb-1',
    ListenerPort: '80',
    RuleList: `[{'RuleName':'a','Url':'/a','VServerGroupId':'rsp-1'},{'RuleName':'b','Domain':'b.example.com','VServerGroupId':'rsp-1'},]`,
  });
  expect(text.match(/resource "alicloud_slb_rule" "example_\d"/g)).toHaveLength(2);
  expect(text).toContain('  url              = "/a"\n');
  expect(text).toContain('  domain           = "b.example.com"\n');
});

it('writes tags as a map', () => {
  const text = resourcesOf(contracts.CreateLoadBalancer, {
    LoadBalancerName: 'web',
    'Tag.1.Key': 'env',
    'Tag.1.Value': '${test}',
  });
  expect(text).toContain('\n  tags = {\n    "env" = "$${test}"\n  }\n');
});

it('takes an aliased spelling, and leaves out a list that cannot be read yet', () => {
  const listener = resourcesOf(contracts.CreateLoadBalancerTCPListener, { HealthCheckInterval: '2' });
  expect(listener).toContain('health_check_interval = 2');
  const group = resourcesOf(contracts.CreateMasterSlaveServerGroup, {
    LoadBalancerId: 'lb-1',
    MasterSlaveBackendServers: '[{"ServerId":',
  });
  expect(group).not.toContain('servers');
});

it('takes an item that is only a text for the member that it stands for', () => {
  const text = resourcesOf(contracts.AddAccessControlListEntry, {
    AclId: 'acl-1',
    AclEntrys: '["192.0.2.0/24"]',
  });
  expect(text).toContain('  entry  = "192.0.2.0/24"\n');
});
