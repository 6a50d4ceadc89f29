/** The request as it went over the wire, and how its signature came about. */
import { canonicalQuery } from '../../../src/wire/canonical-query.ts';
import { useTexts } from '../i18n/texts.ts';
import { Code } from '../ui/code.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import type { SignedCall } from './make-call.ts';
import { texts } from './texts.ts';

export function RequestView({ signed }: { readonly signed: SignedCall | undefined }) {
  const t = useTexts(texts);
  if (!signed) return <p className="quiet">{t.noRequest}</p>;
  const wire = httpText(signed);
  return (
    <>
      <div className="row">
        <h2>{t.asSent}</h2>
        <div className="push">
          <CopyButton text={wire} />
        </div>
      </div>
      <Code code={wire} language="http" label={t.asSent} />
      {steps(signed, t).map(([title, text]) => (
        <section key={title} className="stack">
          <h2>{title}</h2>
          <Code code={text} language="text" label={title} />
        </section>
      ))}
      <p className="quiet">{t.keyStays}</p>
    </>
  );
}

function steps(
  signed: SignedCall,
  t: (typeof texts)['en'],
): readonly (readonly [title: string, text: string])[] {
  const { stringToSign, signature, canonicalRequest, request } = signed;
  if (canonicalRequest === undefined) {
    const all = new URLSearchParams(`${request.target.slice(2)}&${request.body}`);
    all.delete('Signature');
    all.delete('');
    return [
      [t.canonicalQuery, canonicalQuery(all)],
      [t.stringV1, stringToSign],
      [t.signV1, signature],
    ];
  }
  return [
    [t.canonicalRequest, canonicalRequest],
    [t.stringV3, stringToSign],
    [t.signV3, signature],
  ];
}

function httpText({ request }: SignedCall): string {
  const { method, target, headers, body } = request;
  const lines = Object.entries({ host: location.host, ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return [`${method} ${target} HTTP/1.1`, ...lines, '', body].join('\n').trimEnd();
}
