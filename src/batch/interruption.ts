import type { BatchSignal } from "./checkBatch";

/** Waiting that an `AbortSignal` can end. */
export interface Interruption {
  /** The same promise, or a rejection with the signal's reason as soon as it is aborted. */
  wait<T>(promise: Promise<T>): Promise<T>;
  /** Stops listening to the signal. */
  dispose(): void;
}

/**
 * Listens to a signal once for many short waits, which is cheaper than a race for each and leaves nothing behind.
 *
 * @param signal - the signal, if there is one
 * @param onAbort - what else to do at that moment
 * @returns the waiting
 */
export function interruptible(signal: BatchSignal | undefined, onAbort?: () => void): Interruption {
  if (signal === undefined) return { wait: (promise) => promise, dispose() {} };
  const waiting = new Set<(reason: unknown) => void>();
  const abort = () => {
    onAbort?.();
    for (const fail of waiting) fail(signal.reason);
  };
  signal.addEventListener("abort", abort, { once: true });
  return {
    wait: (promise) =>
      new Promise((resolve, reject) => {
        waiting.add(reject);
        const settle = <V>(how: (value: V) => void) => {
          return (value: V) => {
            waiting.delete(reject);
            how(value);
          };
        };
        promise.then(settle(resolve), settle(reject));
      }),
    dispose: () => signal.removeEventListener("abort", abort),
  };
}
