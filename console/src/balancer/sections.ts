/** The parts of the page of a load balancer: a part more is a line here. */
import { type ComponentType, lazy } from 'react';

type Section = ComponentType<{ readonly loadBalancerId: string }>;

/** In the order of the navigation; the first is shown at the begin. */
export const sections: Readonly<Record<string, Section>> = {
  picture: lazy(async () => ({ default: (await import('./picture/section.tsx')).PictureSection })),
  listeners: lazy(async () => ({ default: (await import('../listeners/section.tsx')).ListenersSection })),
  groups: lazy(async () => ({ default: (await import('../server-groups/section.tsx')).ServerGroupsSection })),
  charts: lazy(async () => ({ default: (await import('./charts/section.tsx')).ChartsSection })),
  history: lazy(async () => ({ default: (await import('./history-section.tsx')).HistorySection })),
  settings: lazy(async () => ({ default: (await import('../load-balancer/section.tsx')).SettingsSection })),
};

export const FIRST_SECTION = 'picture';
