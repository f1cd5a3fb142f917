import { join } from "node:path";
import { Worker } from "node:worker_threads";

/**
 * Starts a thread that runs `worker.ts`, which the build puts beside this module. Bundlers that follow worker threads
 * look for exactly the last form of call; with the others, the host says where the file is.
 *
 * @param file - where the thread's code is, or undefined for the place where the package has it
 * @returns the thread
 */
export function startThread(file: URL | string | undefined): Worker {
  if (file !== undefined) return new Worker(file);
  if (import.meta.url === undefined) return new Worker(join(__dirname, "worker.cjs")); // the build for CommonJS
  return new Worker(new URL("./worker.js", import.meta.url));
}
