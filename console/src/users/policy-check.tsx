/** Reads a policy as the service does and says what it allows. Loaded where it is seen: it brings all contracts. */
import { Alert } from 'antd';
import { contracts } from '../../../src/contract/index.ts';
import type { FormValues } from '../form/values.ts';
import { useTexts } from '../i18n/texts.ts';
import { reachOf, readPolicy } from './policy-reach.ts';
import { texts } from './texts.ts';
import './users.css';

const actions = Object.keys(contracts);

export function PolicyCheck({ values }: { readonly values: FormValues }) {
  const t = useTexts(texts);
  const read = readPolicy(values['PolicyDocument'] ?? '');
  if ('problems' in read) {
    return (
      <Alert
        type="warning"
        role="status"
        title={t.problems}
        description={
          <ul className="policy-problems">
            {read.problems.map(({ at, why }) => (
              <li key={at + why}>
                {at !== '' && <code>{at}</code>} {why}
              </li>
            ))}
          </ul>
        }
      />
    );
  }
  const reach = reachOf(read.policy, actions);
  return (
    <div className="policy-reach" role="status">
      <strong>{t.check}</strong>
      <Actions title={t.everywhere} names={reach.everywhere} />
      <Actions title={t.partly} names={reach.partly} />
      <Actions title={t.never} names={reach.never} />
    </div>
  );
}

function Actions({ title, names }: { readonly title: string; readonly names: readonly string[] }) {
  const t = useTexts(texts);
  if (names.length === 0) return null;
  return (
    <details>
      <summary>
        {t.count(names.length, actions.length)} {title}
      </summary>
      <p className="policy-actions">{names.join(', ')}</p>
    </details>
  );
}
