import { SalienceError } from "../../src/core/errors";

/** What a call throws, as `code: message`; any other error and no error are named as such. */
export function failure(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof SalienceError
      ? `${error.code}: ${error.message}`
      : `not a SalienceError: ${error}`;
  }
  return "nothing was thrown";
}
