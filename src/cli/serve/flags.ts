/** The flags of `hotspare serve`: one for every line of the settings table, and the configuration file. */
import { type Command, Option } from 'commander';
import { configSchema } from '../../config/schema.ts';
import { addressPoolShorthand, type Setting, settings } from '../../config/settings.ts';

const placeholders: Record<Setting['kind'], string> = {
  text: '<text>',
  number: '<number>',
  boolean: '[true|false]',
  list: '<list>',
  pairs: '<id=address>',
};

interface Flag extends Pick<Setting, 'flag' | 'env' | 'kind' | 'help'> {
  /** Where the value goes. */
  readonly path: readonly string[];
}

const shorthand: Flag = { ...addressPoolShorthand, kind: 'list', path: addressPoolShorthand.paths[0] };

/** The shorthand stands before the settings it sets. */
function flags(): readonly Flag[] {
  const at = settings.findIndex(({ path }) => path[0] === 'addressPools');
  return [...settings.slice(0, at), shorthand, ...settings.slice(at)];
}

export function addServeFlags(command: Command): Command {
  command.addOption(new Option('--config <file>', 'YAML file with settings (HOTSPARE_CONFIG)'));
  const environment = new Map<string, Flag>();
  for (const flag of flags()) {
    const option = new Option(`--${flag.flag} ${placeholders[flag.kind]}`, flag.help)
      .argParser((value: string, before: readonly string[] | undefined) => [...(before ?? []), value])
      .preset('true');
    environment.set(option.attributeName(), flag);
    command.addOption(option);
  }
  // The defaults are computed when somebody asks for help, not at every start.
  return command.configureHelp({
    optionDescription(option) {
      const flag = environment.get(option.attributeName());
      if (!flag) return option.description;
      const value = defaultText(flag.path);
      const fallback = value === '' ? '' : `; default: ${value}`;
      return `${option.description} (${flag.env}${fallback})`;
    },
  });
}

/** What was given on the command line, as `loadConfig` takes it. */
export function givenFlags(
  options: Readonly<Record<string, unknown>>,
): ReadonlyMap<string, readonly string[]> {
  const given = new Map<string, readonly string[]>();
  for (const { flag } of flags()) {
    const value = options[new Option(`--${flag}`).attributeName()];
    if (Array.isArray(value)) given.set(flag, value.map(String));
  }
  return given;
}

function defaultText(path: readonly string[]): string {
  let value: unknown = configSchema.parse({});
  for (const name of path) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
  }
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.join(',');
  if (typeof value !== 'object' || value === null) return String(value);
  if ('host' in value && 'port' in value) return `${String(value.host)}:${String(value.port)}`;
  return '';
}
