/**
 * What can be done with a resource, as data: which action, what it is called, what is known already. Pages list
 * operations and hold no code for them; the forms come from the contracts.
 */
import type { ComponentType } from 'react';
import type { ActionName } from '../../../src/contract/index.ts';
import type { FormValues } from '../form/values.ts';
import type { Bilingual } from '../i18n/texts.ts';

interface OperationOf<R> {
  readonly action: ActionName;
  readonly label: Bilingual<string>;
  /** Sent, and not asked for. */
  readonly fixed: (row: R) => FormValues;
  /** Offered only then. */
  readonly when?: (row: R) => boolean;
  /** What to know before. */
  readonly explain?: Bilingual<string>;
  /** Shows the answer where it tells something that is told only once. */
  readonly shows?: ComponentType<{ readonly answer: unknown }>;
}

/** Asks for the rest of the parameters. */
export interface FormOperation<R> extends OperationOf<R> {
  readonly kind: 'form';
  /** Optional parameters that people mostly want. */
  readonly first?: readonly string[];
  /** What the form begins with. */
  readonly initial?: (row: R) => FormValues;
  /** A question whose answer the form begins with: what counts now. */
  readonly present?: (row: R) => Question;
  /** Parameters that what counts now is not filled in for: left empty they stay as they are. */
  readonly blank?: readonly string[];
  /** Beside the form, and follows it. */
  readonly beside?: ComponentType<{ readonly values: FormValues }>;
}

/** Says what it does and asks once. */
export interface ConfirmOperation<R> extends OperationOf<R> {
  readonly kind: 'confirm';
}

/** Cannot be undone: asks for the name. */
export interface DeleteOperation<R> extends OperationOf<R> {
  readonly kind: 'delete';
}

export type Operation<R> = FormOperation<R> | ConfirmOperation<R> | DeleteOperation<R>;

/** Of this one row, so that who carries it out need not know what rows are. */
export type BoundOperation = Operation<null>;

export function boundTo<R>(operation: Operation<R>, row: R): BoundOperation {
  const common = { fixed: () => operation.fixed(row), when: () => true };
  if (operation.kind !== 'form') return { ...operation, ...common };
  const { initial, present, ...form } = operation;
  return {
    ...form,
    ...common,
    ...(initial && { initial: () => initial(row) }),
    ...(present && { present: () => present(row) }),
  };
}

export interface Question {
  readonly action: ActionName;
  readonly parameters: FormValues;
}

/** Values of a numbered parameter, `Ciphers.1=…`. */
export function numbered(name: string, items: readonly string[]): FormValues {
  return Object.fromEntries(items.map((item, index) => [`${name}.${index + 1}`, item]));
}

/** What is typed to delete something: its name, or its id when the name cannot be typed as it is read. */
export function typedName(name: string, id: string): string {
  return name.trim() !== name || name === '' || /[\p{C}\u2028\u2029]/u.test(name) ? id : name;
}
