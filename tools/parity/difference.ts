/** A difference between a contract of ours and what the vendor publishes. */
export type Difference =
  | ActionNotOffered
  | ParamMissing
  | ParamExtra
  | ParamType
  | ParamRequired
  | ParamDefault
  | ParamChoices
  | ParamBound
  | ParamAlias
  | FieldMissing
  | FieldExtra
  | FieldType
  | FieldWrapping
  | ErrorNeverAnswered
  | ErrorUndocumented
  | ErrorStatus;

export type DifferenceKind = Difference['kind'];

export interface ActionNotOffered {
  readonly kind: 'action-not-offered';
  readonly action: string;
  /** Kind of resource, in the words of the facts. */
  readonly group: string;
}

/** Where a name is known from: the documentation, only the older SDK, or the parameters of account delegation. */
export type Origin = 'documented' | 'older-sdk' | 'delegation';

interface OfParam {
  readonly action: string;
  /** Members of lists as `Tag[].Key`. */
  readonly param: string;
}

export interface ParamMissing extends OfParam {
  readonly kind: 'param-missing';
  readonly origin: Origin;
}

export interface ParamExtra extends OfParam {
  readonly kind: 'param-extra';
  /** Marked as an extension of ours. */
  readonly extension: boolean;
}

export interface ParamType extends OfParam {
  readonly kind: 'param-type';
  readonly ours: string;
  readonly vendor: string;
}

export interface ParamRequired extends OfParam {
  readonly kind: 'param-required';
  readonly ours: boolean;
  readonly vendor: 'required' | 'required by documentation only' | 'optional';
}

export interface ParamDefault extends OfParam {
  readonly kind: 'param-default';
  /** undefined = none. */
  readonly ours: string | undefined;
  readonly vendor: string | undefined;
}

/** `any` stands for a text without choices. */
export interface ParamChoices extends OfParam {
  readonly kind: 'param-choices';
  readonly refused: readonly string[];
  readonly added: readonly string[];
}

export interface ParamBound extends OfParam {
  readonly kind: 'param-bound';
  readonly bound: 'min' | 'max' | 'minLength' | 'maxLength' | 'maxItems' | 'special';
  /** undefined = none; for `special` the numbers that only one side accepts outside its range. */
  readonly ours: string | undefined;
  readonly vendor: string | undefined;
}

export interface ParamAlias extends OfParam {
  readonly kind: 'param-alias';
  readonly alias: string;
}

interface OfField {
  readonly action: string;
  /** `Rules.Rule[].RuleId` in a wrapped list, `Listeners[].Status` in a plain one. */
  readonly field: string;
}

export interface FieldMissing extends OfField {
  readonly kind: 'field-missing';
  readonly origin: Origin;
}

export interface FieldExtra extends OfField {
  readonly kind: 'field-extra';
}

export interface FieldType extends OfField {
  readonly kind: 'field-type';
  readonly ours: string;
  readonly vendor: string;
}

/** Object, wrapped list, or plain list. */
export interface FieldWrapping extends OfField {
  readonly kind: 'field-wrapping';
  readonly ours: string;
  readonly vendor: string;
}

/** In place of an action, for what holds whatever the action. */
export const EVERY_ACTION = 'every action';

export interface ErrorNeverAnswered {
  readonly kind: 'error-never-answered';
  readonly action: string;
  readonly code: string;
}

export interface ErrorUndocumented {
  readonly kind: 'error-undocumented';
  readonly action: string;
  readonly code: string;
  /** Entry of the catalogue. */
  readonly id: string;
}

export interface ErrorStatus {
  readonly kind: 'error-status';
  readonly action: string;
  readonly code: string;
  readonly id: string;
  readonly ours: number;
  readonly vendor: readonly number[];
}
