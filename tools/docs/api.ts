/** docs/api: one page per resource, from the contracts alone. */
import type { Naming } from '../../src/contract/access.ts';
import type { ActionContract, Resource } from '../../src/contract/define.ts';
import { commonErrors } from '../../src/contract/common.ts';
import { errorCatalogue, type ErrorId } from '../../src/contract/errors.ts';
import { contracts } from '../../src/contract/index.ts';
import type { Param, ParamSet } from '../../src/contract/params.ts';
import type { Field, Shape } from '../../src/contract/result.ts';
import { code, page, table } from './markdown.ts';

const titles: Readonly<Record<Resource, string>> = {
  region: 'Regions and zones',
  'load-balancer': 'Load balancers',
  listener: 'Listeners',
  rule: 'Forwarding rules',
  'domain-extension': 'Domain extensions',
  'backend-server': 'Default server group',
  'vserver-group': 'vServer groups',
  'master-slave-server-group': 'Master-slave server groups',
  certificate: 'Certificates',
  'tls-policy': 'TLS policies',
  'access-control': 'Access control lists',
  'white-list': 'White lists of listeners (older)',
  health: 'Health',
  tag: 'Tags',
  billing: 'Charge type, bandwidth and specification',
  'resource-group': 'Resource groups',
  monitor: 'Fine-grained monitoring',
  'access-log': 'Access logs',
  failover: 'Failover state and history (extensions)',
  server: 'Server inventory (extensions)',
  user: 'Users and their access keys (extensions)',
  audit: 'Audit log (extension)',
  service: 'The service itself (extension)',
  neighbour: 'Neighbouring services',
};

export function renderApi(): readonly (readonly [string, string])[] {
  const all: readonly ActionContract[] = Object.values(contracts);
  const resources = [...new Set(all.map(({ resource }) => resource))];
  return [
    ['docs/api/README.md', renderIndex(all, resources)] as const,
    ...resources.map((resource) => {
      const actions = all.filter((action) => action.resource === resource);
      return [`docs/api/${resource}.md`, renderResource(resource, actions)] as const;
    }),
  ];
}

function renderIndex(all: readonly ActionContract[], resources: readonly Resource[]): string {
  const extensions = all.filter(({ extension }) => extension).length;
  return page(
    '# API',
    `${all.length} actions of the SLB API, version 2014-05-15; ${extensions} of them are extensions of ours, marked as such. A server in strict mode refuses those. Every error: [errors](../errors.md). Differences from the vendor's published facts: [parity](../parity.md).`,
    ...resources.map((resource) => {
      const rows = all
        .filter((action) => action.resource === resource)
        .map(({ name, summary, extension }) => [
          `[${name}](${resource}.md#${name.toLowerCase()})${extension ? ' (extension)' : ''}`,
          summary,
        ]);
      return `## ${titles[resource]}\n\n${table(['Action', 'What it does'], rows)}`;
    }),
  );
}

function renderResource(resource: Resource, actions: readonly ActionContract[]): string {
  return page(`# ${titles[resource]}`, '[All actions](README.md)', ...actions.map(renderAction));
}

function renderAction(action: ActionContract): string {
  const blocks = [
    `## ${action.name}`,
    action.extension ? '**Extension:** not in the API of the vendor.' : '',
    action.summary,
    ...effectNote(action),
    ...action.notes.map((note) => `> ${note}`),
    accessNote(action),
    '### Request',
    paramTable(action.params),
    '### Answer',
    table(
      ['Field', 'Type', 'Meaning'],
      [['RequestId', 'text', 'Id of the request.'], ...fieldRows(action.result)],
    ),
    '### Errors',
    errorList(action.errors),
    '### Example',
    `\`\`\`console\n$ hotspare call ${action.name} ${exampleArguments(action)}\n\`\`\``,
    `\`\`\`json\n${JSON.stringify({ RequestId: '8906582E-6722-409A-A6C4-0E7863B733A5', ...asObject(action.example.response) }, null, 2)}\n\`\`\``,
    `Source: ${action.source}.`,
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function effectNote({ effect }: ActionContract): readonly string[] {
  return effect.kind === 'stored' ? [`**[Stored](../effects.md) only.** ${effect.why}`] : [];
}

/** What a policy must allow. */
function accessNote({ name, access: { collection, named, everybody } }: ActionContract): string {
  if (everybody) return '[Access](../access.md): whoever has an access key, whatever their policy says.';
  const byName = Object.entries(named).map(([parameter, naming]) =>
    code(`${parameter} (${namingWords[naming]})`),
  );
  const all = code(collection === null ? '*' : `${collection}/*`);
  const on = byName.length === 0 ? all : `what is named by ${byName.join(', ')}; ${all} when nothing is`;
  return `[Access](../access.md): ${code(`slb:${name}`)} on ${on}.`;
}

const namingWords: Readonly<Record<Naming, string>> = {
  loadbalancer: 'loadbalancer',
  certificate: 'certificate',
  acl: 'acl',
  tlscipherpolicy: 'tlscipherpolicy',
  server: 'server',
  user: 'user',
  servergroup: 'its loadbalancer',
  rule: 'its loadbalancer',
  domainextension: 'its loadbalancer',
  accesskey: 'its user',
  byresourcetype: 'by ResourceType',
};

function paramTable(params: ParamSet): string {
  const rows = paramRows(params, '');
  return rows.length === 0 ? 'None.' : table(['Parameter', 'Type', 'Required', 'Default', 'Meaning'], rows);
}

function paramRows(params: ParamSet, prefix: string): readonly (readonly string[])[] {
  return Object.entries(params).flatMap(([name, param]) => {
    const { type } = param;
    const row = [
      code(`${prefix}${name}`),
      typeWords(param),
      param.required ? 'yes' : '',
      code(param.defaultText ?? ''),
      [param.extension ? '**Extension.**' : '', param.summary, aliasWords(param)]
        .filter((w) => w !== '')
        .join(' '),
    ];
    if (type.kind === 'numbered-objects') return [row, ...paramRows(type.members, `${prefix}${name}.N.`)];
    if (type.kind === 'json-list') return [row, ...paramRows(type.members, `${prefix}${name}[].`)];
    return [row];
  });
}

function aliasWords({ aliases }: Param<unknown>): string {
  return aliases.length === 0 ? '' : `Also taken as ${aliases.map(code).join(', ')}.`;
}

function typeWords({ type }: Param<unknown>): string {
  switch (type.kind) {
    case 'text':
      return type.maxLength >= 4096 ? 'text' : `text, ${type.minLength}-${type.maxLength} characters`;
    case 'integer':
      return type.max === Number.MAX_SAFE_INTEGER
        ? `integer from ${type.min}`
        : `integer, ${type.min} to ${type.max}`;
    case 'flag':
      return '`true` or `false`';
    case 'choice':
      return type.choices.map(code).join(', ');
    case 'numbered-list':
      return `numbered list, at most ${type.maxItems}`;
    case 'comma-list':
      return `comma list, at most ${type.maxItems}`;
    case 'numbered-objects':
      return `numbered objects, at most ${type.maxItems}`;
    case 'json-list':
      return 'JSON array in one text';
  }
}

function fieldRows(shape: Shape, prefix = ''): readonly (readonly string[])[] {
  return Object.entries(shape).flatMap(([name, field]) => fieldRow(`${prefix}${name}`, field));
}

function fieldRow(path: string, field: Field): readonly (readonly string[])[] {
  const doc = [field.doc, field.optional ? 'May be absent.' : ''].filter((words) => words !== '').join(' ');
  switch (field.kind) {
    case 'text':
    case 'integer':
    case 'flag':
      return [[code(path), field.kind === 'flag' ? 'boolean' : field.kind, doc]];
    case 'object':
      return [[code(path), 'object', doc], ...fieldRows(field.members, `${path}.`)];
    case 'list': {
      const also =
        field.alsoAs === undefined
          ? ''
          : ` The same items once more as \`${field.alsoAs}\`, numbers as text.`;
      return [
        [code(`${path}.${field.element}[]`), 'list', `${doc}${also}`],
        ...itemRows(`${path}.${field.element}[]`, field.items),
      ];
    }
    case 'plain-list':
      return [[code(`${path}[]`), 'plain list', doc], ...itemRows(`${path}[]`, field.items)];
  }
}

function itemRows(path: string, items: Field): readonly (readonly string[])[] {
  return items.kind === 'object' ? fieldRows(items.members, `${path}.`) : [];
}

function errorList(errors: readonly ErrorId[]): string {
  const words = `Besides the [${commonErrors.length} errors of every request](../errors.md#every-request)`;
  if (errors.length === 0) return `${words}: none.`;
  const rows = errors.map((id) => {
    const { code: text, httpStatus, message } = errorCatalogue[id];
    return [code(text), String(httpStatus), message];
  });
  return `${words}:\n\n${table(['Code', 'HTTP', 'Message'], rows)}`;
}

function exampleArguments({ example }: ActionContract): string {
  return Object.entries(example.request)
    .map(([name, value]) => `${name}=${/^[\w.,:/-]+$/.test(value) ? value : `'${value}'`}`)
    .join(' ');
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
