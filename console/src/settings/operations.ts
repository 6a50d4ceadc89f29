import type { Operation } from '../resources/operation.ts';

const change = { en: 'Change', zh: '修改' };
const initial = ({ LogProject, LogStore }: Delivery) => ({ LogProject, LogStore });

/** Where fine-grained monitoring would be delivered to; empty = nowhere. */
export interface Delivery {
  readonly LogProject: string;
  readonly LogStore: string;
}

export const monitorOperations: readonly Operation<Delivery>[] = [
  {
    kind: 'form',
    action: 'EnableHighDefinationMonitor',
    label: { en: 'Turn on', zh: '开启' },
    fixed: () => ({}),
    when: ({ LogProject }) => LogProject === '',
  },
  {
    kind: 'form',
    action: 'ModifyHighDefinationMonitor',
    label: change,
    fixed: () => ({}),
    initial,
    when: ({ LogProject }) => LogProject !== '',
  },
];
