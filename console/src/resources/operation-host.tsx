/**
 * Where dialogs of operations live: above the pages, since what they are about may vanish (or come to be) while they
 * are open, with the button that opened them.
 */
import { createContext, lazy, type ReactNode, Suspense, use, useState } from 'react';
import type { BoundOperation } from './operation.ts';

const OperationDialog = lazy(async () => ({
  default: (await import('./operation-dialog.tsx')).OperationDialog,
}));

interface Opened {
  readonly operation: BoundOperation;
  /** Of what it is about; empty where something is made. */
  readonly name: string;
  readonly onDone: () => void;
}

const OpenContext = createContext<(opened: Opened) => void>(() => {
  throw new Error('used outside of OperationHost');
});

export function OperationHost({ children }: { readonly children: ReactNode }) {
  const [opened, setOpened] = useState<Opened>();
  return (
    <OpenContext value={setOpened}>
      {children}
      {opened && (
        <Suspense>
          <OperationDialog {...opened} onClose={() => setOpened(undefined)} />
        </Suspense>
      )}
    </OpenContext>
  );
}

export function useOpenOperation(): (opened: Opened) => void {
  return use(OpenContext);
}
