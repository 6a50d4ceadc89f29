/** Help that comes from the contracts: the list of actions and what one of them takes. */
import type { ActionContract } from '../../contract/define.ts';
import { errorCatalogue } from '../../contract/errors.ts';
import { type ActionName, contracts } from '../../contract/index.ts';
import type { Param, ParamSet, ParamType } from '../../contract/params.ts';
import type { Colors } from '../terminal.ts';
import { exampleCall } from './arguments.ts';

export const actionNames: readonly string[] = Object.keys(contracts);

/** Grouped by what they are about. */
export function listActions(colors: Colors): string {
  const all: readonly ActionContract[] = Object.values(contracts);
  const width = Math.max(...all.map(({ name }) => name.length));
  const resources = [...new Set(all.map(({ resource }) => resource))];
  return resources
    .map((resource) => {
      const lines = all
        .filter((action) => action.resource === resource)
        .map(({ name, summary, extension }) => {
          const mark = extension ? ` ${colors.dim('(extension)')}` : '';
          return `  ${name.padEnd(width)}  ${summary}${mark}`;
        });
      return [colors.bold(resource.replaceAll('-', ' ')), ...lines].join('\n');
    })
    .join('\n\n');
}

export function describeAction(name: ActionName, colors: Colors): string {
  const contract: ActionContract = contracts[name];
  const { bold, dim } = colors;
  const mark = contract.extension ? dim(" (extension: not in the vendor's API)") : '';
  const parameters = parameterLines(contract.params, '  ', colors);
  return [
    `${bold(contract.name)}${mark}`,
    `  ${contract.summary}`,
    '',
    bold('Parameters'),
    ...(parameters.length === 0 ? ['  none'] : parameters),
    '',
    bold('Example'),
    `  hotspare call ${exampleCall(contract)}`,
    ...section(
      'Notes',
      contract.notes.map((note) => `  ${note}`),
      colors,
    ),
    ...section('Errors', [...new Set(contract.errors.map((id) => `  ${errorCatalogue[id].code}`))], colors),
  ].join('\n');
}

function section(title: string, lines: readonly string[], { bold }: Colors): readonly string[] {
  return lines.length === 0 ? [] : ['', bold(title), ...lines];
}

function parameterLines(params: ParamSet, indent: string, colors: Colors): readonly string[] {
  const entries = Object.entries(params);
  const width = Math.max(0, ...entries.map(([name]) => name.length));
  return entries.flatMap(([name, param]) => [
    `${indent}${colors.cyan(name.padEnd(width))}  ${parameterWords(param)}`,
    ...memberLines(name, param.type, `${indent}    `, colors),
  ]);
}

function memberLines(name: string, type: ParamType, indent: string, colors: Colors): readonly string[] {
  switch (type.kind) {
    case 'json-list':
      return parameterLines(type.members, indent, colors);
    case 'numbered-objects': {
      const members = Object.entries(type.members);
      return parameterLines(
        Object.fromEntries(members.map(([member, param]) => [`${name}.N.${member}`, param])),
        indent,
        colors,
      );
    }
    default:
      return [];
  }
}

function parameterWords(param: Param<unknown>): string {
  const facts = [
    typeWords(param.type),
    param.required ? 'required' : '',
    param.defaultText === undefined
      ? ''
      : `default ${param.defaultText === '' ? 'empty' : param.defaultText}`,
    param.extension ? 'extension' : '',
    param.aliases.length === 0 ? '' : `also ${param.aliases.join(', ')}`,
  ].filter((fact) => fact !== '');
  const words = param.summary === '' ? '' : ` ${param.summary}`;
  return `[${facts.join('; ')}]${words}`;
}

function typeWords(type: ParamType): string {
  switch (type.kind) {
    case 'text':
      return type.maxLength >= 4096 ? 'text' : `text up to ${type.maxLength}`;
    case 'integer':
      return type.max === Number.MAX_SAFE_INTEGER ? `number from ${type.min}` : `${type.min}-${type.max}`;
    case 'flag':
      return 'true or false';
    case 'choice':
      return type.choices.join(' | ');
    case 'numbered-list':
      return `list, Name.1=… Name.2=…, up to ${type.maxItems}`;
    case 'comma-list':
      return `comma-separated, up to ${type.maxItems}`;
    case 'numbered-objects':
      return `list, up to ${type.maxItems}`;
    case 'json-list':
      return `JSON array of objects, up to ${type.maxItems}`;
  }
}
