/** Deletes something for good, once its name has been typed. */
import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import type { ActionName } from '../../../src/contract/index.ts';
import { useChange } from '../api/use-call.ts';
import { useTexts } from '../i18n/texts.ts';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { texts } from './texts.ts';
import type { FormValues } from './values.ts';

interface Props {
  readonly action: ActionName;
  /** What it is called; must be typed. */
  readonly name: string;
  readonly parameters: FormValues;
  readonly onClose: () => void;
  readonly onDone?: () => void;
}

export function DeleteDialog({ action, name, parameters, onClose, onDone }: Props) {
  const t = useTexts(texts);
  const id = useId();
  const [typed, setTyped] = useState('');
  const change = useChange(action);
  const confirmed = typed === name;
  const submit = (): void => {
    if (!confirmed) return;
    change.mutate(parameters, {
      onSuccess: () => {
        onDone?.();
        onClose();
      },
    });
  };
  return (
    <Dialog
      title={t.deleteTitle(name)}
      onClose={onClose}
      footer={
        <div className="row">
          <Button className="push" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button type="primary" danger disabled={!confirmed} loading={change.isPending} onClick={submit}>
            {t.delete}
          </Button>
        </div>
      }
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <label htmlFor={id}>{t.typeName(name)}</label>
        <Input id={id} value={typed} onChange={(event) => setTyped(event.target.value)} autoComplete="off" />
        <ProblemAlert problem={change.error} />
      </form>
    </Dialog>
  );
}
