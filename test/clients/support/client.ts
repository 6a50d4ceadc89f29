/** One client library behind one face, whatever its language. */

/** Parameters as typed requests hold them: texts, lists of texts, lists of objects. */
export type TypedParameters = Readonly<Record<string, ParameterValue>>;
export type ParameterValue = string | readonly string[] | readonly Readonly<Record<string, string>>[];

export interface TypedAnswer {
  /** What the client's typed answer holds, by the names of the wire; undefined = the call was not made. */
  readonly answer: unknown;
  /** Parameters that the request class has no setter for. */
  readonly unset: readonly string[];
}

/** How a client words a refusal. */
export interface TypedFailure {
  readonly code: string;
  readonly message: string;
  readonly requestId: string;
}

export interface ClientUnderTest {
  /** Every action that the library has a request class for, as the library itself lists them. */
  actions(): Promise<readonly string[]>;
  /** `whole`: only if there is a setter for everything. Rejects with `ClientFailure` when the service refuses. */
  call(action: string, parameters: TypedParameters, whole?: boolean): Promise<TypedAnswer>;
  close(): void;
}

export class ClientFailure extends Error {
  readonly failure: TypedFailure;

  constructor(action: string, failure: TypedFailure) {
    super(`${action}: ${failure.code}: ${failure.message}`);
    this.name = 'ClientFailure';
    this.failure = failure;
  }
}

/** `Tag.1.Key=a&Tag.1.Value=b&Id.1=c` as `{Tag: [{Key: a, Value: b}], Id: [c]}`. */
export function nested(flat: Readonly<Record<string, string>>): TypedParameters {
  const values = new Map<string, ParameterValue>();
  const objects = new Map<string, Record<string, string>[]>();
  for (const [path, value] of Object.entries(flat)) {
    const [, name = '', index = '', member] = /^(\w+)\.(\d+)(?:\.(\w+))?$/.exec(path) ?? [];
    if (name === '') {
      values.set(path, value);
    } else if (member === undefined) {
      const items = values.get(name);
      values.set(name, [...(Array.isArray(items) ? items : []), value]);
    } else {
      const items = objects.get(name) ?? [];
      const at = Number(index) - 1;
      items[at] = { ...items[at], [member]: value };
      objects.set(name, items);
      values.set(name, items);
    }
  }
  return Object.fromEntries(values);
}

/** The other way round, as users of clients without typed requests write lists. */
export function flattened(parameters: TypedParameters): Readonly<Record<string, string>> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(parameters)) {
    if (typeof value === 'string') flat[name] = value;
    else
      value.forEach((item: ListItem, index) => Object.assign(flat, flatItem(`${name}.${index + 1}`, item)));
  }
  return flat;
}

type ListItem = string | Readonly<Record<string, string>>;

function flatItem(path: string, item: ListItem): Readonly<Record<string, string>> {
  if (typeof item === 'string') return { [path]: item };
  return Object.fromEntries(Object.entries(item).map(([key, text]) => [`${path}.${key}`, text]));
}
