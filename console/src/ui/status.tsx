/** How something is, by colour, shape and word: never by colour alone. */
import type { ReactNode } from 'react';
import './status.css';

export type Level = 'ok' | 'warning' | 'critical' | 'off';

const shapes: Readonly<Record<Level, string>> = { ok: '●', warning: '▲', critical: '◆', off: '○' };

export function Status({ level, children }: { readonly level: Level; readonly children: ReactNode }) {
  return (
    <span className="status" data-level={level}>
      <span aria-hidden="true">{shapes[level]}</span> {children}
    </span>
  );
}
