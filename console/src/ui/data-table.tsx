/** Rows of anything, with a filter. Long ones are drawn only where they are seen; narrow screens show a row as a card. */
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { Input } from 'antd';
import { type ReactNode, useRef, useState } from 'react';
import { useTexts } from '../i18n/texts.ts';
import './data-table.css';
import { texts } from './texts.ts';

export interface Column<R> {
  readonly title: string;
  readonly render: (row: R) => ReactNode;
  readonly numeric?: boolean;
}

interface Props<R> {
  /** What the rows are, for those who do not see. */
  readonly label: string;
  readonly rows: readonly R[];
  readonly columns: readonly Column<R>[];
  readonly keyOf: (row: R) => string;
  /** What the filter looks at; without it there is none. */
  readonly textOf?: (row: R) => string;
  /** In place of a table without rows. */
  readonly empty: ReactNode;
  /** Beside the filter. */
  readonly actions?: ReactNode;
}

const ROW_HEIGHT = 44;
/** Fewer are drawn at once. */
const MANY = 60;

export function DataTable<R>({ label, rows, columns, keyOf, textOf, empty, actions }: Props<R>) {
  const t = useTexts(texts);
  const [filter, setFilter] = useState('');
  const wanted = filter.trim().toLowerCase();
  const shown =
    wanted === '' || !textOf ? rows : rows.filter((row) => textOf(row).toLowerCase().includes(wanted));
  const head = (
    <div className="row table-head">
      {textOf && rows.length > 5 && (
        <Input
          className="table-filter"
          aria-label={t.filter}
          placeholder={t.filter}
          value={filter}
          onChange={(event) => setFilter(event.target.value)}
          allowClear
        />
      )}
      {rows.length > MANY && <span className="quiet">{t.rows(shown.length)}</span>}
      <div className="row push">{actions}</div>
    </div>
  );
  if (rows.length === 0) {
    return (
      <>
        {actions !== undefined && head}
        {empty}
      </>
    );
  }
  return (
    <>
      {head}
      <table className="table" aria-label={label} aria-rowcount={shown.length + 1}>
        <thead>
          <tr>
            {columns.map(({ title, numeric }) => (
              <th key={title} scope="col" data-numeric={numeric}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        {shown.length > MANY ? (
          <LongBody rows={shown} columns={columns} keyOf={keyOf} />
        ) : (
          <tbody>
            {shown.map((row) => (
              <tr key={keyOf(row)}>
                <Cells row={row} columns={columns} />
              </tr>
            ))}
          </tbody>
        )}
      </table>
      {shown.length === 0 && <p className="quiet">{t.noMatch}</p>}
    </>
  );
}

function LongBody<R>({ rows, columns, keyOf }: Pick<Props<R>, 'rows' | 'columns' | 'keyOf'>) {
  const body = useRef<HTMLTableSectionElement>(null);
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollMargin: body.current?.offsetTop ?? 0,
  });
  const items = virtualizer.getVirtualItems();
  const before = (items[0]?.start ?? 0) - virtualizer.options.scrollMargin;
  const after = virtualizer.getTotalSize() - (items.at(-1)?.end ?? 0) + virtualizer.options.scrollMargin;
  return (
    <tbody ref={body}>
      <Gap height={before} columns={columns.length} />
      {items.map(({ index }) => {
        const row = rows[index];
        return (
          row !== undefined && (
            <tr
              key={keyOf(row)}
              data-index={index}
              ref={virtualizer.measureElement}
              aria-rowindex={index + 2}
            >
              <Cells row={row} columns={columns} />
            </tr>
          )
        );
      })}
      <Gap height={after} columns={columns.length} />
    </tbody>
  );
}

function Gap({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true" className="table-gap">
      <td colSpan={columns} style={{ height }} />
    </tr>
  );
}

function Cells<R>({ row, columns }: { readonly row: R; readonly columns: readonly Column<R>[] }) {
  return columns.map(({ title, render, numeric }) => (
    <td key={title} data-title={title} data-numeric={numeric}>
      {render(row)}
    </td>
  ));
}
