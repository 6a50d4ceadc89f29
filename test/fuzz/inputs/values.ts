/** Values of any parameter. */
import type { ParamType } from '../../../src/contract/params.ts';
import type { Random } from '../../support/random.ts';
import { anyJsonText } from './json-texts.ts';
import { scalarValue } from './scalars.ts';

export function anyValue(type: ParamType, name: string, random: Random): string {
  return type.kind === 'json-list' ? anyJsonText(type.members, random) : scalarValue(type, name, random);
}
