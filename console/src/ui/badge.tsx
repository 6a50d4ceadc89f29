/** One word beside a name. */
import type { ReactNode } from 'react';
import './badge.css';

export function Badge({
  strong = false,
  children,
}: {
  readonly strong?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <span className="badge" data-strong={strong}>
      {children}
    </span>
  );
}
