/** What the service said; of an error also why, and what to do about it. */
import { Alert } from 'antd';
import { useState } from 'react';
import type { ActionContract } from '../../../src/contract/define.ts';
import { decodeAnswer } from '../api/decode.ts';
import { PreviewAnswer } from '../form/preview-answer.tsx';
import { useFormats } from '../i18n/format.ts';
import { useTexts } from '../i18n/texts.ts';
import { Choice } from '../ui/choice.tsx';
import { Code } from '../ui/code.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Status } from '../ui/status.tsx';
import { Facts } from '../ui/facts.tsx';
import type { CallAnswer } from './make-call.ts';
import { pretty } from './pretty.ts';
import { texts } from './texts.ts';
import type { CallState } from './use-call.ts';

interface Props {
  readonly contract: ActionContract;
  readonly state: CallState;
}

export function AnswerView({ contract, state }: Props) {
  const t = useTexts(texts);
  if (state.busy) return <Loading />;
  if (state.problem !== undefined) return <ProblemAlert problem={state.problem} />;
  if (!state.answer) return <p className="quiet">{t.noAnswer}</p>;
  return <Answer contract={contract} answer={state.answer} />;
}

function Answer({ contract, answer }: { readonly contract: ActionContract; readonly answer: CallAnswer }) {
  const t = useTexts(texts);
  const { duration } = useFormats();
  const [shown, setShown] = useState<'pretty' | 'raw'>('pretty');
  const { status, body, format, durationMs, requestId, error } = answer;
  const text = shown === 'pretty' ? pretty(body, format) : body;
  return (
    <>
      <div className="row" role="status">
        <Status level={status === 200 ? 'ok' : 'critical'}>HTTP {status}</Status>
        <span className="quiet">{t.took(duration(durationMs))}</span>
        <span className="quiet">
          RequestId <code>{requestId}</code>
        </span>
      </div>
      {error && (
        <Alert
          type="error"
          showIcon
          title={<code>{error.code}</code>}
          description={<Facts facts={{ [t.cause]: error.message, [t.remedy]: error.remedy }} />}
        />
      )}
      {Object.hasOwn(contract.params, 'DryRun') && <DryRunSentences answer={answer} />}
      <div className="row">
        <Choice
          label={t.views.answer}
          value={shown}
          onChange={setShown}
          options={[
            { value: 'pretty', label: t.pretty },
            { value: 'raw', label: t.raw },
          ]}
        />
        <div className="push">
          <CopyButton text={text} />
        </div>
      </div>
      <Code code={text} language={format} label={t.views.answer} />
    </>
  );
}

/** Only of an answer that says it was one. */
function DryRunSentences({ answer: { status, format, body } }: { readonly answer: CallAnswer }) {
  if (status !== 200 || format !== 'json' || !/"DryRun":\s*true/.test(body)) return null;
  return <PreviewAnswer answer={decodeAnswer(JSON.parse(body))} />;
}
