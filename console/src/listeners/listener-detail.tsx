/** What belongs to one listener: the health of its servers, who may connect, and what only HTTP and HTTPS have. */
import { useAnswer } from '../api/use-call.ts';
import { useTexts, wordOf } from '../i18n/texts.ts';
import { Heading } from '../resources/heading.tsx';
import { Operations } from '../resources/operations.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Facts } from '../ui/facts.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { type Level, Status } from '../ui/status.tsx';
import { DomainExtensions, Rules } from './layer7-detail.tsx';
import { isLayer7, type Listener, listenerName, whiteListOperations } from './operations.ts';
import { checkOf } from './summary.ts';
import { texts } from './texts.ts';
import { usePlace } from './use-place.ts';

interface Props {
  readonly listener: Listener;
}

export function ListenerDetail({ listener }: Props) {
  return (
    <>
      <Health listener={listener} />
      {isLayer7(listener) && <Rules listener={listener} />}
      {listener.ListenerProtocol === 'https' && <DomainExtensions listener={listener} />}
      <WhiteList listener={listener} />
    </>
  );
}

const levels: Readonly<Record<string, Level>> = { normal: 'ok', abnormal: 'critical' };
const ASK_EVERY_MS = 5_000;

function Health({ listener }: Props) {
  const t = useTexts(texts);
  const { data, error } = useAnswer('DescribeHealthStatus', usePlace(listener), {
    // The service refuses to tell what nobody checks.
    enabled: checkOf(listener) !== undefined,
    everyMs: ASK_EVERY_MS,
  });
  return (
    <section className="list" aria-label={t.health}>
      <div className="list-head">
        <Heading>{t.health}</Heading>
      </div>
      <ProblemAlert problem={error} />
      <DataTable
        label={t.health}
        rows={data?.BackendServers ?? []}
        columns={[
          { title: t.server, render: ({ ServerId }) => <code>{ServerId}</code> },
          { title: t.port, numeric: true, render: ({ Port }) => Port },
          {
            title: t.status,
            render: ({ ServerHealthStatus: state }) => (
              <Status level={levels[state] ?? 'off'}>{wordOf(t.healthStates, state)}</Status>
            ),
          },
        ]}
        keyOf={({ ServerId, Port }) => `${ServerId} ${Port}`}
        empty={<p className="quiet">{t.noHealth}</p>}
      />
    </section>
  );
}

function WhiteList({ listener }: Props) {
  const t = useTexts(texts);
  const { data, error } = useAnswer('DescribeListenerAccessControlAttribute', usePlace(listener));
  const open = data?.AccessControlStatus === 'open_white_list';
  const addresses = data?.SourceItems ?? '';
  return (
    <section className="list" aria-label={t.whiteList}>
      <div className="list-head">
        <div>
          <Heading>{t.whiteList}</Heading>
          <p className="quiet">{t.whiteListLead}</p>
        </div>
        <Operations operations={whiteListOperations} row={listener} name={listenerName(listener)} />
      </div>
      <ProblemAlert problem={error} />
      {data && (
        <Facts
          facts={{
            [t.status]: (
              <Status level={open ? 'ok' : 'off'}>{open ? t.whiteListOpen : t.whiteListClosed}</Status>
            ),
            [t.addresses]: addresses === '' ? undefined : <code>{addresses.split(',').join(', ')}</code>,
          }}
        />
      )}
    </section>
  );
}
