import { reject } from "../core/checks";

/** The part of a Web `ReadableStream` that is used, so that no particular type library is asked for. */
export interface ReadableRecords<Row> {
  /** Locks the stream. */
  getReader(): {
    /** The next record. */
    read(): Promise<{ readonly done: boolean; readonly value?: Row | undefined }>;
    /** Tells the stream that no more is wanted. */
    cancel(reason?: unknown): Promise<void>;
    /** Gives the stream free. */
    releaseLock(): void;
  };
}

/**
 * Where records come from: an array or any other iterable, an async iterable such as an async generator or a Node
 * `Readable` in object mode, or a Web `ReadableStream`.
 */
export type RecordSource<Row> = Iterable<Row> | AsyncIterable<Row> | ReadableRecords<Row>;

/** One reader over every kind of source. */
export interface OpenSource<Row> {
  /** The next record, at once or as a promise; nothing is read before it is asked for. */
  next(): Step<Row> | Promise<Step<Row>>;
  /**
   * Tells the source that no more is wanted, unless it ended by itself; `next` then gives nothing more. Does nothing
   * the second time.
   *
   * @param waiting - whether an answer of `next` is outstanding, which a source may never give: it is not waited for
   */
  close(waiting: boolean): Promise<void>;
}

interface Step<Row> {
  readonly done?: boolean | undefined;
  readonly value?: Row | undefined;
}

interface NodeStream {
  destroy(): unknown;
}

/**
 * Opens a source of records. A Web stream is locked from here on.
 *
 * @param caller - name of the calling function
 * @param source - the source
 * @returns the reader
 * @throws SalienceError `invalid_argument` if it is none of the kinds
 */
export function openSource<Row>(caller: string, source: RecordSource<Row>): OpenSource<Row> {
  const given = source as Partial<Iterable<Row> & AsyncIterable<Row> & ReadableRecords<Row>> | null;
  if (typeof given === "object" && given !== null) {
    if (typeof given.getReader === "function") return fromReader(caller, given as ReadableRecords<Row>);
    const asynchronous = given[Symbol.asyncIterator]?.() ?? undefined;
    if (asynchronous !== undefined) return fromIterator(caller, asynchronous, given, false);
    const synchronous = given[Symbol.iterator]?.() ?? undefined;
    if (synchronous !== undefined) return fromIterator(caller, synchronous, given, true);
  }
  return reject(caller, "source to be an iterable, an async iterable or a stream of records", source);
}

function fromIterator<Row>(
  caller: string,
  iterator: Iterator<Row> | AsyncIterator<Row>,
  source: object,
  isSync: boolean,
): OpenSource<Row> {
  checkMethods(caller, "an iterator of the source", iterator, ["next"]);
  return ending(
    caller,
    isSync,
    () => iterator.next(),
    async () => {
      // the iterator of a Node stream would first wait for the record that it was asked for: the stream does not
      if (isNodeStream(source)) source.destroy();
      await iterator.return?.();
    },
  );
}

function fromReader<Row>(caller: string, source: ReadableRecords<Row>): OpenSource<Row> {
  const reader = source.getReader();
  checkMethods(caller, "a reader of the source", reader, ["read", "cancel", "releaseLock"]);
  return ending(
    caller,
    false,
    async () => {
      const step = await reader.read();
      if (step?.done) reader.releaseLock();
      return step;
    },
    async () => {
      await reader.cancel();
      reader.releaseLock();
    },
  );
}

/** Keeps in mind whether the source ended, failed or was closed, so that it is closed once and only if need be. */
function ending<Row>(
  caller: string,
  isSync: boolean,
  read: () => Step<Row> | Promise<Step<Row>>,
  stop: () => Promise<void>,
): OpenSource<Row> {
  let ended = false;
  const note = (step: Step<Row>): Step<Row> => {
    if (ended) return { done: true }; // closed in the meantime
    if (!isStep(step)) {
      ended = true;
      reject(caller, "every step of the source to be an object with done and value", step, "invalid_data");
    }
    if (step.done === true) ended = true;
    return step;
  };
  const failed = (error: unknown): Step<Row> => {
    if (ended) return { done: true };
    ended = true;
    throw error;
  };
  return {
    next() {
      if (ended) return { done: true };
      let step: Step<Row> | Promise<Step<Row>>;
      try {
        step = read();
      } catch (error) {
        return failed(error);
      }
      return isSync ? note(step as Step<Row>) : Promise.resolve(step).then(note, failed);
    },
    async close(waiting) {
      if (ended) return;
      ended = true;
      const stopped = stop();
      if (waiting) stopped.catch(() => {});
      else await stopped;
    },
  };
}

/** A promise is none: it would be taken for a record that is undefined, again and again. */
const isStep = (step: unknown) =>
  (typeof step === "object" || typeof step === "function") && step !== null && !("then" in step);

function checkMethods(caller: string, what: string, given: unknown, names: readonly string[]): void {
  const methods = (given ?? {}) as Readonly<Record<string, unknown>>;
  const missing = names.find((name) => typeof methods[name] !== "function");
  if (missing !== undefined) reject(caller, `${what} with a function ${missing}`, given);
}

const isNodeStream = (source: object): source is NodeStream =>
  "destroy" in source && typeof source.destroy === "function" && "pipe" in source;
