import type { AuditEntry } from '../../observability/audit-log.ts';
import type { ActionHandler } from '../context.ts';

export const describeAuditLog: ActionHandler<'DescribeAuditLog'> = async (params, { audit }) => {
  const { StartTime, EndTime, ActionName, UserName, ParameterValue, NextToken, MaxResults } = params;
  const [fromMs, untilMs] = [Date.parse(StartTime ?? ''), Date.parse(EndTime ?? '')];
  const before = NextToken === undefined ? Infinity : Number(NextToken);
  const wanted = (entry: AuditEntry): boolean =>
    entry.sequence < before &&
    // NaN, a time that was not given, is neither.
    !(Date.parse(entry.time) < fromMs) &&
    !(Date.parse(entry.time) >= untilMs) &&
    (ActionName === undefined || entry.action === ActionName) &&
    (UserName === undefined || namesOf(entry).includes(UserName)) &&
    (ParameterValue === undefined || Object.values(entry.parameters).includes(ParameterValue));
  // One more than asked for tells whether there is another page.
  const found = await audit.newestFirst(MaxResults + 1, wanted);
  const page = found.slice(0, MaxResults);
  return {
    Entries: page.map(toWire),
    ...(found.length > page.length && { NextToken: String(page.at(-1)?.sequence) }),
  };
};

/** What the caller can be asked for by: a user by its name, the account by its access keys. */
function namesOf({ user, accessKeyId, parentAccessKeyId }: AuditEntry): readonly (string | undefined)[] {
  return user === null ? [accessKeyId, parentAccessKeyId] : [user];
}

function toWire(entry: AuditEntry) {
  return {
    Sequence: entry.sequence,
    Time: entry.time,
    CallRequestId: entry.requestId,
    AccessKeyId: entry.accessKeyId,
    ...(entry.parentAccessKeyId !== undefined && { ParentAccessKeyId: entry.parentAccessKeyId }),
    UserName: entry.user ?? '',
    SourceAddress: entry.from,
    ActionName: entry.action,
    Parameters: JSON.stringify(entry.parameters),
    Outcome: entry.outcome,
    ...(entry.revisions && {
      RevisionBefore: entry.revisions.before,
      RevisionAfter: entry.revisions.after,
    }),
    DurationMs: Math.round(entry.durationMs),
  };
}
