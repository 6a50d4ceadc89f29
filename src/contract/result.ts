/**
 * Shapes of answers. Handlers return plain values and plain arrays; wire/ adds the wrappers. One value carries the
 * JSON type, the element name of a list, and words for the docs.
 */
interface FieldBase {
  readonly doc: string;
  readonly optional: boolean;
}

export interface ScalarField extends FieldBase {
  readonly kind: 'text' | 'integer' | 'flag';
}

export interface ObjectField extends FieldBase {
  readonly kind: 'object';
  readonly members: Shape;
}

/** `{"Rules":{"Rule":[…]}}`; in XML nested elements. Always present, also when empty. */
export interface ListField extends FieldBase {
  readonly kind: 'list';
  readonly element: string;
  readonly items: Field;
  /** The same items once more under another element name, numbers as text. */
  readonly alsoAs: string | undefined;
}

/** A bare array; in XML the element repeated. */
export interface PlainListField extends FieldBase {
  readonly kind: 'plain-list';
  readonly items: Field;
}

export type Field = ScalarField | ObjectField | ListField | PlainListField;
export type Shape = Readonly<Record<string, Field>>;

/** The value that a handler returns for a field; carried in the type only. Declaration files cannot name a symbol. */
type Carries<T> = { readonly '~value'?: T };
type ValueOf<F> = F extends Carries<infer T> ? Exclude<T, undefined> : never;

type OptionalNames<S> = {
  [N in keyof S]: S[N] extends { readonly optional: true } ? N : never;
}[keyof S];

/** What a handler returns for a shape; optional fields may be left out. */
export type ResultOf<S extends Shape> = {
  readonly [N in Exclude<keyof S, OptionalNames<S>>]: ValueOf<S[N]>;
} & { readonly [N in OptionalNames<S>]?: ValueOf<S[N]> | undefined };

export function textField(doc = ''): ScalarField & Carries<string> {
  return { kind: 'text', doc, optional: false };
}

export function integerField(doc = ''): ScalarField & Carries<number> {
  return { kind: 'integer', doc, optional: false };
}

export function flagField(doc = ''): ScalarField & Carries<boolean> {
  return { kind: 'flag', doc, optional: false };
}

export function objectField<const S extends Shape>(members: S, doc = ''): ObjectField & Carries<ResultOf<S>> {
  return { kind: 'object', members, doc, optional: false };
}

/** `element` is the singular inside the plural field. */
export function listField<F extends Field>(
  element: string,
  items: F,
  options: { readonly doc?: string; readonly alsoAs?: string } = {},
): ListField & Carries<readonly ValueOf<F>[]> {
  return { kind: 'list', element, items, alsoAs: options.alsoAs, doc: options.doc ?? '', optional: false };
}

export function plainListField<F extends Field>(
  items: F,
  doc = '',
): PlainListField & Carries<readonly ValueOf<F>[]> {
  return { kind: 'plain-list', items, doc, optional: false };
}

/** May be absent from the answer: absent is safer than wrong. */
export function optional<F extends Field>(field: F): F & { readonly optional: true } {
  return { ...field, optional: true };
}
