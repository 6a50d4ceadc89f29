/** One line of settings: what it is called, what it is, what changes it. Lines stand in `<dl className="settings">`. */
import type { ReactNode } from 'react';
import './setting.css';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons. */
  readonly change?: ReactNode;
}

export function Setting({ title, children, change }: Props) {
  return (
    <div className="setting">
      <dt>{title}</dt>
      <dd>{children}</dd>
      {change !== undefined && <dd>{change}</dd>}
    </div>
  );
}
