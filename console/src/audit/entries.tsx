/** Calls as rows, and one of them in full. */
import { Button } from 'antd';
import { useState } from 'react';
import type { Answer } from '../api/use-call.ts';
import { type Formats, useFormats } from '../i18n/format.ts';
import { useTexts } from '../i18n/texts.ts';
import '../resources/resources.css';
import { DataTable } from '../ui/data-table.tsx';
import { Empty } from '../ui/empty.tsx';
import { Facts } from '../ui/facts.tsx';
import { Name } from '../ui/name.tsx';
import { Status } from '../ui/status.tsx';
import { texts } from './texts.ts';

type Entry = Answer<'DescribeAuditLog'>['Entries'][number];

export function Entries({ entries }: { readonly entries: readonly Entry[] }) {
  const t = useTexts(texts);
  const formats = useFormats();
  const [open, setOpen] = useState<number>();
  const opened = entries.find(({ Sequence }) => Sequence === open);
  return (
    <>
      <DataTable
        label={t.title}
        rows={entries}
        columns={[
          { title: t.time, render: ({ Time }) => <When formats={formats} time={Time} /> },
          { title: t.action, render: ({ ActionName }) => <Name>{ActionName}</Name> },
          { title: t.who, render: (entry) => <Who entry={entry} /> },
          { title: t.address, render: ({ SourceAddress }) => <code>{SourceAddress}</code> },
          { title: t.outcome, render: ({ Outcome }) => <OutcomeOf outcome={Outcome} /> },
          {
            title: t.actions,
            render: ({ Sequence, ActionName, Time }) => (
              <Button
                size="small"
                aria-expanded={Sequence === open}
                aria-label={`${Sequence === open ? t.close : t.details}: ${ActionName}, ${formats.preciseTime(Date.parse(Time))}`}
                onClick={() => setOpen(Sequence === open ? undefined : Sequence)}
              >
                {Sequence === open ? t.close : t.details}
              </Button>
            ),
          },
        ]}
        keyOf={({ Sequence }) => String(Sequence)}
        empty={<Empty title={t.empty}>{t.emptyText}</Empty>}
      />
      {opened && <Detail entry={opened} formats={formats} />}
    </>
  );
}

function When({ formats, time }: { readonly formats: Formats; readonly time: string }) {
  const ms = Date.parse(time);
  return <time dateTime={time}>{formats.dateTime(ms)}</time>;
}

function Who({ entry: { UserName, AccessKeyId } }: { readonly entry: Entry }) {
  const t = useTexts(texts);
  return (
    <>
      {UserName === '' ? t.root : <Name>{UserName}</Name>} <code className="quiet">{AccessKeyId}</code>
    </>
  );
}

function OutcomeOf({ outcome }: { readonly outcome: string }) {
  const t = useTexts(texts);
  return outcome === 'OK' ? <Status level="ok">{t.ok}</Status> : <Status level="warning">{outcome}</Status>;
}

function Detail({ entry, formats }: { readonly entry: Entry; readonly formats: Formats }) {
  const t = useTexts(texts);
  const { RevisionBefore: before, RevisionAfter: after } = entry;
  return (
    <section className="card detail" aria-label={`${entry.ActionName}, ${entry.Time}`} aria-live="polite">
      <h2>{entry.ActionName}</h2>
      <Facts
        facts={{
          [t.time]: <code>{entry.Time}</code>,
          [t.key]: <code>{entry.AccessKeyId}</code>,
          [t.address]: <code>{entry.SourceAddress}</code>,
          [t.request]: <code>{entry.CallRequestId}</code>,
          [t.outcome]: <OutcomeOf outcome={entry.Outcome} />,
          [t.revision]: before === undefined || after === undefined ? t.unchanged : `${before} → ${after}`,
          [t.duration]: formats.duration(entry.DurationMs),
        }}
      />
      <h3>{t.parameters}</h3>
      <Parameters text={entry.Parameters} />
    </section>
  );
}

/** One line each; the text as it is when it is no object of texts. */
function Parameters({ text }: { readonly text: string }) {
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== 'object' || parsed === null) return <code>{text}</code>;
  const facts = Object.entries(parsed).map(([name, value]: [string, unknown]) => [
    name,
    <code key={name}>
      <Name>{typeof value === 'string' ? value : JSON.stringify(value)}</Name>
    </code>,
  ]);
  return <Facts facts={Object.fromEntries(facts)} />;
}
