/** What the audit log is asked for: times as a person types them, in the time zone of the browser. */
import type { FormValues } from '../form/values.ts';

export interface Filter {
  /** As `<input type="datetime-local">` gives it; empty = no bound. */
  readonly from: string;
  readonly until: string;
  readonly action: string;
  readonly user: string;
  readonly value: string;
  /** Without calls that only read, such as those of this console. */
  readonly changesOnly: boolean;
}

export const noFilter: Filter = { from: '', until: '', action: '', user: '', value: '', changesOnly: true };

/** Of one answer. What only reads is left out here and not by the service, so more of it is asked for. */
const ENTRIES = '50';
const ENTRIES_OF_ALL_KINDS = '1000';

/** Parameters of DescribeAuditLog; what is empty does not filter. */
export function parametersOf({ from, until, action, user, value, changesOnly }: Filter): FormValues {
  const entries = {
    StartTime: utc(from),
    EndTime: utc(until),
    ActionName: action.trim(),
    UserName: user.trim(),
    ParameterValue: value,
    MaxResults: changesOnly ? ENTRIES_OF_ALL_KINDS : ENTRIES,
  };
  return Object.fromEntries(Object.entries(entries).filter(([, given]) => given !== ''));
}

/** Whether a call wants to change something. A vendor's rule: only actions named so do not. */
export function isChange(action: string): boolean {
  return !/^(Describe|List)/.test(action);
}

/** `2026-01-02T03:04` of here as UTC with seconds; empty when it is no time. */
function utc(local: string): string {
  const ms = Date.parse(local);
  return Number.isNaN(ms) ? '' : `${new Date(ms).toISOString().slice(0, 19)}Z`;
}
