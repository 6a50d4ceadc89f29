/** Differences in words, for docs/parity.md. */
import { code } from '../docs/markdown.ts';
import type { Difference, DifferenceKind, ParamBound } from './difference.ts';

/** Each kind as a heading; in the order in which they are shown. */
export const kindWords: Readonly<Record<DifferenceKind, string>> = {
  'action-not-offered': 'Action not offered',
  'param-missing': 'Parameter not read',
  'param-extra': 'Parameter of ours',
  'param-type': 'Type of a parameter',
  'param-required': 'Required or not',
  'param-default': 'Default',
  'param-choices': 'Choices',
  'param-bound': 'Bound',
  'param-alias': 'Spelling not read',
  'field-missing': 'Field not answered',
  'field-extra': 'Field of ours',
  'field-type': 'Type of a field',
  'field-wrapping': 'Wrapping of a list',
  'error-never-answered': 'Error never answered',
  'error-undocumented': 'Error not documented for the action',
  'error-status': 'HTTP status of an error',
};

const boundWords: Readonly<Record<ParamBound['bound'], string>> = {
  min: 'least value',
  max: 'greatest value',
  minLength: 'least length',
  maxLength: 'greatest length',
  maxItems: 'most items',
  special: 'numbers outside the range',
};

/** What differs, without the kind. */
export function wordsFor(difference: Difference): string {
  switch (difference.kind) {
    case 'action-not-offered':
      return difference.action;
    case 'param-missing':
    case 'param-extra':
      return code(difference.param);
    case 'param-type':
      return `${code(difference.param)} ${versus(difference.ours, difference.vendor)}`;
    case 'param-required':
      return `${code(difference.param)} ${versus(difference.ours ? 'required' : 'optional', difference.vendor)}`;
    case 'param-default':
      return `${code(difference.param)} ${versus(shown(difference.ours), shown(difference.vendor))}`;
    case 'param-choices':
      return `${code(difference.param)} ${choices(difference.added, 'also taken')}${choices(difference.refused, 'refused')}`;
    case 'param-bound':
      return `${code(difference.param)} ${boundWords[difference.bound]} ${versus(difference.ours ?? 'none', difference.vendor ?? 'none')}`;
    case 'param-alias':
      return `${code(difference.param)} as ${code(difference.alias)}`;
    case 'field-missing':
    case 'field-extra':
      return code(difference.field);
    case 'field-type':
    case 'field-wrapping':
      return `${code(difference.field)} ${versus(difference.ours, difference.vendor)}`;
    case 'error-never-answered':
    case 'error-undocumented':
      return code(difference.code);
    case 'error-status':
      return `${code(difference.code)} ${versus(String(difference.ours), difference.vendor.join(' or '))}`;
  }
}

function versus(ours: string, published: string): string {
  return `${ours} (published: ${published})`;
}

function shown(value: string | undefined): string {
  if (value === undefined) return 'none';
  return value === '' ? 'empty' : value;
}

function choices(words: readonly string[], what: string): string {
  return words.length === 0 ? '' : `${what}: ${words.join(', ')}`;
}
