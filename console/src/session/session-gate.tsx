/** Shows the sign-in until there is a session, and keeps the session alive while the page is open. */
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { canSign } from '../api/signer.ts';
import { Insecure } from './insecure.tsx';
import { SessionContext } from './session-context.ts';
import { endSession, renewSession, signIn, takeLink } from './sign-in.ts';
import { SignInPage } from './sign-in-page.tsx';
import { forgetSession, type Session, storedSession } from './stored-session.ts';

type State =
  | { readonly kind: 'looking' }
  | { readonly kind: 'out'; readonly problem?: unknown }
  | { readonly kind: 'in'; readonly session: Session };

/** Before its end, so that a slow service is no reason to sign in anew. */
const RENEW_BEFORE_MS = 15 * 60_000;
const TRY_AGAIN_MS = 30_000;

export function SessionGate({ children }: { readonly children: ReactNode }) {
  const [state, setState] = useState<State>({ kind: 'looking' });
  const enter = useCallback((session: Session) => setState({ kind: 'in', session }), []);

  useEffect(() => {
    if (!canSign()) return;
    void begin().then(setState);
  }, []);
  const leave = useCallback((problem: unknown) => {
    void forgetSession();
    setState({ kind: 'out', problem });
  }, []);
  useRenewal(state, { enter, leave });

  const signOut = useCallback(() => {
    setState((before) => {
      if (before.kind === 'in') void endSession(before.session);
      return { kind: 'out' };
    });
  }, []);

  if (!canSign()) return <Insecure />;
  if (state.kind === 'looking') return null;
  if (state.kind === 'out') return <SignInPage onSignedIn={enter} problem={state.problem} />;
  return <SessionContext value={{ session: state.session, signOut, leave }}>{children}</SessionContext>;
}

async function begin(): Promise<State> {
  const link = takeLink();
  if (link) {
    try {
      return { kind: 'in', session: await signIn(link.accessKeyId, link.secret) };
    } catch (problem) {
      return { kind: 'out', problem };
    }
  }
  const session = await storedSession(Date.now());
  return session ? { kind: 'in', session } : { kind: 'out' };
}

/** Until its end a session goes on, whatever became of an attempt to renew it. */
function useRenewal(
  state: State,
  {
    enter,
    leave,
  }: { readonly enter: (session: Session) => void; readonly leave: (problem: unknown) => void },
): void {
  const session = state.kind === 'in' ? state.session : undefined;
  useEffect(() => {
    if (!session || session.expiresAtMs === null) return undefined;
    const { expiresAtMs } = session;
    let timer: ReturnType<typeof setTimeout>;
    const renewAfter = (ms: number): void => {
      timer = setTimeout(() => {
        renewSession(session).then(enter, (problem: unknown) => {
          if (Date.now() < expiresAtMs) renewAfter(TRY_AGAIN_MS);
          else leave(problem);
        });
      }, ms);
    };
    renewAfter(Math.max(1_000, expiresAtMs - Date.now() - RENEW_BEFORE_MS));
    return () => clearTimeout(timer);
  }, [session, enter, leave]);
}
