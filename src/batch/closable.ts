/**
 * An async generator that closes its source when it is left, even before its first step, when a generator on its own
 * would end without having run a line, or during a step, when it would wait for the source to give something.
 *
 * @param generator - the generator, which closes its source itself where it is left between two steps
 * @param close - closes the source; told whether a step is outstanding
 * @returns the same steps
 */
export function closable<T>(
  generator: AsyncGenerator<T, undefined>,
  close: (isWaiting: boolean) => Promise<unknown> | undefined,
): AsyncIterableIterator<T> {
  let isStarted = false;
  let outstanding = 0;
  return {
    async next() {
      isStarted = true;
      outstanding += 1;
      try {
        return await generator.next();
      } finally {
        outstanding -= 1;
      }
    },
    async return() {
      if (!isStarted || outstanding > 0) await close(outstanding > 0);
      return generator.return(undefined);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
