import { SingleBar } from "cli-progress";

/** Says how far the work is, if it takes longer than a second. */
export interface Progress {
  /** @param share - of the whole work, in [0, 1] */
  update(share: number, doing: string): void;
  stop(): void;
}

const PATIENCE_MS = 1000;

/**
 * A bar on a terminal, and a line of text per step elsewhere; both on the error stream, so that the output can be
 * piped. Nothing is shown of work that is done within a second.
 */
export function createProgress(): Progress {
  const started = performance.now();
  const isTerminal = process.stderr.isTTY === true;
  const bar = new SingleBar({
    format: "  {bar} {percentage}% {doing}",
    clearOnComplete: true,
    hideCursor: true,
  });
  let said = "";
  return {
    update(share, doing) {
      if (performance.now() - started < PATIENCE_MS) return;
      if (!isTerminal && said !== doing) console.error(`${doing} …`);
      else if (isTerminal && said === "") bar.start(1, share, { doing });
      else if (isTerminal) bar.update(share, { doing });
      said = doing;
      if (isTerminal) bar.render();
    },
    stop: () => bar.stop(),
  };
}
