/** File, environment and flags → one frozen, validated value. Later layers win: file, environment, flags. */
import { readFileSync } from 'node:fs';
import { LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { ConfigError } from './config-error.ts';
import { type Config, configSchema } from './schema.ts';
import { addressPoolShorthand, type Setting, settings } from './settings.ts';

export interface ConfigSources {
  /** Path of a YAML file. */
  readonly file?: string | undefined;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Flag name without dashes → values in the order given. */
  readonly flags?: ReadonlyMap<string, readonly string[]>;
}

type Path = readonly (string | number)[];
interface Layers {
  readonly values: Record<string, unknown>;
  /** Where the value at a path came from, for error messages. */
  readonly where: (path: Path) => string | undefined;
}

export function loadConfig(sources: ConfigSources): Config {
  const file = sources.file ?? sources.environment?.['HOTSPARE_CONFIG'];
  const layers = overlay(file === undefined ? emptyLayer : readFile(file), sources);
  const parsed = configSchema.safeParse(layers.values);
  if (parsed.success) return parsed.data;
  throw describe(parsed.error.issues, layers);
}

const emptyLayer: Layers = { values: {}, where: () => undefined };

function readFile(file: string): Layers {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ConfigError('the configuration file cannot be read; check the path and its permissions', {
      subject: file,
      cause,
    });
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [problem] = document.errors;
  if (problem) {
    throw new ConfigError(`not valid YAML: ${problem.message}`, {
      subject: `${file}:${lines.linePos(problem.pos[0]).line}`,
    });
  }
  const values: unknown = document.toJS() ?? {};
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    throw new ConfigError('must be a mapping such as "listen: 127.0.0.1:8014"', { subject: `${file}:1` });
  }
  return {
    values: { ...values },
    where(path) {
      // An unknown or missing key has no node of its own: its parent says the line.
      for (let length = path.length; length >= 0; length -= 1) {
        const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
        const range = hasRange(node) ? node.range : undefined;
        if (range) return `${file}:${lines.linePos(range[0]).line}`;
      }
      return file;
    },
  };
}

function hasRange(node: unknown): node is { readonly range: readonly [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}

function overlay(base: Layers, { environment = {}, flags = new Map() }: ConfigSources): Layers {
  const values = structuredClone(base.values);
  const given = new Map<string, string>();
  const take = (setting: Pick<Setting, 'path' | 'kind'>, texts: readonly string[], where: string): void => {
    setIn(values, setting.path, convert(setting.kind, texts, where));
    given.set(setting.path.join('.'), where);
  };
  for (const [source, texts] of [environmentTexts(environment), flagTexts(flags)].flatMap((m) => [...m])) {
    const { name, where } = source;
    if (name === addressPoolShorthand.flag) {
      for (const path of addressPoolShorthand.paths) take({ path, kind: 'list' }, texts, where);
      continue;
    }
    const setting = settings.find(({ flag }) => flag === name);
    if (!setting) throw new ConfigError('no such setting; see hotspare serve --help', { subject: where });
    take(setting, texts, where);
  }
  return {
    values,
    where(path) {
      for (let length = path.length; length > 0; length -= 1) {
        const where = given.get(path.slice(0, length).join('.'));
        if (where !== undefined) return where;
      }
      return base.where(path);
    },
  };
}

type Texts = Map<{ readonly name: string; readonly where: string }, readonly string[]>;

function environmentTexts(environment: Readonly<Record<string, string | undefined>>): Texts {
  const texts: Texts = new Map();
  for (const { flag, env } of [addressPoolShorthand, ...settings]) {
    const value = environment[env];
    if (value !== undefined && value !== '') texts.set({ name: flag, where: `environment ${env}` }, [value]);
  }
  return texts;
}

function flagTexts(flags: ReadonlyMap<string, readonly string[]>): Texts {
  return new Map([...flags].map(([name, texts]) => [{ name, where: `flag --${name}` }, texts]));
}

/** Texts from outside the file become what the file would hold; whether that is right the schema says. */
function convert(kind: Setting['kind'], texts: readonly string[], where: string): unknown {
  const last = texts.at(-1) ?? '';
  switch (kind) {
    case 'text':
      return last;
    case 'number':
      return last.trim() !== '' && Number.isFinite(Number(last)) ? Number(last) : last;
    case 'boolean':
      return last === 'true' || last === 'false' ? last === 'true' : last;
    case 'list':
      return texts.flatMap((text) => text.split(',').map((item) => item.trim()));
    case 'pairs':
      return Object.fromEntries(
        texts
          .flatMap((text) => text.split(','))
          .map((pair) => {
            const at = pair.indexOf('=');
            if (at <= 0)
              throw new ConfigError(`"${pair}" must be ID=ADDRESS, for example web-1=10.0.0.5`, {
                subject: where,
              });
            return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
          }),
      );
  }
}

/** Maps are merged, so that `--server` adds to the servers of the file. */
function setIn(values: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [head = '', ...rest] = path;
  const old = values[head];
  if (rest.length === 0) {
    values[head] = isRecord(old) && isRecord(value) ? { ...old, ...value } : value;
    return;
  }
  const inner: Record<string, unknown> = isRecord(old) ? old : {};
  values[head] = inner;
  setIn(inner, rest, value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function describe(issues: readonly z.core.$ZodIssue[], layers: Layers): ConfigError {
  const lines = issues.map((issue) => {
    const unknownKey = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
    const path = [
      ...issue.path.filter((p) => typeof p !== 'symbol'),
      ...(unknownKey === undefined ? [] : [unknownKey]),
    ];
    const words = unknownKey === undefined ? issue.message : 'there is no such setting';
    return { where: layers.where(path), text: `${path.join('.')}: ${words}` };
  });
  const [first] = lines;
  const rest = lines.slice(1).map(({ where, text }) => `\n${where ?? ''}: ${text}`);
  return new ConfigError(
    `${first?.text ?? 'invalid'}${rest.join('')}`,
    first?.where === undefined ? {} : { subject: first.where },
  );
}
