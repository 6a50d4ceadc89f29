/** What is true right now, as the service tells it. */
import { useSyncExternalStore } from 'react';
import { useStreams } from './live-provider.tsx';
import type { Connection, SharedStream, Snapshot } from './shared-stream.ts';
import type { Balancers } from './topics.ts';
import type { BalancerEvent } from '../../../src/contract/events.ts';
import type { WireEvent } from '../group/event.ts';

/** All load balancers that this session may see; undefined while nothing has been told. */
export function useBalancers(): Snapshot<Balancers> {
  return useStream(useStreams().balancers);
}

export function useBalancer(loadBalancerId: string): Snapshot<BalancerEvent | undefined> {
  const { connection, value } = useStream(useStreams().balancer(loadBalancerId));
  return { connection, value: value.balancer };
}

/** What happened at a load balancer since a page began to listen, newest first. */
export function useFacts(loadBalancerId: string): {
  readonly connection: Connection;
  readonly facts: readonly WireEvent[];
} {
  const { connection, value } = useStream(useStreams().balancer(loadBalancerId));
  return { connection, facts: value.facts };
}

function useStream<V>(stream: SharedStream<V>): Snapshot<V> {
  return useSyncExternalStore(stream.subscribe, stream.snapshot);
}
