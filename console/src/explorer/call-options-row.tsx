import { useTexts } from '../i18n/texts.ts';
import { Choice } from '../ui/choice.tsx';
import type { CallOptions } from './make-call.ts';
import { texts } from './texts.ts';

interface Props {
  readonly options: CallOptions;
  readonly onChange: (options: CallOptions) => void;
}

export function CallOptionsRow({ options, onChange }: Props) {
  const t = useTexts(texts);
  return (
    <div className="row">
      <Choice
        label={t.signature}
        labelShown
        value={options.scheme}
        onChange={(scheme) => onChange({ ...options, scheme })}
        options={[
          { value: 'v3', label: 'V3' },
          { value: 'v1', label: 'V1' },
        ]}
      />
      <Choice
        label={t.method}
        labelShown
        value={options.method}
        onChange={(method) => onChange({ ...options, method })}
        options={[
          { value: 'POST', label: 'POST' },
          { value: 'GET', label: 'GET' },
        ]}
      />
      <Choice
        label={t.format}
        labelShown
        value={options.format}
        onChange={(format) => onChange({ ...options, format })}
        options={[
          { value: 'json', label: 'JSON' },
          { value: 'xml', label: 'XML' },
        ]}
      />
    </div>
  );
}
