/** Headings that know how deep they stand, so that lists can stand in pages, sections and details alike. */
import { createContext, type ReactNode, use } from 'react';

const levels = ['h2', 'h3', 'h4', 'h5', 'h6'] as const;
const DepthContext = createContext(0);

export function Heading({ children }: { readonly children: ReactNode }) {
  const Level = levels[use(DepthContext)] ?? 'h6';
  return <Level>{children}</Level>;
}

/** What belongs to the heading before. */
export function Deeper({ children }: { readonly children: ReactNode }) {
  return <DepthContext value={use(DepthContext) + 1}>{children}</DepthContext>;
}
