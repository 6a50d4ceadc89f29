import type { ReactNode } from 'react';

/** What belongs here, and how it comes here. */
export function Empty({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="card stack empty">
      <p className="empty-title">{title}</p>
      {children}
    </div>
  );
}
