import { Button, Input } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { useTexts } from '../i18n/texts.ts';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { signIn } from './sign-in.ts';
import type { Session } from './stored-session.ts';
import { texts } from './texts.ts';

export function SignInPage({
  onSignedIn,
  problem,
}: {
  readonly onSignedIn: (session: Session) => void;
  /** Why an earlier session or a link is of no use. */
  readonly problem: unknown;
}) {
  const t = useTexts(texts);
  const id = useId();
  const [accessKeyId, setAccessKeyId] = useState('');
  const [secret, setSecret] = useState('');
  const [attempt, setAttempt] = useState<{ busy: boolean; problem: unknown }>({ busy: false, problem });

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setAttempt({ busy: true, problem: undefined });
    signIn(accessKeyId.trim(), secret.trim()).then(onSignedIn, (failed: unknown) =>
      setAttempt({ busy: false, problem: failed }),
    );
  };
  return (
    <main className="narrow sign-in">
      <img src="/console/hotspare.svg" alt="" width="56" height="56" />
      <h1>{t.title}</h1>
      <form onSubmit={submit} className="stack">
        <label htmlFor={`${id}-key`}>{t.accessKeyId}</label>
        <Input
          id={`${id}-key`}
          value={accessKeyId}
          onChange={(event) => setAccessKeyId(event.target.value)}
          autoComplete="username"
          spellCheck={false}
          required
        />
        <label htmlFor={`${id}-secret`}>{t.secret}</label>
        <Input.Password
          id={`${id}-secret`}
          value={secret}
          onChange={(event) => setSecret(event.target.value)}
          autoComplete="current-password"
          required
        />
        <ProblemAlert problem={attempt.problem} />
        <Button type="primary" htmlType="submit" loading={attempt.busy} block>
          {t.signIn}
        </Button>
      </form>
      <p className="quiet">{t.promise}</p>
      <p className="quiet">
        {t.link} <code>npx hotspare console</code>
      </p>
    </main>
  );
}
