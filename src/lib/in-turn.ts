/** One thing after another, in the order in which they are asked for, whether those before succeed or fail. */
export class InTurn {
  /** Settles, never rejects, with the last one. */
  #last: Promise<unknown> = Promise.resolve();

  do<T>(what: () => Promise<T>): Promise<T> {
    const outcome = this.#last.then(what);
    this.#last = outcome.catch(() => undefined);
    return outcome;
  }

  /** Resolves when all that has been asked for is done. */
  async settled(): Promise<void> {
    await this.#last;
  }
}
