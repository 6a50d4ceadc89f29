/** What has to be undone, in reverse order, however the demonstration ends: also by a crash or a second Ctrl-C. */
export class Cleanup {
  readonly #steps: { readonly now?: () => void; readonly close?: () => Promise<void> }[] = [];
  readonly #onExit = (): void => {
    for (const { now } of this.#steps.toReversed()) now?.();
  };

  constructor() {
    process.on('exit', this.#onExit);
  }

  /** `now` must not wait: it is also what happens when the process ends at once. */
  add(step: { readonly now?: () => void; readonly close?: () => Promise<void> }): void {
    this.#steps.push(step);
  }

  /** The first failure is thrown after everything has been tried. */
  async run(): Promise<void> {
    const failures: unknown[] = [];
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
      try {
        step.now?.();
        await step.close?.();
      } catch (error) {
        failures.push(error);
      }
    }
    process.off('exit', this.#onExit);
    if (failures.length > 0) throw failures[0];
  }
}
