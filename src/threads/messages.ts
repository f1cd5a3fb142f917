import type { AdditiveModel, ScoreTable } from "../models/index";

/** The columns of a {@link ScoreTable}. */
export type ScoreColumns = Omit<ScoreTable, "rowCount" | "rejected" | "warnings">;

/** A column of a table in memory that both threads see. */
export type SharedColumn =
  | { readonly type: "number"; readonly values: Float64Array }
  /** `levels` is null where they are those of the message before. */
  | { readonly type: "category"; readonly codes: Int32Array; readonly levels: readonly string[] | null };

/** What the main thread asks of a worker: score these rows. */
export interface ScoreRequest {
  /** Which request it is, counted per thread: the answer repeats it. */
  readonly id: number;
  /** The model, or null where it is that of the message before. */
  readonly model: AdditiveModel | null;
  readonly rowCount: number;
  readonly columns: Readonly<Record<string, SharedColumn>>;
  /** Where the scores are to be written, in shared memory as well. */
  readonly scores: ScoreColumns;
}

/** What a worker answers. */
export interface ScoreAnswer {
  /** The request that it answers. */
  readonly id: number;
  /** What went wrong, or null when the scores are written. */
  readonly failure: { readonly error: unknown; readonly code: string | null } | null;
}

type Arrays = { readonly [Name in keyof ScoreColumns]: (length: number) => ScoreColumns[Name] };
type NumberArray = Float64Array | Int32Array | Uint8Array;

/**
 * Makes the columns of a score table.
 *
 * @param length - the number of rows
 * @param make - makes an array of a kind
 * @returns the columns
 */
export function makeScoreColumns(
  length: number,
  make: {
    floats(length: number): Float64Array;
    integers(length: number): Int32Array;
    bytes(length: number): Uint8Array;
  },
): ScoreColumns {
  const kinds: Arrays = {
    score: make.floats,
    probability: make.floats,
    margin: make.floats,
    coverage: make.floats,
    gate: make.integers,
    status: make.bytes,
    lowConfidence: make.bytes,
  };
  return Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [name, kind(length)]),
  ) as unknown as ScoreColumns;
}

/** Copies the columns of a score table into others, from a row on. */
export function copyScoreColumns(from: ScoreColumns, to: ScoreColumns, row: number): void {
  for (const name of Object.keys(to) as (keyof ScoreColumns)[]) {
    (to[name] as NumberArray).set(from[name] as NumberArray, row);
  }
}
