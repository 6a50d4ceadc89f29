/** Carries out an action that needs nothing more, once it has been confirmed. */
import { Button } from 'antd';
import type { ActionName } from '../../../src/contract/index.ts';
import { useChange } from '../api/use-call.ts';
import type { FormValues } from '../form/values.ts';
import { useLanguage } from '../i18n/language.ts';
import { type Bilingual, useTexts } from '../i18n/texts.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { texts } from './texts.ts';

interface Props {
  readonly action: ActionName;
  readonly title: string;
  readonly verb: Bilingual<string>;
  readonly explain: Bilingual<string> | undefined;
  readonly parameters: FormValues;
  readonly onClose: () => void;
  /** Gets the answer, after which `onClose` is called. */
  readonly onDone: (answer: unknown) => void;
}

export function ConfirmDialog({ action, title, verb, explain, parameters, onClose, onDone }: Props) {
  const t = useTexts(texts);
  const language = useLanguage();
  const change = useChange(action);
  const carryOut = (): void =>
    change.mutate(parameters, {
      onSuccess: (answer) => {
        onDone(answer);
        onClose();
      },
    });
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <div className="row">
          <Button className="push" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button type="primary" loading={change.isPending} onClick={carryOut}>
            {verb[language]}
          </Button>
        </div>
      }
    >
      <div className="stack">
        <p>{explain?.[language] ?? t.confirm}</p>
        <ProblemAlert problem={change.error} />
      </div>
    </Dialog>
  );
}
