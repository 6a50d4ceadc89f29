/** What a dry run says, for people: its sentences and figures. */
import { Alert } from 'antd';
import { useTexts } from '../i18n/texts.ts';
import { texts } from './texts.ts';

export function PreviewAnswer({ answer }: { readonly answer: unknown }) {
  const t = useTexts(texts);
  if (answer === undefined) return null;
  const lines = sentences(answer);
  return (
    <Alert
      type="info"
      showIcon
      role="status"
      title={t.previewTitle}
      description={
        lines.length === 0 ? (
          t.previewNothing
        ) : (
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )
      }
    />
  );
}

/** Sentences as they stand; figures beside them under their names. */
function sentences(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(sentences);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]: [string, unknown]) => {
    if (name === 'Sentence' && typeof member === 'string') return [member];
    if (typeof member === 'number' && /Connections/.test(name)) return [`${name}: ${member}`];
    return sentences(member);
  });
}
