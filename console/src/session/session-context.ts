import { createContext, use } from 'react';
import type { Session } from './stored-session.ts';

export interface SessionState {
  readonly session: Session;
  readonly signOut: () => void;
  /** Back to the sign-in, since the session is no longer one. */
  readonly leave: (problem: unknown) => void;
}

export const SessionContext = createContext<SessionState | null>(null);

/** Only below the sign-in. */
export function useSession(): SessionState {
  const state = use(SessionContext);
  if (!state) throw new Error('used outside of a session');
  return state;
}
