/** The call as a program, in the language that one writes in; it changes as the form does. */
import { Button } from 'antd';
import { useId, useState } from 'react';
import type { ActionContract } from '../../../src/contract/define.ts';
import { type SampleLanguage, sampleLanguages, UnsendableParameter } from '../../../src/samples/index.ts';
import { given } from '../api/call.ts';
import type { FormValues } from '../form/values.ts';
import { useTexts } from '../i18n/texts.ts';
import { Code } from '../ui/code.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { texts } from './texts.ts';

const STORED_AS = 'hotspare.sample-language';

interface Props {
  readonly contract: ActionContract;
  readonly values: FormValues;
}

export function SampleView({ contract, values }: Props) {
  const t = useTexts(texts);
  const id = useId();
  const [language, choose] = useLanguageOfSamples();
  const { text, why } = generate(language, contract, values);
  return (
    <>
      <div className="row">
        <label htmlFor={id} className="visually-hidden">
          {t.language}
        </label>
        <select
          id={id}
          className="control explorer-language"
          value={language.id}
          onChange={(event) => choose(event.target.value)}
        >
          {sampleLanguages.map(({ id: value, title }) => (
            <option key={value} value={value}>
              {title}
            </option>
          ))}
        </select>
        {text !== undefined && (
          <div className="row push">
            <CopyButton text={text} />
            <Button size="small" onClick={() => download(language.fileName(contract.name), text)}>
              {t.download}
            </Button>
          </div>
        )}
      </div>
      {text === undefined ? (
        <p className="quiet">{why ?? t.noSample}</p>
      ) : (
        <Code code={text} language={language.highlight} label={language.title} />
      )}
      <p className="quiet">{t.credentials}</p>
    </>
  );
}

interface Sample {
  readonly text?: string | undefined;
  /** Why there is none. */
  readonly why?: string;
}

function generate(language: SampleLanguage, action: ActionContract, values: FormValues): Sample {
  try {
    const parameters = given(values);
    return { text: language.generate({ action, parameters, endpoint: new URL(location.origin) }) };
  } catch (error) {
    if (error instanceof UnsendableParameter) return { why: error.message };
    throw error;
  }
}

function useLanguageOfSamples() {
  const [id, setId] = useState(() => localStorage.getItem(STORED_AS));
  const [first] = sampleLanguages;
  const language = sampleLanguages.find((one) => one.id === id) ?? first;
  if (!language) throw new Error('there are no languages');
  const choose = (chosen: string): void => {
    localStorage.setItem(STORED_AS, chosen);
    setId(chosen);
  };
  return [language, choose] as const;
}

function download(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
