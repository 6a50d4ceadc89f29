/** What somebody should look at, worst first. Pure. */
import { type Finding, listenerFindings, loadBalancerFindings, severity } from '../../domain/attention.ts';
import type { ListenerStatus, LoadBalancerStatus, ServiceStatus } from './model.ts';

export interface Attention extends Finding {
  /** Which listener or load balancer. */
  readonly subject: string;
}

export function attention(status: ServiceStatus): readonly Attention[] {
  const found = status.loadBalancers.flatMap((loadBalancer) => [
    ...loadBalancerFindings({ status: loadBalancer.status, listeners: loadBalancer.listeners.length }).map(
      (finding) => ({ ...finding, subject: nameOf(loadBalancer) }),
    ),
    ...loadBalancer.listeners.flatMap((listener) =>
      listenerFindings(listener).map((finding) => ({
        ...finding,
        subject: `${nameOf(loadBalancer)} ${listener.protocol}:${listener.port}`,
      })),
    ),
  ]);
  return found.sort((a, b) => severity(b.level) - severity(a.level));
}

/** 0 = nothing to say. */
export function severityOf(listener: ListenerStatus): number {
  return Math.max(0, ...listenerFindings(listener).map(({ level }) => severity(level)));
}

export function nameOf({ id, name }: Pick<LoadBalancerStatus, 'id' | 'name'>): string {
  return name === '' || name === id ? id : `${name} (${id})`;
}
