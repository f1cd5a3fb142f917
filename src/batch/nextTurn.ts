// of the host, where it has them: browsers have no setImmediate
declare const setImmediate: ((callback: () => void) => unknown) | undefined;
declare const setTimeout: (callback: () => void, milliseconds: number) => unknown;

const later = typeof setImmediate === "function" ? setImmediate : (run: () => void) => setTimeout(run, 0);

/** Lets other work of the process have its turn. */
export const nextTurn = () => new Promise<void>((resolve) => later(resolve));
