/** Calls signed rightly: the example of an action with parameters changed, left out, added and sent twice. */
import type { ActionContract } from '../../../src/contract/define.ts';
import type { Param } from '../../../src/contract/params.ts';
import { percentEncode } from '../../../src/wire/percent-encode.ts';
import type { Random } from '../../support/random.ts';
import type { Input } from '../input.ts';
import { damagedPem, mutated, nastyText } from './texts.ts';
import { anyValue } from './values.ts';

/** An action and the parameters of a call that works, or did when the world was made. */
export interface KnownCall {
  readonly contract: ActionContract;
  readonly version: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export function signedCall({ contract, version, parameters }: KnownCall, random: Random): Input {
  const changed = changedParameters(contract, parameters, random);
  const format = random.chance(0.3) ? 'xml' : 'json';
  const action = random.chance(0.99) ? contract.name : mutated(contract.name, random).trim() || 'x';
  if (random.chance(0.5)) {
    const placement = random.pick(['query', 'form', 'split'] as const);
    return { kind: 'call', action, version, parameters: changed, placement, format };
  }
  return { kind: 'form', action, version, body: formBody(changed, random), format };
}

function changedParameters(
  contract: ActionContract,
  example: Readonly<Record<string, string>>,
  random: Random,
): Record<string, string> {
  const all = Object.entries(contract.params);
  // A map: names such as toString and __proto__ are as good as any other.
  const result = new Map(Object.entries(example));
  for (let times = random.between(0, 3); times > 0; times -= 1) {
    const [name, param] = random.pick(all) ?? [nastyText(random), undefined];
    const before = result.get(name);
    const dice = random.next();
    if (before?.startsWith('-----BEGIN') && dice < 0.8) result.set(name, damagedPem(before, random));
    else if (dice < 0.12) result.delete(name);
    else if (dice < 0.2) result.set(nastyText(random), nastyText(random));
    else if (dice < 0.3 && before !== undefined) result.set(name, mutated(before, random));
    else if (param) for (const [key, value] of parametersOf(name, param, random)) result.set(key, value);
  }
  return Object.fromEntries(result);
}

/** One parameter, or the several that a list is made of. */
function parametersOf(name: string, param: Param<unknown>, random: Random): readonly [string, string][] {
  const { type } = param;
  if (type.kind === 'numbered-list') {
    const item = { kind: 'text', minLength: 1, maxLength: 64 } as const;
    return anyIndices(random).map((index) => [`${name}.${index}`, anyValue(item, name, random)]);
  }
  if (type.kind === 'numbered-objects') {
    return anyIndices(random).flatMap((index) =>
      Object.entries(type.members).map(([member, of]): [string, string] => [
        `${name}.${index}.${member}`,
        anyValue(of.type, member, random),
      ]),
    );
  }
  const spelling = random.pick([name, name, ...param.aliases]) ?? name;
  return [[spelling, anyValue(type, name, random)]];
}

function anyIndices(random: Random): readonly string[] {
  if (random.chance(0.05))
    return Array.from({ length: random.pick([21, 60, 300]) }, (_, index) => String(index + 1));
  const odd = [
    '0',
    '-1',
    '01',
    '999999',
    '1000000',
    '99999999999999999999',
    '1e3',
    '__proto__',
    '',
    '1.1',
    'n',
  ];
  return random.some(['1', '2', '3', ...odd], 1, 3);
}

/** Mostly encoded as it should be; now and then as somebody else's encoder would, or broken. */
function formBody(parameters: Readonly<Record<string, string>>, random: Random): string {
  const pairs = Object.entries(parameters).map(
    ([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`,
  );
  const dice = random.next();
  if (dice < 0.05) pairs.push(...pairs.slice(0, 1));
  if (dice > 0.05 && dice < 0.1)
    pairs.push(
      random.pick(['', '=', '&', '=x', 'x', '%', '%zz=1', '%ED%A0%80=1', '\xff\xfe=\xc3', 'a=%C0%80', '+=+']),
    );
  const body = pairs.join(random.chance(0.97) ? '&' : ';');
  return random.chance(0.95) ? body : bytesOf(mutated(body, random));
}

/** One character per byte. */
export function bytesOf(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
