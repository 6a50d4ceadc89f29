import { listenerKey } from '../../domain/keys.ts';
import type { Listener } from '../../domain/resources.ts';
import type { ListenerRuntime } from '../../domain/runtime-view.ts';
import type { ActionContext } from '../context.ts';

export type ListenerStatus = 'starting' | 'running' | 'stopping' | 'stopped';

/**
 * What is wanted and what is in force, in the wire's word. A port that cannot be opened stays `starting`. On an inactive
 * load balancer a started listener is `running`: nothing is pending, and Terraform waits for it.
 */
export function listenerStatus(listener: Listener, context: ActionContext): ListenerStatus {
  const state = runtimeOf(listener, context)?.state;
  if (listener.desiredStatus === 'running')
    return state === 'running' || state === 'idle' ? 'running' : 'starting';
  return state === 'running' || state === 'stopping' ? 'stopping' : 'stopped';
}

export function runtimeOf(
  { loadBalancerId, protocol, port }: Listener,
  { runtime }: ActionContext,
): ListenerRuntime | undefined {
  return runtime.listener(listenerKey(loadBalancerId, protocol, port));
}
