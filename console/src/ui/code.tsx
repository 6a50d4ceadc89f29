/** Code and documents in colour; the highlighter is loaded when there is something to highlight. */
import { useQuery } from '@tanstack/react-query';
import { Fragment, type ReactNode } from 'react';
import './code.css';

export type CodeLanguage =
  | 'json'
  | 'xml'
  | 'http'
  | 'bash'
  | 'javascript'
  | 'python'
  | 'java'
  | 'go'
  | 'php'
  | 'csharp'
  | 'hcl'
  | 'text';

interface Props {
  readonly code: string;
  readonly language: CodeLanguage;
  readonly label: string;
}

export function Code({ code, language, label }: Props) {
  const { data } = useQuery({
    queryKey: ['highlighter'],
    queryFn: async () => (await import('./highlight.ts')).highlight,
    staleTime: Number.POSITIVE_INFINITY,
    enabled: language !== 'text',
  });
  return (
    // Reachable by keyboard, since it may have to be scrolled.
    <pre className="code" tabIndex={0} role="region" aria-label={label}>
      <code>{data && language !== 'text' ? spans(data(code, language)) : code}</code>
    </pre>
  );
}

/** A part of the text and its class; parts contain parts. */
export type Highlighted = string | { readonly scope: string; readonly children: readonly Highlighted[] };

/** As elements, never as markup: the text may be anything. */
function spans(parts: readonly Highlighted[]): ReactNode {
  return parts.map((part, index) => (
    // Parts have no identity but their place.
    <Fragment key={index}>
      {typeof part === 'string' ? (
        part
      ) : (
        <span className={`code-${part.scope.split('.')[0] ?? ''}`}>{spans(part.children)}</span>
      )}
    </Fragment>
  ));
}
