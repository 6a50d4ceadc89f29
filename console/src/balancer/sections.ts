/** The parts of the page of a load balancer: a part more is a line here. */
import { type ComponentType, lazy } from 'react';

type Section = ComponentType<{ readonly loadBalancerId: string }>;

/** In the order of the navigation; the first is shown at the begin. */
export const sections: Readonly<Record<string, Section>> = {
  picture: lazy(async () => ({ default: (await import('./picture/section.tsx')).PictureSection })),
  charts: lazy(async () => ({ default: (await import('./charts/section.tsx')).ChartsSection })),
  history: lazy(async () => ({ default: (await import('./history-section.tsx')).HistorySection })),
};

export const FIRST_SECTION = 'picture';
