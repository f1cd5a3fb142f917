import { describeValue } from "../core/describe";
import { SalienceError } from "../core/errors";

/**
 * The error of a worker thread that ended before it had answered, or of a pool that is closed.
 *
 * @param expected - what was expected
 * @param received - what happened: an error, or words
 * @returns the error
 */
export function workerFailure(expected: string, received: unknown): SalienceError {
  const found = typeof received === "string" ? received : describeValue(received);
  return new SalienceError("worker_failed", `scoreInWorkers: expected ${expected}, received ${found}`);
}
