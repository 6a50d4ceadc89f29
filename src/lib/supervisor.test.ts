import { expect, it } from 'vitest';
import { Supervisor } from './supervisor.ts';

it('starts a failed task again and reports the failure', async () => {
  const failures: string[] = [];
  const supervisor = new Supervisor(({ task }) => failures.push(task));
  let starts = 0;
  await new Promise<void>((resolve) => {
    supervisor.run('loop', async () => {
      starts += 1;
      if (starts < 3) throw new Error('down');
      resolve();
      return Promise.resolve();
    });
  });
  expect(starts).toBe(3);
  expect(failures).toEqual(['loop', 'loop']);
  await supervisor.close();
});

it('close aborts the tasks and waits for them', async () => {
  const supervisor = new Supervisor(() => undefined);
  let ended = false;
  supervisor.run(
    'waits',
    (signal) =>
      new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => {
          ended = true;
          resolve();
        });
      }),
  );
  await supervisor.close();
  expect(ended).toBe(true);
});
