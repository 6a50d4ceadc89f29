import { Alert } from 'antd';
import { ApiFailure, Unreachable } from '../api/failure.ts';
import { useTexts } from '../i18n/texts.ts';
import { texts } from './texts.ts';

/** Nothing when there is no problem. What the service says is shown as it says it: code, cause, remedy. */
export function ProblemAlert({ problem }: { readonly problem: unknown }) {
  const t = useTexts(texts);
  if (problem === undefined || problem === null) return null;
  if (problem instanceof ApiFailure) {
    const { code, message, remedy, requestId } = problem;
    return (
      <Alert
        type="error"
        showIcon
        role="alert"
        title={<code>{code}</code>}
        description={
          <>
            <p>{message}</p>
            {remedy !== '' && <p>{remedy}</p>}
            <p className="quiet">
              {t.requestId} <code>{requestId}</code>
            </p>
          </>
        }
      />
    );
  }
  const unreachable = problem instanceof Unreachable;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={unreachable ? t.unreachable : t.failed}
      description={unreachable ? t.unreachableRemedy : problem instanceof Error ? problem.message : ''}
    />
  );
}
