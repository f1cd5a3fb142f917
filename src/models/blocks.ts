import { checkOptions } from "../core/checks";
import type { Column, NumberColumn, Table } from "../core/columns";
import type { ColumnInput } from "../features/columnInput";
import type { FeatureSet } from "../features/featureSet";
import { firstProblems, infiniteRows, readFields } from "../features/readColumns";
import { BLOCK, checkAsOf, forgetLevels, type RowReader, readRows, rowReader } from "../features/readRows";
import { problemOf, type RejectedRecord } from "../features/rejectedRecord";
import type { AsOf } from "../features/types";
import { checkTable } from "./checkTable";
import { bindModel, type Rows } from "./evaluateModel";
import type { AdditiveModel } from "./types";

/** What can be scored: records, a table of features, columns of fields, or an Apache Arrow table of fields. */
export type ScoreInput<Row> = readonly Row[] | Table | ColumnInput;

/** Records, a table or columns that a model is evaluated on, some rows at a time. */
export interface Blocks {
  readonly rowCount: number;
  /** The records that could not be read: complete once every block was visited. */
  readonly rejected: readonly RejectedRecord[];
  /**
   * Visits every block in order; `at` is the position of its first row.
   *
   * @param margin - one entry per row, which the margins are written into
   * @param visit - receives the evaluated rows; their arrays are used again by the next block
   * @param visitLine - receives the contributions of each line of an explanation before
   */
  each(
    margin: Float64Array,
    visit: (rows: Rows, at: number, instants: Float64Array) => void,
    visitLine?: (values: Float64Array, line: number, n: number, at: number) => void,
  ): void;
}

/** What a block is evaluated into. */
interface Scratch<Row> {
  readonly size: number;
  readonly reader: RowReader<Row>;
  readonly columns: readonly Column[];
  readonly gate: Int32Array;
  readonly missing: Int32Array;
}

/**
 * Prepares a model and its features for records, tables and columns.
 *
 * @param model - a checked model
 * @param features - its features
 * @returns a function that checks an input, and gives its blocks
 */
export function bindBlocks<Row>(model: AdditiveModel, features: FeatureSet<Row>) {
  const evaluate = bindModel(model);
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
  ): Blocks => {
    checkOptions(caller, "options", options, ["asOf"]);
    if (!Array.isArray(input)) {
      const { table, rejected, unchecked } = isTable(input)
        ? { table: input, rejected: [], unchecked: [] }
        : readFields(caller, input as ColumnInput, features, options);
      return tableBlocks(evaluate, model, checkTable(caller, model, table), rejected, unchecked);
    }
    const rows = input as readonly Row[];
    const records = { rows, asOf: checkAsOf(caller, features, options.asOf) };
    const rejected: RejectedRecord[] = [];
    return {
      rowCount: rows.length,
      rejected,
      each(margin, visit, visitLine) {
        const size = Math.min(rows.length, BLOCK);
        const scratch = idle !== undefined && idle.size >= size ? idle : makeScratch(size);
        idle = undefined; // a feature's function may score with this scorer too
        const { reader } = scratch;
        for (let at = 0; at < rows.length; at += BLOCK) {
          const n = Math.min(BLOCK, rows.length - at);
          forgetLevels(reader);
          rejected.push(...readRows(reader, records, at, at + n, 0));
          const { columns, gate, missing } = scratch; // no spread, which would give each block a shape of its own
          const block = { n, columns, margin: within(margin, at, n), gate, missing };
          const found = evaluate(block, visitLine && ((values, line) => visitLine(values, line, n, at)));
          if (!found.isSound) addOverflows(rejected, block, at);
          visit(block, at, reader.instants);
        }
        idle = scratch;
      },
    };
  };
}

/**
 * The blocks of a table.
 *
 * @param evaluate - what `bindModel` made of the model
 * @param model - the model
 * @param table - a checked table
 * @param rejected - the rows that could not be read
 * @param unchecked - the columns that may hold infinite numbers: rows with one are rejected too
 * @returns the blocks
 */
export function tableBlocks(
  evaluate: ReturnType<typeof bindModel>,
  model: AdditiveModel,
  { rowCount, columns }: Table,
  rejected: readonly RejectedRecord[],
  unchecked: readonly string[] = [],
): Blocks {
  // with lists of levels of their own, so that nothing prepared for them outlives this call
  const own = model.features.map(({ name }): Column => {
    const column = columns[name] as Column;
    return column.type === "number" ? column : { ...column, levels: [...column.levels] };
  });
  const suspects = model.features.map(({ name }) => (unchecked.includes(name) ? name : null));
  const all = [...rejected];
  return {
    rowCount,
    rejected: all,
    each(margin, visit, visitLine) {
      const { gate, missing } = outputs(Math.min(rowCount, BLOCK));
      for (let at = 0; at < rowCount; at += BLOCK) {
        const n = Math.min(BLOCK, rowCount - at);
        const columns = own.map((column) => part(column, at, at + n));
        const block = { n, columns, margin: within(margin, at, n), gate, missing };
        const found = evaluate(block, visitLine && ((values, line) => visitLine(values, line, n, at)));
        suspects.forEach((name, k) => {
          if (name === null || found.finite.includes(k)) return;
          all.push(...infiniteRows(name, columns[k] as NumberColumn, at));
        });
        if (!found.isSound) addOverflows(all, block, at);
        visit(block, at, new Float64Array(0));
      }
      all.splice(0, all.length, ...firstProblems(all));
    },
  };
}

/** Adds the rows whose sum is not finite, and that are not rejected yet. */
function addOverflows(rejected: RejectedRecord[], { n, margin }: Rows, at: number): void {
  const known = new Set(rejected.map(({ index }) => index));
  for (let i = 0; i < n; i++) {
    if (Number.isFinite(margin[i]) || known.has(at + i)) continue;
    rejected.push(problemOf(at + i, null, margin[i], "a finite sum of contributions"));
  }
  rejected.sort((a, b) => a.index - b.index);
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
