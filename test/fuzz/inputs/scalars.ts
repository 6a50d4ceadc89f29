/** Values of single parameters by what the contract says of them: fitting, at the edges, beside them, and nonsense. */
import type { ParamType } from '../../../src/contract/params.ts';
import type { Random } from '../../support/random.ts';
import { nastyText } from './texts.ts';

type ScalarType = Exclude<ParamType, { readonly kind: 'json-list' }>;

export function scalarValue(type: ScalarType, name: string, random: Random): string {
  if (random.chance(0.15)) return nastyText(random);
  switch (type.kind) {
    case 'integer':
      return String(
        random.pick([
          type.min,
          type.max,
          type.min - 1,
          type.max + 1,
          random.between(type.min, Math.min(type.max, type.min + 5000)),
          -1,
          -520,
        ]),
      );
    case 'flag':
      return random.pick(['true', 'false', 'True', '1', 'yes']);
    case 'choice':
      return (
        random.pick([...type.choices, ...type.choices, type.choices[0]?.toUpperCase() ?? '', 'other']) ?? ''
      );
    case 'text':
      return (
        likely(name, random) ?? 'x'.repeat(random.pick([type.minLength, type.maxLength, type.maxLength + 1]))
      );
    case 'numbered-list':
    case 'comma-list':
    case 'numbered-objects':
      return random.pick(['a,b', 'a', ',,,', 'a'.repeat(300)]);
  }
}

/** What a text of such a name often is. */
function likely(name: string, random: Random): string | undefined {
  if (random.chance(0.2)) return undefined;
  if (/ServerId/.test(name)) return random.pick(['vm-233', 'vm-232', '192.0.2.1', 'localhost', 'eni-1']);
  if (/Ip$|Address|entry|SourceItems/.test(name))
    return random.pick(['192.0.2.1', '10.0.0.0/8', '2001:db8::1']);
  if (/Domain/.test(name)) return random.pick(['www.example.com', '*.example.com', 'x..y', '$_ip']);
  if (/U(RI|rl)/.test(name)) return random.pick(['/', '/a', '/a?b=c', 'a']);
  if (/Token/.test(name)) return random.pick(['token-1', 'bGItMQ', 'AAAA', 'e30']);
  if (name.endsWith('Key')) return random.pick(['env', 'team', 'acs:x']);
  if (/Region/.test(name)) return random.pick(['cn-hangzhou', 'cn-beijing', 'nowhere']);
  return random.pick(['a', 'name', 'lb-1', 'rsp-1', 'http_2xx,http_3xx']);
}
