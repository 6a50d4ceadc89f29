/** Carries out an action from any page: its form, its refusals, and what it would do where it can say so. */
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { type ActionName, contracts } from '../../../src/contract/index.ts';
import type { ActionContract } from '../../../src/contract/define.ts';
import { useApi, useChange } from '../api/use-call.ts';
import { useTexts } from '../i18n/texts.ts';
import { useRegion } from '../region/region.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { ActionForm } from './action-form.tsx';
import { EffectNote } from './effect-note.tsx';
import { PreviewAnswer } from './preview-answer.tsx';
import { texts } from './texts.ts';
import { type FormValues, problemsOf } from './values.ts';

export interface ActionDialogProps {
  readonly action: ActionName;
  readonly title: string;
  /** Of the button that carries it out. */
  readonly verb: string;
  /** What the form begins with. */
  readonly initial?: FormValues;
  /** Sent as they are and not asked for. */
  readonly fixed?: FormValues;
  /** Optional parameters that people mostly want, in this order. */
  readonly first?: readonly string[];
  /** What to know before filling it in. */
  readonly before?: string;
  /** Follows what is filled in. */
  readonly beside?: (values: FormValues) => ReactNode;
  readonly onClose: () => void;
  /** Gets the answer, after which `onClose` is called. */
  readonly onDone?: (answer: unknown) => void;
}

export function ActionDialog({
  action,
  title,
  verb,
  initial = {},
  fixed = {},
  first = [],
  before,
  beside,
  onClose,
  onDone,
}: ActionDialogProps) {
  const t = useTexts(texts);
  const contract: ActionContract = contracts[action];
  const [values, setValues] = useState(initial);
  const [tried, setTried] = useState(false);
  const { regionId } = useRegion();
  const change = useChange(action);
  const preview = usePreview(action);
  const inRegion = Object.hasOwn(contract.params, 'RegionId') ? { RegionId: regionId } : {};
  const all = { ...inRegion, ...values, ...fixed };
  const problems = problemsOf(contract.params, all);
  const hasPreview = Object.hasOwn(contract.params, 'DryRun');
  const fits = Object.keys(problems).length === 0;
  const edit = (edited: FormValues): void => {
    const given = ['RegionId', ...Object.keys(fixed)];
    const added = Object.entries(edited).filter(([name]) => !given.includes(name));
    setValues(Object.fromEntries(added));
    preview.forget();
  };

  const submit = (): void => {
    setTried(true);
    if (!fits) return;
    change.mutate(all, {
      onSuccess: (answer) => {
        onDone?.(answer);
        onClose();
      },
    });
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      wide
      footer={
        <div className="row">
          {hasPreview && (
            <Button
              onClick={() => {
                setTried(true);
                if (fits) preview.ask(all);
              }}
              loading={preview.busy}
            >
              {t.preview}
            </Button>
          )}
          <Button className="push" onClick={onClose}>
            {t.cancel}
          </Button>
          <Button type="primary" onClick={submit} loading={change.isPending}>
            {verb}
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
        {before !== undefined && <p>{before}</p>}
        <EffectNote effect={contract.effect} />
        <ActionForm
          contract={contract}
          values={all}
          onChange={edit}
          problems={tried ? problems : {}}
          hidden={['RegionId', 'ClientToken', 'DryRun', ...Object.keys(fixed)]}
          first={first}
        />
        {beside?.(all)}
        <PreviewAnswer answer={preview.answer} />
        <ProblemAlert problem={change.error ?? preview.problem} />
        {/* So that Enter in a line carries the form out. */}
        <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true" />
      </form>
    </Dialog>
  );
}

/** The same call with DryRun: says what would happen, and does nothing. */
function usePreview(action: ActionName) {
  const call = useApi();
  const [state, setState] = useState<{ answer?: unknown; problem?: unknown; busy: boolean }>({ busy: false });
  return {
    ...state,
    ask: (values: FormValues): void => {
      setState({ busy: true });
      call(action, { ...values, DryRun: 'true' }).then(
        (answer: unknown) => setState({ answer, busy: false }),
        (problem: unknown) => setState({ problem, busy: false }),
      );
    },
    forget: (): void => setState({ busy: false }),
  };
}
