/** The parts of the page of a load balancer: a part more is a line here. */
import { type Part, part } from '../ui/part.tsx';

type Section = Part<{ readonly loadBalancerId: string }>;

/** In the order of the navigation; the first is shown at the begin. */
export const sections: Readonly<Record<string, Section>> = {
  picture: part(async () => (await import('./picture/section.tsx')).PictureSection),
  listeners: part(async () => (await import('../listeners/section.tsx')).ListenersSection),
  groups: part(async () => (await import('../server-groups/section.tsx')).ServerGroupsSection),
  charts: part(async () => (await import('./charts/section.tsx')).ChartsSection),
  history: part(async () => (await import('./history-section.tsx')).HistorySection),
  settings: part(async () => (await import('../load-balancer/section.tsx')).SettingsSection),
};

export const FIRST_SECTION = 'picture';
