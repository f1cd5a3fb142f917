import type { Table } from "../core/columns";
import { describeValue } from "../core/describe";
import { SalienceError, type SalienceErrorCode } from "../core/errors";
import type { AdditiveModel } from "../models/index";
import type { ScoreAnswer, ScoreColumns, ScoreRequest } from "./messages";
import { sharedMemory } from "./sharedMemory";
import { startThread } from "./startThread";
import { workerFailure } from "./workerFailure";

/** What is scored with one model in one call: a lane sends the model once for it. */
export interface Job {
  readonly model: AdditiveModel;
}

/** A worker thread with the memory that it shares with the main thread. It does one thing at a time. */
export interface Lane {
  /** Scores a table. The columns stay as they are until the next call: copy them before. */
  score(job: Job, table: Table): Promise<ScoreColumns>;
  /** Ends the thread; a call that has not been answered fails with the reason. */
  end(reason: SalienceError): Promise<void>;
}

/**
 * Starts a lane. While it has nothing to do, it does not keep the process alive.
 *
 * @param file - where the thread's code is, or undefined for the place where the package has it
 * @param onDeath - told when the thread ends by itself
 * @returns the lane
 */
export function startLane(file: URL | string | undefined, onDeath: (reason: SalienceError) => void): Lane {
  const thread = startThread(file);
  const memory = sharedMemory();
  let lastJob: Job | null = null;
  let levels = new Map<string, readonly string[]>();
  let requests = 0;
  let settle: ((error: unknown) => void) | null = null;
  let isEnding = false;

  const answered = (error: unknown) => {
    thread.unref();
    const waiting = settle;
    settle = null;
    waiting?.(error);
  };
  const died = (received: unknown) => {
    if (!isEnding) onDeath(workerFailure("a worker thread to stay alive", received));
  };
  const misunderstood = (answer: unknown) => {
    if (!isEnding)
      onDeath(workerFailure("a worker thread that runs worker.js of the package", describeValue(answer)));
  };
  thread.unref();
  thread.on("message", (answer: unknown) => {
    if (settle !== null && isAnswer(answer, requests)) answered(answer.failure && errorOf(answer.failure));
    else misunderstood(answer);
  });
  thread.on("error", died);
  thread.on("messageerror", died);
  thread.on("exit", (code) => died(`exit code ${code}`));

  const score = (job: Job, table: Table) =>
    new Promise<ScoreColumns>((resolve, reject) => {
      const isNew = job !== lastJob;
      if (isNew) levels = new Map();
      const names = job.model.features.map(({ name }) => name);
      const { columns, scores } = memory.place(table, names, levels);
      requests++;
      const request: ScoreRequest = {
        id: requests,
        model: isNew ? job.model : null,
        rowCount: table.rowCount,
        columns,
        scores,
      };
      thread.postMessage(request);
      thread.ref();
      lastJob = job;
      settle = (error) => (error === null ? resolve(scores) : reject(error));
    });

  const end = async (reason: SalienceError) => {
    isEnding = true;
    answered(reason);
    await thread.terminate();
  };
  return { score, end };
}

/** Whatever code a host names may run in the thread. */
function isAnswer(answer: unknown, id: number): answer is ScoreAnswer {
  if (typeof answer !== "object" || answer === null || !("id" in answer && "failure" in answer)) return false;
  return answer.id === id && (answer.failure === null || isFailure(answer.failure));
}

function isFailure(failure: unknown): boolean {
  if (typeof failure !== "object" || failure === null || !("error" in failure && "code" in failure))
    return false;
  return failure.code === null || (typeof failure.code === "string" && failure.error instanceof Error);
}

function errorOf({ error, code }: NonNullable<ScoreAnswer["failure"]>): unknown {
  // what crosses a thread is no longer an instance of the class
  return code === null ? error : new SalienceError(code as SalienceErrorCode, (error as Error).message);
}
