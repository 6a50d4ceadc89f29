/** The pages: where each is, and what is loaded for it. A page more is a line here and its folder. */
import type { ComponentType } from 'react';
import { type Part, part } from '../ui/part.tsx';
import type { texts } from './texts.ts';

type PageName = keyof (typeof texts)['en']['pages'];

interface Page {
  readonly path: string;
  readonly component: Part<Props>;
  /** In the navigation, under this name. */
  readonly name?: PageName;
}

type Props = { readonly params: Readonly<Record<string, string | undefined>> };
const load = (module: () => Promise<{ readonly Page: ComponentType<Props> }>): Part<Props> =>
  part(async () => (await module()).Page);

export const pages: readonly Page[] = [
  { path: '/', name: 'overview', component: load(() => import('../overview/page.tsx')) },
  { path: '/balancers/:id', component: load(() => import('../balancer/page.tsx')) },
  { path: '/groups/:id', component: load(() => import('../group/page.tsx')) },
  { path: '/servers', name: 'servers', component: load(() => import('../servers/page.tsx')) },
  { path: '/certificates', name: 'certificates', component: load(() => import('../certificates/page.tsx')) },
  {
    path: '/access-control',
    name: 'accessControl',
    component: load(() => import('../access-control/page.tsx')),
  },
  { path: '/tls-policies', name: 'tlsPolicies', component: load(() => import('../tls-policies/page.tsx')) },
  { path: '/users', name: 'users', component: load(() => import('../users/page.tsx')) },
  { path: '/audit', name: 'audit', component: load(() => import('../audit/page.tsx')) },
  { path: '/settings', name: 'settings', component: load(() => import('../settings/page.tsx')) },
  { path: '/explorer', name: 'explorer', component: load(() => import('../explorer/page.tsx')) },
  { path: '/explorer/:action', component: load(() => import('../explorer/page.tsx')) },
  { path: '/documents', name: 'documents', component: load(() => import('../documents/page.tsx')) },
  { path: '/documents/*', component: load(() => import('../documents/page.tsx')) },
];

/** Begins to load what a path will show, before it is known whether somebody is signed in. */
export function preloadPage(path: string): void {
  const folderOf = (of: string): string => of.split('/')[1] ?? '';
  pages.find((page) => folderOf(page.path) === folderOf(path))?.component.preload();
}
