/** Terraform with the provider `aliyun/alicloud`: for actions that make what the provider has a resource for. */
import { RawParams } from '../contract/raw-params.ts';
import { hclText } from './quote.ts';
import { entriesOf, regionOf, type SampleLanguage, type SampleRequest } from './sample.ts';
import { type AttributeSource, type TerraformResource, terraformResources } from './terraform-resources.ts';
import { aligned, attributeLines, block, itemsOf, type Line, membersOf } from './terraform-values.ts';

export const terraform: SampleLanguage = {
  id: 'terraform',
  title: 'Terraform, aliyun/alicloud',
  highlight: 'hcl',
  fileName: (action) => `${action}.tf`,
  generate(request) {
    const resource = terraformResources[request.action.name];
    if (resource === undefined) return undefined;
    return [preamble(request), ...resourceBlocks(resource, request)].join('\n');
  },
};

/** What is needed besides the resource; docs/clients.md says why. */
function preamble(request: SampleRequest): string {
  return `# export TF_VAR_access_key_id="$HOTSPARE_ACCESS_KEY_ID" TF_VAR_access_key_secret="$HOTSPARE_ACCESS_KEY_SECRET"
# Listeners are made over HTTPS: SSL_CERT_FILE must name the certificate of the service.
terraform {
  required_providers {
    alicloud = {
      source = "aliyun/alicloud"
    }
  }
}

variable "endpoint" {
  type    = string
  default = ${hclText(request.endpoint.host)}
}

variable "access_key_id" {
  type = string
}

variable "access_key_secret" {
  type      = string
  sensitive = true
}

provider "alicloud" {
  region                 = ${hclText(regionOf(request))}
  skip_region_validation = true
  access_key             = var.access_key_id
  secret_key             = var.access_key_secret
  account_type           = "Domestic"
  protocol               = "${request.endpoint.protocol.replace(':', '').toUpperCase()}"

  endpoints {
    slb = var.endpoint
    vpc = var.endpoint
  }
}
`;
}

/** One resource, or one for each item of the list whose items are resources. */
function resourceBlocks(resource: TerraformResource, request: SampleRequest): readonly string[] {
  const raw = new RawParams(new Map(entriesOf(request)));
  const { params } = request.action;
  const { items, blocks = {}, fixed = {} } = resource;
  const own = [
    ...Object.entries(fixed).map(([name, text]): Line => [name, hclText(text)]),
    ...attributeLines(resource.attributes, params, raw),
  ];
  const inner = Object.entries(blocks).flatMap(([name, attributes]) =>
    block(name, attributeLines(attributes, params, raw)),
  );
  const listed = items === undefined ? [] : itemsOf(params[items.from], raw.get(items.from) ?? '');
  const members = items === undefined ? {} : membersOf(params, items.from);
  const perItem = listed.map((item) => attributeLines(items?.attributes ?? {}, members, item));
  const notes = notCarried(resource, request).map(
    (name) => `  # ${name}: the resource has no attribute for it.`,
  );
  const whole = (name: string, lines: readonly Line[], nested: readonly string[]): string =>
    [`resource "${resource.type}" "${name}" {`, ...notes, ...aligned(lines), ...nested, '}\n'].join('\n');
  if (items === undefined || items.block !== undefined) {
    const nested = perItem.flatMap((lines) => block(items?.block ?? '', lines));
    return [whole('example', own, [...inner, ...nested])];
  }
  return perItem.map((lines, index) => whole(`example_${index + 1}`, [...own, ...lines], inner));
}

/** Parameters that are given and become nothing. The region is the provider's. */
function notCarried(resource: TerraformResource, request: SampleRequest): readonly string[] {
  const sources = [resource.attributes, ...Object.values(resource.blocks ?? {})].flatMap(Object.values);
  const carried = new Set(
    sources.flatMap((source: AttributeSource) => {
      const name = typeof source === 'string' ? source : source.from;
      return [name, ...(request.action.params[name]?.aliases ?? [])];
    }),
  );
  const given = new Set(entriesOf(request).map(([name]) => name.replace(/\..*/, '')));
  return [...given].filter(
    (name) => name !== 'RegionId' && name !== resource.items?.from && !carried.has(name),
  );
}
