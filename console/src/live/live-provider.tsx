/** The streams of a session: one for all load balancers, and one for each that a page shows. */
import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useEffect, useMemo, useRef } from 'react';
import type { ChangedEvent } from '../../../src/contract/events.ts';
import { ApiFailure } from '../api/failure.ts';
import { useSession } from '../session/session-context.ts';
import { openStream } from './open-stream.ts';
import { SharedStream } from './shared-stream.ts';
import type { SseEvent } from './sse.ts';
import { type Balancers, type BalancerTopic, concerned, takeBalancer, takeBalancers } from './topics.ts';

interface LiveStreams {
  readonly balancers: SharedStream<Balancers>;
  readonly balancer: (loadBalancerId: string) => SharedStream<BalancerTopic>;
}

const LiveContext = createContext<LiveStreams | null>(null);

export function LiveProvider({ children }: { readonly children: ReactNode }) {
  const { keys } = useSession().session;
  // A session is renewed with another key: the streams that are open go on, those to come are signed with the new one.
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  }, [keys]);
  const queries = useQueryClient();
  const streams = useMemo((): LiveStreams => {
    const changed = ({ event, data }: SseEvent): void => {
      if (event !== 'changed') return;
      const { kinds } = JSON.parse(data) as ChangedEvent;
      const isConcerned = concerned(kinds);
      void queries.invalidateQueries({ predicate: ({ queryKey }) => isConcerned(String(queryKey[0])) });
    };
    const stream = <V,>(
      parameters: Readonly<Record<string, string>>,
      initial: V,
      take: (value: V, event: SseEvent) => V,
      lasting: (value: V) => V,
    ): SharedStream<V> => {
      let isFirst = true;
      return new SharedStream({
        initial,
        open: async (signal) => {
          const events = await openStream(latest.current, parameters, signal);
          // What changed meanwhile has not been told.
          if (!isFirst) void queries.invalidateQueries();
          isFirst = false;
          return events;
        },
        take: (value, event) => {
          changed(event);
          return take(value, event);
        },
        lasting,
        isFinal: (problem) => problem instanceof ApiFailure && problem.httpStatus < 500,
      });
    };
    const known = new Map<string, SharedStream<BalancerTopic>>();
    return {
      balancers: stream<Balancers>({}, undefined, takeBalancers, () => undefined),
      balancer: (LoadBalancerId) => {
        const found =
          known.get(LoadBalancerId) ??
          stream<BalancerTopic>(
            { LoadBalancerId },
            { balancer: undefined, facts: [] },
            takeBalancer,
            (value) => value,
          );
        known.set(LoadBalancerId, found);
        return found;
      },
    };
  }, [queries]);
  return <LiveContext value={streams}>{children}</LiveContext>;
}

export function useStreams(): LiveStreams {
  const streams = use(LiveContext);
  if (!streams) throw new Error('used outside of the live streams');
  return streams;
}
