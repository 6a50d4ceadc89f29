/** What the contract says besides the parameters, which the form explains: answer, errors, effect, source. */
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { ActionContract } from '../../../src/contract/define.ts';
import { errorCatalogue } from '../../../src/contract/errors.ts';
import type { Field, Shape } from '../../../src/contract/result.ts';
import { useContractTexts } from '../i18n/contract-texts.ts';
import { useTexts } from '../i18n/texts.ts';
import { Facts } from '../ui/facts.tsx';
import { texts } from './texts.ts';

export function DocsView({ contract }: { readonly contract: ActionContract }) {
  const t = useTexts(texts);
  const translate = useContractTexts();
  const { effect, notes, source, errors, result } = contract;
  const effectText = effect.kind === 'real' ? effect.except : effect.why;
  return (
    <>
      <Facts
        facts={{
          [t.effect]: effectText === undefined ? undefined : translate(effectText),
          [t.notes]: notes.length === 0 ? undefined : notes.map(translate).join(' '),
          [t.source]: source,
        }}
      />
      <Link href={`/documents/api/${contract.resource}`}>{t.fullReference}</Link>
      <h2>{t.result}</h2>
      <div className="explorer-scroll" tabIndex={0} role="region" aria-label={t.result}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t.field}</th>
              <th scope="col">{t.meaning}</th>
            </tr>
          </thead>
          <tbody>{rowsOf({ ...result }, translate, t.sometimes)}</tbody>
        </table>
      </div>
      <h2>{t.errors}</h2>
      <div className="explorer-scroll" tabIndex={0} role="region" aria-label={t.errors}>
        <table className="table">
          <thead>
            <tr>
              <th scope="col">{t.code}</th>
              <th scope="col">{t.cause}</th>
              <th scope="col">{t.remedy}</th>
            </tr>
          </thead>
          <tbody>
            {errors.map((id) => {
              const { code, httpStatus, message, remedy } = errorCatalogue[id];
              return (
                <tr key={id}>
                  <td data-title={t.code}>
                    <code>{code}</code> <span className="quiet">{httpStatus}</span>
                  </td>
                  <td data-title={t.cause}>{message}</td>
                  <td data-title={t.remedy}>{remedy}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}

function rowsOf(
  shape: Shape,
  translate: (english: string) => string,
  sometimes: string,
  depth = 0,
  path = '',
): readonly ReactNode[] {
  return Object.entries(shape).flatMap(([name, field]) => {
    const key = `${path}.${name}`;
    const inner = membersOf(field);
    const row = (
      <tr key={key}>
        <td style={{ paddingInlineStart: 12 + depth * 16 }}>
          <code>{name}</code> <span className="quiet">{kindOf(field)}</span>
        </td>
        <td>
          {translate(field.doc)} {field.optional && <span className="quiet">({sometimes})</span>}
        </td>
      </tr>
    );
    return [row, ...(inner ? rowsOf(inner, translate, sometimes, depth + 1, key) : [])];
  });
}

function membersOf(field: Field): Shape | undefined {
  switch (field.kind) {
    case 'object':
      return field.members;
    case 'list':
    case 'plain-list':
      return membersOf(field.items);
    default:
      return undefined;
  }
}

/** `list of object`; the element's name as the wire wraps it. */
function kindOf(field: Field): string {
  if (field.kind === 'list') return `[${field.element}]`;
  return field.kind === 'plain-list' ? `[${field.items.kind}]` : field.kind;
}
