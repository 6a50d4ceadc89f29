/** Errors of one action and those of every action, ours against the published ones. */
import { commonErrors } from '../../src/contract/common.ts';
import type { ActionContract } from '../../src/contract/define.ts';
import { errorCatalogue, type ErrorId } from '../../src/contract/errors.ts';
import { EVERY_ACTION, type Difference } from './difference.ts';
import type { VendorAction, VendorFacts } from './facts.ts';

/** Codes that the vendor's pages list for this very action; those of every action are compared once. */
export function compareErrors(
  { errors }: Pick<ActionContract, 'errors'>,
  vendor: VendorAction,
  facts: VendorFacts,
): readonly Difference[] {
  const action = vendor.name;
  const documented = new Map(
    Object.entries(vendor.errors).map(([code, status]) => [code, status === null ? [] : [status]] as const),
  );
  const answered = codesOf([...errors, ...commonErrors]);
  const missing = [...documented.keys()]
    .filter((code) => !answered.has(code))
    .map((code): Difference => ({ kind: 'error-never-answered', action, code }));
  const present = errors.flatMap((id) => {
    const general = new Map(Object.entries(facts.commonErrors)).get(errorCatalogue[id].code);
    return compareError(action, id, merged(documented.get(errorCatalogue[id].code), general));
  });
  return [...missing, ...present];
}

/** `everything`: all errors that some action of ours may answer. */
export function compareCommonErrors(
  everything: readonly ErrorId[],
  { commonErrors: documented }: VendorFacts,
): readonly Difference[] {
  const action = EVERY_ACTION;
  const answered = codesOf([...everything, ...commonErrors]);
  const statuses = new Map(Object.entries(documented));
  const missing = [...statuses.keys()]
    .filter((code) => !answered.has(code))
    .map((code): Difference => ({ kind: 'error-never-answered', action, code }));
  return [
    ...missing,
    ...commonErrors.flatMap((id) => compareError(action, id, statuses.get(errorCatalogue[id].code))),
  ];
}

/** `statuses`: as documented; none = no source says one, undefined = the code is not documented. */
function compareError(
  action: string,
  id: ErrorId,
  statuses: readonly number[] | undefined,
): readonly Difference[] {
  const { code, httpStatus } = errorCatalogue[id];
  if (statuses === undefined) return [{ kind: 'error-undocumented', action, code, id }];
  if (statuses.length === 0 || statuses.includes(httpStatus)) return [];
  return [{ kind: 'error-status', action, code, id, ours: httpStatus, vendor: statuses }];
}

function codesOf(ids: readonly ErrorId[]): ReadonlySet<string> {
  return new Set(ids.map((id) => errorCatalogue[id].code));
}

function merged(
  own: readonly number[] | undefined,
  general: readonly number[] | undefined,
): readonly number[] | undefined {
  if (own === undefined) return general;
  return own.length === 0 ? own : [...own, ...(general ?? [])];
}
