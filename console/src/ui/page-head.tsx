import { type ReactNode, useEffect } from 'react';
import { Link } from 'wouter';
import './page-head.css';

interface Props {
  readonly title: string;
  /** Where one came from. */
  readonly above?: { readonly title: string; readonly href: string };
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

export function PageHead({ title, above, actions, children }: Props) {
  useEffect(() => {
    document.title = `${title} – Hotspare`;
  }, [title]);
  return (
    <header className="page-head">
      {above && (
        <nav>
          <Link href={above.href}>‹ {above.title}</Link>
        </nav>
      )}
      <div className="row">
        <h1>{title}</h1>
        <div className="row push">{actions}</div>
      </div>
      {children}
    </header>
  );
}
