/** The resources of one kind: what an action answers as a table, with everything that can be done with each. */
import { Button } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ActionName } from '../../../src/contract/index.ts';
import { type Answer, useAllPages } from '../api/use-call.ts';
import type { FormValues } from '../form/values.ts';
import { useTexts } from '../i18n/texts.ts';
import { Command } from '../ui/command.tsx';
import { type Column, DataTable } from '../ui/data-table.tsx';
import { Empty } from '../ui/empty.tsx';
import { Loading } from '../ui/loading.tsx';
import { Name } from '../ui/name.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Deeper, Heading } from './heading.tsx';
import type { Operation } from './operation.ts';
import { Operations } from './operations.tsx';
import './resources.css';
import { texts } from './texts.ts';

interface Props<A extends ActionName, R, C> {
  /** What the rows are. */
  readonly label: string;
  /** Shown as a heading, where the page has several lists. */
  readonly headed?: boolean;
  readonly lead?: string;
  readonly action: A;
  readonly parameters: FormValues;
  readonly rows: (answer: Answer<A>) => readonly R[];
  /** What asks for the page after this one; undefined behind the last. */
  readonly next?: (answer: Answer<A>) => FormValues | undefined;
  readonly columns: readonly Column<R>[];
  readonly keyOf: (row: R) => string;
  /** What people call it. */
  readonly nameOf: (row: R) => string;
  readonly textOf: (row: R) => string;
  readonly operations: readonly Operation<R>[];
  /** How many of them are buttons; the rest is a menu. */
  readonly shown?: number;
  readonly create: readonly Operation<C>[];
  /** How many of those are buttons. */
  readonly shownCreate?: number;
  /** What the new one belongs to. */
  readonly owner: C;
  readonly empty: { readonly title: string; readonly text: string; readonly command: string };
  /** What there is to see of one beside its row. */
  readonly detail?: (row: R) => ReactNode;
  /** How soon to ask again; undefined = when something was changed. */
  readonly everyMs?: (rows: readonly R[]) => number | undefined;
}

export function ResourceList<A extends ActionName, R, C>(props: Props<A, R, C>) {
  const { label, action, parameters, next, create, owner } = props;
  const { data, error } = useAllPages(action, parameters, next, (pages) =>
    props.everyMs?.(pages.flatMap(props.rows)),
  );
  const rows = data?.flatMap(props.rows);
  const actions = (
    <Operations operations={create} row={owner} name="" shown={props.shownCreate ?? create.length} primary />
  );
  return (
    <section className="list" aria-label={label}>
      <div className="list-head">
        <div>
          {props.headed && <Heading>{label}</Heading>}
          {props.lead !== undefined && <p className="quiet">{props.lead}</p>}
        </div>
        {rows && rows.length > 0 && actions}
      </div>
      {error && <ProblemAlert problem={error} />}
      {!rows && !error && <Loading />}
      {rows && <Below {...props} rows={rows} actions={actions} />}
    </section>
  );
}

/** Deeper than the list's own heading, if it has one. */
function Below<A extends ActionName, R, C>(props: RowsProps<A, R, C>) {
  const rows = <Rows {...props} />;
  return props.headed ? <Deeper>{rows}</Deeper> : rows;
}

type RowsProps<A extends ActionName, R, C> = Omit<Props<A, R, C>, 'rows'> & {
  readonly rows: readonly R[];
  readonly actions: ReactNode;
};

function Rows<A extends ActionName, R, C>(props: RowsProps<A, R, C>) {
  const { label, rows, columns, keyOf, textOf, empty, detail, actions } = props;
  const t = useTexts(texts);
  const [openKey, setOpenKey] = useState<string>();
  const open = rows.find((row) => keyOf(row) === openKey);
  const last: Column<R> = {
    title: t.actions,
    render: (row) => (
      <RowActions
        {...props}
        row={row}
        {...(detail && {
          open: row === open,
          toggle: () => setOpenKey(row === open ? undefined : keyOf(row)),
        })}
      />
    ),
  };
  return (
    <>
      <DataTable
        label={label}
        rows={rows}
        columns={detail || props.operations.length > 0 ? [...columns, last] : columns}
        keyOf={keyOf}
        textOf={textOf}
        empty={
          <Empty title={empty.title}>
            <p>{empty.text}</p>
            <div>{actions}</div>
            <p className="quiet">{t.orCommand}</p>
            <Command>{`npx hotspare call ${empty.command}`}</Command>
          </Empty>
        }
      />
      {detail && open !== undefined && (
        <Detail key={openKey} name={props.nameOf(open)} onClose={() => setOpenKey(undefined)}>
          {detail(open)}
        </Detail>
      )}
    </>
  );
}

interface RowProps<R> {
  readonly row: R;
  readonly nameOf: (row: R) => string;
  readonly operations: readonly Operation<R>[];
  readonly shown?: number;
  readonly open?: boolean;
  readonly toggle?: () => void;
}

function RowActions<R>({ row, nameOf, operations, shown = 1, open, toggle }: RowProps<R>) {
  const t = useTexts(texts);
  const name = nameOf(row);
  return (
    <span className="row-actions">
      {toggle && (
        <Button
          size="small"
          aria-expanded={open}
          aria-label={t.of(open ? t.hide : t.details, name)}
          onClick={toggle}
        >
          {open ? t.hide : t.details}
        </Button>
      )}
      <Operations operations={operations} row={row} name={name} shown={shown} />
    </span>
  );
}

interface DetailProps {
  readonly name: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Below the table, and where the focus goes when it is opened. */
function Detail({ name, onClose, children }: DetailProps) {
  const t = useTexts(texts);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.focus({ preventScroll: true });
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <section ref={panel} className="card detail" tabIndex={-1} aria-label={name}>
      <div className="row">
        <Heading>
          <Name>{name}</Name>
        </Heading>
        <Button size="small" className="push" onClick={onClose}>
          {t.close}
        </Button>
      </div>
      <Deeper>{children}</Deeper>
    </section>
  );
}
