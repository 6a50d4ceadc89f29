/** The API in components: what it answers, kept and refreshed, and what it is asked to do. */
import { useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type { Result } from '../../../src/contract/define.ts';
import type { ActionName, Contracts } from '../../../src/contract/index.ts';
import { useSession } from '../session/session-context.ts';
import { callApi, type Parameters } from './call.ts';
import { isSessionOver } from './failure.ts';

export type Answer<A extends ActionName> = Result<Contracts[A]>;

/** Makes a call with the key of the session. Rejects with `ApiFailure` or `Unreachable`. */
export function useApi(): <A extends ActionName>(
  action: A,
  parameters?: Parameters,
  signal?: AbortSignal,
) => Promise<Answer<A>> {
  const { session, leave } = useSession();
  return async (action, parameters = {}, signal) => {
    try {
      return await callApi(session.keys, action, parameters, signal);
    } catch (problem) {
      if (isSessionOver(problem)) leave(problem);
      throw problem;
    }
  };
}

export interface AskOptions {
  readonly enabled?: boolean;
  /** Asks again that often while the page is seen; undefined = only when something changed. */
  readonly everyMs?: number;
}

/** The answer of an action that changes nothing. */
export function useAnswer<A extends ActionName>(
  action: A,
  parameters: Parameters = {},
  { enabled = true, everyMs }: AskOptions = {},
): UseQueryResult<Answer<A>> {
  const call = useApi();
  return useQuery({
    queryKey: [action, parameters],
    queryFn: ({ signal }) => call(action, parameters, signal),
    enabled,
    refetchInterval: everyMs ?? false,
  });
}

/** Nobody has so many; an answer that always names a next page does not keep us asking. */
const MOST_PAGES = 100;

/**
 * The answers of all pages, in order. `next` says what asks for the page after an answer, undefined behind the last;
 * `everyMs` how soon to ask again, undefined = when something was changed.
 */
export function useAllPages<A extends ActionName>(
  action: A,
  parameters: Parameters,
  next: (answer: Answer<A>) => Parameters | undefined = () => undefined,
  everyMs: (pages: readonly Answer<A>[]) => number | undefined = () => undefined,
): UseQueryResult<readonly Answer<A>[]> {
  const call = useApi();
  return useQuery({
    queryKey: [action, parameters, 'all pages'],
    queryFn: async ({ signal }) => {
      const pages: Answer<A>[] = [];
      let page: Parameters | undefined = {};
      while (page && pages.length < MOST_PAGES) {
        const answer: Answer<A> = await call(action, { ...parameters, ...page }, signal);
        pages.push(answer);
        page = next(answer);
      }
      return pages;
    },
    refetchInterval: ({ state: { data } }) => everyMs(data ?? []) ?? false,
  });
}

/** Carries out an action that changes something; whatever is shown is then asked for anew. */
export function useChange<A extends ActionName>(action: A) {
  const call = useApi();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (parameters: Parameters) => call(action, parameters),
    onSettled: () => queries.invalidateQueries(),
  });
}
