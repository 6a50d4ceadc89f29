/** The documents of the repository, as they were when this was built. */
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Link, useLocation } from 'wouter';
import { Unreachable } from '../api/failure.ts';
import { useLanguage } from '../i18n/language.ts';
import { useTexts } from '../i18n/texts.ts';
import { Loading } from '../ui/loading.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { contents, texts } from './contents.ts';
import './documents.css';
import { pathOfLink } from './links.ts';

const BASE = '/console/docs/';

export function Page({ params }: { readonly params: Readonly<Record<string, string | undefined>> }) {
  const t = useTexts(texts);
  const chinese = useLanguage() === 'zh';
  const path = params['*'] ?? '';
  if (path !== '') return <Document key={path} path={path} />;
  return (
    <>
      <PageHead title={t.title}>{chinese && <p className="quiet">{t.english}</p>}</PageHead>
      {contents.map(({ section, documents }) => (
        <section key={section} className="documents-section">
          <h2>{t.sections[section]}</h2>
          <ul>
            {documents.map((document) => (
              <li key={document.path}>
                <Link href={`/documents/${document.path}`}>{t.names[document.name]}</Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Document({ path }: { readonly path: string }) {
  const t = useTexts(texts);
  const [, navigate] = useLocation();
  const { data, error } = useQuery({
    queryKey: ['document', path],
    queryFn: async () => {
      const [{ markdownToHtml }, text] = await Promise.all([import('./markdown.ts'), read(path)]);
      return markdownToHtml(text, new URL(BASE + path, location.origin));
    },
    staleTime: Number.POSITIVE_INFINITY,
  });
  useEffect(() => {
    if (data !== undefined)
      document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  }, [data]);
  return (
    <>
      <PageHead title={titleOf(path, t)} above={{ title: t.all, href: '/documents' }} />
      <ProblemAlert problem={error} />
      {data === undefined ? (
        !error && <Loading />
      ) : (
        <article
          className="document"
          lang="en"
          onClick={(event) => {
            const link = event.target instanceof Element ? event.target.closest('a') : null;
            const target = link && pathOfLink(new URL(link.href), location.origin);
            if (!target || event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            navigate(target);
          }}
          // Our own documents, shipped with this page; the security policy forbids scripts in them all the same.
          dangerouslySetInnerHTML={{ __html: data }}
        />
      )}
    </>
  );
}

async function read(path: string): Promise<string> {
  const answer = await fetch(`${BASE}${path}.md`);
  if (!answer.ok) throw new Unreachable(`HTTP ${answer.status}`);
  return answer.text();
}

function titleOf(path: string, t: (typeof texts)['en']): string {
  const known = contents
    .flatMap(({ documents }) => [...documents])
    .find((document) => document.path === path);
  return known ? t.names[known.name] : (path.split('/').at(-1) ?? path);
}
