/** The dialog of one operation, by its kind. Loaded when it is first opened: it brings all contracts. */
import { Button } from 'antd';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ActionContract } from '../../../src/contract/define.ts';
import { contracts } from '../../../src/contract/index.ts';
import { useApi } from '../api/use-call.ts';
import { ActionDialog } from '../form/action-dialog.tsx';
import { DeleteDialog } from '../form/delete-dialog.tsx';
import type { FormValues } from '../form/values.ts';
import { useLanguage } from '../i18n/language.ts';
import { useTexts } from '../i18n/texts.ts';
import { useRegion } from '../region/region.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Loading } from '../ui/loading.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import type { BoundOperation, FormOperation, Question } from './operation.ts';
import { presentValues } from './present-values.ts';
import { texts } from './texts.ts';

interface Props {
  readonly operation: BoundOperation;
  readonly name: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function OperationDialog(props: Props) {
  const { operation, onClose, onDone } = props;
  const [answer, setAnswer] = useState<unknown>();
  const title = useTitle(props);
  const parameters = useInRegion(operation.action, operation.fixed(null));
  const { shows: Answer } = operation;
  const kept = useRef(false);
  if (Answer && answer !== undefined) {
    return (
      <Plain title={title} onClose={onClose}>
        <Answer answer={answer} />
      </Plain>
    );
  }
  const done = (answered: unknown): void => {
    onDone();
    kept.current = Answer !== undefined;
    if (Answer) setAnswer(answered);
  };
  // A dialog closes when it is done; this one stays for the answer.
  const close = (): void => {
    if (!kept.current) onClose();
  };
  const common = { action: operation.action, onClose: close, onDone: done };
  switch (operation.kind) {
    case 'form':
      return <Form {...props} onClose={close} operation={operation} title={title} done={done} />;
    case 'confirm':
      return (
        <ConfirmDialog
          {...common}
          title={title}
          verb={operation.label}
          explain={operation.explain}
          parameters={parameters}
        />
      );
    case 'delete':
      return <DeleteDialog {...common} name={props.name} parameters={parameters} onDone={onDone} />;
  }
}

interface FormProps extends Props {
  readonly operation: FormOperation<null>;
  readonly title: string;
  readonly done: (answer: unknown) => void;
}

function Form(props: FormProps) {
  const { operation, title, onClose } = props;
  const { initial, present } = operation;
  if (!present) return <FilledForm {...props} initial={initial?.(null) ?? {}} />;
  return (
    <Asked question={present(null)} title={title} onClose={onClose}>
      {(answer) => {
        const { params }: ActionContract = contracts[operation.action];
        return <FilledForm {...props} initial={presentValues(params, answer, operation.blank)} />;
      }}
    </Asked>
  );
}

function FilledForm({
  operation,
  title,
  initial,
  onClose,
  done,
}: FormProps & { readonly initial: FormValues }) {
  const language = useLanguage();
  const { action, fixed, first, explain, beside: Beside, label } = operation;
  return (
    <ActionDialog
      action={action}
      title={title}
      verb={label[language]}
      initial={initial}
      fixed={fixed(null)}
      {...(first && { first })}
      {...(explain && { before: explain[language] })}
      {...(Beside && { beside: (values: FormValues) => <Beside values={values} /> })}
      onClose={onClose}
      onDone={done}
    />
  );
}

interface AskedProps {
  readonly question: Question;
  readonly title: string;
  readonly onClose: () => void;
  readonly children: (answer: unknown) => ReactNode;
}

/** Asked once: what comes later must not change what somebody is editing. */
function Asked({ question, title, onClose, children }: AskedProps) {
  const call = useApi();
  const parameters = useInRegion(question.action, question.parameters);
  const [state, setState] = useState<{ readonly answer?: unknown; readonly problem?: unknown }>({});
  useEffect(() => {
    const stop = new AbortController();
    call(question.action, parameters, stop.signal).then(
      (answer: unknown) => setState({ answer }),
      (problem: unknown) => {
        if (!stop.signal.aborted) setState({ problem });
      },
    );
    return () => stop.abort();
  }, []);
  if (state.answer !== undefined) return children(state.answer);
  return (
    <Plain title={title} onClose={onClose}>
      {state.problem === undefined ? <Loading /> : <ProblemAlert problem={state.problem} />}
    </Plain>
  );
}

function Plain({
  title,
  onClose,
  children,
}: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const t = useTexts(texts);
  return (
    <Dialog title={title} onClose={onClose} footer={<Button onClick={onClose}>{t.close}</Button>}>
      {children}
    </Dialog>
  );
}

function useTitle({ operation, name }: Props): string {
  const t = useTexts(texts);
  const label = operation.label[useLanguage()];
  return name === '' ? label : t.of(label, name);
}

/** The region of the page, for actions that want one. */
function useInRegion(action: Question['action'], values: FormValues): FormValues {
  const { regionId } = useRegion();
  return Object.hasOwn(contracts[action].params, 'RegionId') ? { RegionId: regionId, ...values } : values;
}
