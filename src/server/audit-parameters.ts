import type { ActionContract } from '../contract/define.ts';
import type { NameValues } from '../wire/name-values.ts';

const MAX_LENGTH = 1_024;

/** What the call sent, as the audit log keeps it: parameters that the action has, secrets hidden, long values cut. */
export function auditParameters(
  { params }: Pick<ActionContract, 'params'>,
  sent: NameValues,
): Readonly<Record<string, string>> {
  const known = new Map(
    Object.entries(params).flatMap(([name, param]) => [name, ...param.aliases].map((each) => [each, param])),
  );
  return Object.fromEntries(
    [...sent].flatMap(([name, value]) => {
      // `Tag.1.Key` belongs to `Tag`.
      const param = known.get(name.split('.')[0] ?? '');
      return param ? [[name, param.secret ? '[hidden]' : cut(value)]] : [];
    }),
  );
}

function cut(value: string): string {
  return value.length <= MAX_LENGTH ? value : `${value.slice(0, MAX_LENGTH)}… (${value.length} characters)`;
}
