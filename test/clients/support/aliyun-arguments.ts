/**
 * Arguments of the `aliyun` CLI, read by the rules of its parser (cli/parser.go, July 2026): a flag's name ends at the
 * first `=` or `:`; three hyphens are a value; a value that begins with a hyphen must stand behind `=`; a flag stands
 * once; an empty value is none. Flags that it does not have itself are parameters of the call.
 */

/** Flags of the CLI that take a value, and those that take none. */
const valued = ['version', 'endpoint', 'mode', 'access-key-id', 'access-key-secret', 'region', 'RegionId'];
const bare = ['force', 'insecure', 'secure'];

export interface AliyunCall {
  readonly product: string;
  readonly action: string;
  /** Of the CLI itself; without a value: an empty text. */
  readonly flags: ReadonlyMap<string, string>;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Throws where the CLI ends with an error. */
export function parseAliyunArguments(args: readonly string[]): AliyunCall {
  const words: string[] = [];
  const given = new Map<string, string>();
  /** The flag that waits for its value. */
  let open: string | undefined;
  for (const arg of args) {
    const flag = readFlag(arg);
    if (flag === undefined) {
      if (open === undefined) words.push(arg);
      else given.set(open, arg);
      // With an empty value it goes on waiting.
      if (arg !== '') open = undefined;
      continue;
    }
    if (open !== undefined) throw new Error(`--${open} must be assigned with value`);
    if (given.has(flag.name)) throw new Error(`--${flag.name} duplicated`);
    given.set(flag.name, flag.value);
    if (bare.includes(flag.name)) {
      if (flag.value !== '') throw new Error(`flag --${flag.name} can't be assigned`);
    } else if (flag.value === '') open = flag.name;
  }
  if (open !== undefined) throw new Error(`--${open} must be assigned with value`);
  const [product = '', action = '', ...rest] = words;
  if (rest.length > 0) throw new Error('too many arguments');
  const own = [...given].filter(([name]) => valued.includes(name) || bare.includes(name));
  const parameters = [...given].filter(([name]) => !valued.includes(name) && !bare.includes(name));
  return { product, action, flags: new Map(own), parameters: Object.fromEntries(parameters) };
}

function readFlag(arg: string): { readonly name: string; readonly value: string } | undefined {
  const at = arg.search(/[=:]/);
  const prefix = at < 0 ? arg : arg.slice(0, at);
  if (!prefix.startsWith('-') || prefix.startsWith('---')) return undefined;
  if (!prefix.startsWith('--')) throw new Error(`not support flag form ${prefix}`);
  if (prefix === '--') throw new Error("not support '--' in command line");
  return { name: prefix.slice(2), value: at < 0 ? '' : arg.slice(at + 1) };
}
