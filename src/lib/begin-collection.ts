/** More than the 64 MB of memory outside of its heap from which V8 begins a collection. */
const ENOUGH_BYTES = 96 * 1_024 * 1_024;

/**
 * Has V8 begin to collect all garbage of this thread, in small steps between whatever else is to be done, as it would by itself
 * once the heap had grown enough. Asked for with `gc()` it would be done in one go, with nothing else in between.
 */
export function beginCollection(): void {
  // Nobody writes to it, so the system gives no memory for it; it is garbage at once.
  void new ArrayBuffer(ENOUGH_BYTES);
}
