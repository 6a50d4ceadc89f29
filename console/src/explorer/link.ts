/** A filled-in form as a link, and back. What is secret never gets into one. */
import type { ActionContract } from '../../../src/contract/define.ts';
import type { FormValues } from '../form/values.ts';

/** `RegionId=cn-hangzhou&Tag.1.Key=env`; empty when nothing is filled in. */
export function toSearch(contract: Pick<ActionContract, 'params'>, values: FormValues): string {
  return new URLSearchParams(withoutSecrets(contract, values)).toString();
}

export function fromSearch(search: string): FormValues {
  return Object.fromEntries(new URLSearchParams(search));
}

/** Also what the history keeps. */
export function withoutSecrets(contract: Pick<ActionContract, 'params'>, values: FormValues): FormValues {
  const secret = new Set(
    Object.entries(contract.params).flatMap(([name, param]) => (param.secret ? [name] : [])),
  );
  return Object.fromEntries(Object.entries(values).filter(([name]) => !secret.has(name)));
}
