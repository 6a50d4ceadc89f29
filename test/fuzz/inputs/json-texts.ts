/** JSON texts as clients really send them and as nobody should: near misses, nesting, odd members, half of everything. */
import type { ParamSet, ParamType } from '../../../src/contract/params.ts';
import type { Random } from '../../support/random.ts';
import { scalarValue } from './scalars.ts';
import { mutated, nastyText } from './texts.ts';

/** For a parameter that is a list of objects with these members. */
export function anyJsonText(members: ParamSet, random: Random): string {
  const text = listOf(members, random);
  const dice = random.next();
  if (dice < 0.4) return text;
  if (dice < 0.5) return text.replaceAll('"', "'");
  if (dice < 0.58) return text.replaceAll(/"(\w+)":/g, '$1:');
  if (dice < 0.66) return text.replace(/}\]$/, '},]').replace(/}$/, ',}');
  if (dice < 0.72) return text.slice(0, random.below(text.length + 1));
  if (dice < 0.9) return mutated(text, random);
  return odd(random);
}

function listOf(members: ParamSet, random: Random): string {
  const count = random.pick([0, 1, 1, 2, 3, 21, 60]);
  return `[${Array.from({ length: count }, () => itemOf(members, random)).join(',')}]`;
}

function itemOf(members: ParamSet, random: Random): string {
  if (random.chance(0.04)) return random.pick(['null', '1', '""', '[]', '{}', 'true', '"text"', 'Infinity']);
  const fields = Object.entries(members)
    .filter(() => random.chance(0.85))
    .map(
      ([name, param]) =>
        `${JSON.stringify(spelled(name, random))}:${valueText(memberValue(param.type, name, random), random)}`,
    );
  if (random.chance(0.05)) fields.push('"__proto__":{"polluted":"yes"}');
  if (random.chance(0.05)) fields.push(`${JSON.stringify(nastyText(random))}:1`);
  return `{${fields.join(',')}}`;
}

/** No list has lists in it. */
function memberValue(type: ParamType, name: string, random: Random): string {
  return type.kind === 'json-list' ? nastyText(random) : scalarValue(type, name, random);
}

/** Members are found in any case. */
function spelled(name: string, random: Random): string {
  return random.chance(0.9) ? name : random.pick([name.toLowerCase(), name.toUpperCase(), `${name} `]);
}

function valueText(value: string, random: Random): string {
  const dice = random.next();
  if (dice < 0.75) return JSON.stringify(value);
  if (dice < 0.85 && /^-?\d+$/.test(value)) return value;
  return random.pick([
    // Half a pair: no other way of sending text can hold it.
    '"\\ud800"',
    '"\\udc00x"',
    '"\\u0000"',
    '"\\x41"',
    'null',
    'true',
    '1.5',
    '-0',
    '1e400',
    'NaN',
    '0x1F',
    '[]',
    '{"a":{"b":[1]}}',
    '"a\\\nb"',
  ]);
}

function odd(random: Random): string {
  const depth = 1 << (random.chance(0.005) ? 22 : random.between(1, 15));
  switch (random.below(5)) {
    case 0:
      return '['.repeat(depth);
    case 1:
      return '['.repeat(depth) + ']'.repeat(depth);
    case 2:
      return `[${'{"a":'.repeat(depth)}`;
    case 3:
      return `[/*${'*'.repeat(depth)}`;
    default:
      return nastyText(random);
  }
}
