import { checkOptions } from "../core/checks";
import type { Column, NumberColumn, Table } from "../core/columns";
import type { ColumnInput } from "../features/columnInput";
import type { FeatureSet } from "../features/featureSet";
import { infiniteRows, readFields } from "../features/readColumns";
import { BLOCK, checkAsOf, forgetTexts, type RowReader, readRows, rowReader } from "../features/readRows";
import { problemOf, type RejectedRecord } from "../features/rejectedRecord";
import type { AsOf } from "../features/types";
import { checkTable } from "./checkTable";
import type { AdditiveModel } from "./types";

/** What can be scored: records, a table of features, columns of fields, or an Apache Arrow table of fields. */
export type ScoreInput<Row> = readonly Row[] | Table | ColumnInput;

/** Some rows of an input. Only the first `n` entries of its arrays count; the next block uses them again. */
export interface Block {
  /** Position of the first row in the input. */
  readonly at: number;
  readonly n: number;
  /** The columns in the order of the model's features. */
  readonly columns: readonly Column[];
  /** The instant of each row; empty where the input has none. */
  readonly instants: Float64Array;
  /** Position of the gate that decided, or −1: written by the evaluation. */
  readonly gate: Int32Array;
  /** Number of the model's features that have no value: written by the evaluation. */
  readonly missing: Int32Array;
}

/** What is known of a block once it was evaluated. */
export interface Evaluated {
  /** Positions of features that have a finite value in every row. */
  readonly finite: readonly number[];
  /** Whether every sum is finite. */
  readonly isSound: boolean;
}

/** Records, a table or columns, to be read {@link BLOCK} rows at a time. */
export interface BlockInput {
  readonly rowCount: number;
  /** What is wrong with records, in any order: complete once every block was read and looked through. */
  readonly rejected: readonly RejectedRecord[];
  /** Reads the block from a row on. */
  read(at: number): Block;
  /** Rejects the rows of an evaluated block that have an infinite value, or a sum that is not finite. */
  lookThrough(block: Block, margin: Float64Array, evaluated: Evaluated): void;
  /** Ends the reading: nothing of the records is kept. */
  close(): void;
}

/** What records are read into. */
interface Scratch<Row> extends Pick<Block, "columns" | "gate" | "missing"> {
  readonly size: number;
  readonly reader: RowReader<Row>;
}

/**
 * Prepares the features of a model for records, tables and columns.
 *
 * @param model - a checked model
 * @param features - its features
 * @returns a function that checks an input, and opens it
 */
export function bindBlocks<Row>(model: AdditiveModel, features: FeatureSet<Row>) {
  let idle: Scratch<Row> | undefined;

  const makeScratch = (size: number): Scratch<Row> => {
    const reader = rowReader(features, size);
    const byName = new Map(reader.columns.map(({ name, column }) => [name, column]));
    const columns = model.features.map(({ name }) => byName.get(name) as Column);
    return { size, reader, columns, ...outputs(size) };
  };

  return (
    caller: string,
    input: ScoreInput<Row>,
    options: { readonly asOf?: AsOf<Row> | undefined } = {},
  ): BlockInput => {
    checkOptions(caller, "options", options, ["asOf"]);
    if (!Array.isArray(input)) {
      const { table, rejected, unchecked } = isTable(input)
        ? { table: input, rejected: [], unchecked: [] }
        : readFields(caller, input as ColumnInput, features, options);
      return tableInput(model, checkTable(caller, model, table), rejected, unchecked);
    }
    const rows = input as readonly Row[];
    const records = { rows, asOf: checkAsOf(caller, features, options.asOf) };
    const rejected: RejectedRecord[] = [];
    const size = Math.min(rows.length, BLOCK);
    const scratch = idle !== undefined && idle.size >= size ? idle : makeScratch(size);
    idle = undefined; // a feature's function may score with this scorer too
    const { reader, columns, gate, missing } = scratch;
    return {
      rowCount: rows.length,
      rejected,
      read(at) {
        const n = Math.min(BLOCK, rows.length - at);
        if (at > 0) forgetTexts(reader, 0);
        for (const problem of readRows(reader, records, at, at + n, 0)) rejected.push(problem);
        return { at, n, columns, instants: reader.instants, gate, missing };
      },
      lookThrough(block, margin, { isSound }) {
        if (!isSound) addOverflows(rejected, block, margin);
      },
      close() {
        forgetTexts(reader, rows.length);
        idle = scratch;
      },
    };
  };
}

/**
 * Opens a table.
 *
 * @param model - the model
 * @param table - a checked table
 * @param rejected - the rows that could not be read
 * @param unchecked - the columns that may hold infinite numbers: rows with one are rejected too
 * @returns the input
 */
export function tableInput(
  model: AdditiveModel,
  { rowCount, columns }: Table,
  rejected: readonly RejectedRecord[] = [],
  unchecked: readonly string[] = [],
): BlockInput {
  // with lists of levels of their own, so that nothing prepared for them outlives this call
  const own = model.features.map(({ name }): Column => {
    const column = columns[name] as Column;
    return column.type === "number" ? column : { ...column, levels: [...column.levels] };
  });
  const suspects = model.features.map(({ name }) => (unchecked.includes(name) ? name : null));
  const all = [...rejected];
  const { gate, missing } = outputs(Math.min(rowCount, BLOCK));
  const instants = new Float64Array(0);
  return {
    rowCount,
    rejected: all,
    read(at) {
      const n = Math.min(BLOCK, rowCount - at);
      return { at, n, columns: own.map((column) => part(column, at, at + n)), instants, gate, missing };
    },
    lookThrough(block, margin, { finite, isSound }) {
      suspects.forEach((name, k) => {
        if (name === null || finite.includes(k)) return;
        for (const problem of infiniteRows(name, block.columns[k] as NumberColumn, block.at))
          all.push(problem);
      });
      if (!isSound) addOverflows(all, block, margin);
    },
    close() {},
  };
}

/** Adds the rows whose sum is not finite. */
function addOverflows(rejected: RejectedRecord[], { at, n }: Block, margin: Float64Array): void {
  for (let i = at; i < at + n; i++) {
    if (Number.isFinite(margin[i])) continue;
    rejected.push(problemOf(i, null, margin[i], "a finite sum of contributions"));
  }
}

/** Some rows of an array, which is not looked at through another array if they are all of it. */
export function within(values: Float64Array, at: number, n: number): Float64Array {
  return n === values.length ? values : values.subarray(at, at + n);
}

function outputs(size: number) {
  return { gate: new Int32Array(size).fill(-1), missing: new Int32Array(size) };
}

function part(column: Column, from: number, to: number): Column {
  return column.type === "number"
    ? { type: "number", values: column.values.subarray(from, to) }
    : { ...column, codes: column.codes.subarray(from, to) };
}

function isTable(input: object): input is Table {
  const { rowCount, columns } = (input ?? {}) as Partial<Table>;
  return typeof rowCount === "number" && typeof columns === "object";
}
