/** `hotspare audit`: the audit log, by calls of the API. */
import type { Result } from '../../contract/define.ts';
import type { Contracts } from '../../contract/index.ts';
import type { ConnectionOptions } from '../connection.ts';
import type { Terminal } from '../terminal.ts';
import { withClient } from '../with-client.ts';

export interface AuditFilter {
  readonly action?: string;
  readonly user?: string;
  readonly about?: string;
  readonly since?: string;
  readonly limit: string;
  readonly json?: boolean;
}

interface AuditCommand {
  readonly options: ConnectionOptions;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly terminal: Terminal;
}

type Entry = Result<Contracts['DescribeAuditLog']>['Entries'][number];

export async function showAudit(filter: AuditFilter, command: AuditCommand): Promise<void> {
  const { terminal } = command;
  await withClient(command.options, command.environment, async (client) => {
    const { Entries: newestFirst } = await client.call('DescribeAuditLog', {
      MaxResults: filter.limit,
      ...(filter.action !== undefined && { ActionName: filter.action }),
      ...(filter.user !== undefined && { UserName: filter.user }),
      ...(filter.about !== undefined && { ParameterValue: filter.about }),
      ...(filter.since !== undefined && { StartTime: filter.since }),
    });
    const entries = [...newestFirst].reverse();
    if (filter.json) return entries.forEach((entry) => terminal.out(JSON.stringify(entry)));
    if (entries.length === 0) return terminal.out('No such calls.');
    for (const entry of entries) terminal.out(line(entry, terminal));
  });
}

function line(entry: Entry, { colors }: Terminal): string {
  const { AccessKeyId: signer, ParentAccessKeyId: parent } = entry;
  const who = entry.UserName === '' ? (parent ?? signer) : entry.UserName;
  const by = parent === undefined ? '' : ` by ${signer}`;
  const outcome = entry.Outcome === 'OK' ? colors.green('OK') : colors.red(entry.Outcome);
  const revisions =
    entry.RevisionAfter === undefined ? '' : ` ${entry.RevisionBefore}→${entry.RevisionAfter}`;
  const parameters: Readonly<Record<string, string>> = JSON.parse(entry.Parameters);
  const words = Object.entries(parameters).map(([name, value]) => `${name}=${value}`);
  return `${entry.Time} ${who}${by} from ${entry.SourceAddress} ${colors.bold(entry.ActionName)} ${outcome}${revisions} ${colors.dim(words.join(' '))}`;
}
