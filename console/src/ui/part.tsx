/**
 * A component that is loaded when it is first shown, with a word in its place meanwhile. React's own `lazy` holds back what it
 * has loaded for up to 300 ms when such a word was seen, which is most of the time that a page takes.
 */
import { type ComponentType, useEffect, useState } from 'react';
import { Loading } from './loading.tsx';

export interface Part<P> {
  (props: P): React.ReactNode;
  /** Begins to load it; to be called when it will be shown soon. */
  preload(): void;
}

export function part<P extends object>(load: () => Promise<ComponentType<P>>): Part<P> {
  let loaded: ComponentType<P> | undefined;
  let loading: Promise<ComponentType<P>> | undefined;
  const begin = (): Promise<ComponentType<P>> => {
    loading ??= load().then((component) => (loaded = component));
    // Another try when it is shown again: the service may have been away.
    loading.catch(() => (loading = undefined));
    return loading;
  };
  const show = (props: P): React.ReactNode => {
    const [state, setState] = useState<{ component?: ComponentType<P> | undefined; problem?: unknown }>({
      component: loaded,
    });
    useEffect(() => {
      if (state.component) return;
      begin().then(
        (component) => setState({ component }),
        (problem: unknown) => setState({ problem }),
      );
    }, [state.component]);
    // What catches faults of a page shows it.
    if (state.problem !== undefined) throw state.problem;
    const Component = state.component;
    return Component ? <Component {...props} /> : <Loading />;
  };
  return Object.assign(show, { preload: (): void => void begin().catch(() => undefined) });
}
