/** What a test file made and must not leave behind: undone in reverse order, each even when another one fails. */
export class Cleanup {
  readonly #undo: (() => unknown)[] = [];

  /** Returns what it was given, so that making and registering is one line. */
  add<T extends { close(): unknown }>(resource: T): T {
    this.#undo.push(() => resource.close());
    return resource;
  }

  /** Rejects with the first failure, after everything has been tried. */
  async run(): Promise<void> {
    const failures: unknown[] = [];
    for (let undo = this.#undo.pop(); undo; undo = this.#undo.pop()) {
      try {
        await undo();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
