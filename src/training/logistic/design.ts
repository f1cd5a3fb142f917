import { reject } from "../../core/checks";
import type { Table } from "../../core/columns";
import { moments } from "../data/moments";
import { addCategory, addNumber, type Draft } from "./designDraft";
import { addShape } from "./designShapes";
import type { Design, DesignBlock, DesignOptions, DesignPart } from "./designTypes";

const MOST_COLUMNS = 1000;

/**
 * Turns a table into the columns of a linear model. A missing number is the mean and has an indicator of its
 * own; missing text is a level. Nothing is copied. Columns are in sorted order of features and levels.
 *
 * @param table - the records
 * @param weights - one per record
 * @param options - pooling of rare levels, baseline
 * @returns the design
 * @throws SalienceError `invalid_data` for more than 1,000 columns, whose products would take minutes
 */
export function makeDesign(table: Table, weights: Float64Array, options: DesignOptions): Design {
  const { shapes = {}, without = [], caller = "fitLogistic", proceed = null } = options;
  const draft: Draft = {
    caller,
    columns: [],
    parts: [],
    baselines: [],
    moments: new Map(),
    leftOut: [],
    shapes: new Map(),
    rareLevels: new Map(),
    rareMissing: [],
  };
  const unequal = weights.some((weight) => weight !== 1) ? weights : null;
  for (const name of Object.keys(table.columns).sort()) {
    if (without.includes(name)) continue;
    const column = table.columns[name] as Table["columns"][string];
    const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
    if (column.type === "category") addCategory(draft, name, column.codes, column.levels, weights, options);
    else if (shape === undefined) addNumber(draft, name, column.values, unequal, options);
    else addShape(draft, name, column, weights, unequal, shape, options);
  }
  if (draft.columns.length > MOST_COLUMNS) rejectColumns(draft);
  return designOf(table.rowCount, { ...draft, proceed });
}

/** Refuses columns whose products would take minutes, in the name of the feature that has the most of them. */
function rejectColumns({ caller, columns }: Draft): never {
  const counts = new Map<string, number>();
  for (const { feature } of columns) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]) as [[string, number]];
  const remedy = `raise minimumLevelCount, or leave out features that are ids: "${most[0]}" alone makes ${most[1]}`;
  return reject(caller, `at most ${MOST_COLUMNS} columns (${remedy})`, columns.length, "invalid_data");
}

/**
 * A design with one more column, the last one: the numbers as they are, neither centred nor scaled, whose coefficient is
 * to stay 1.
 *
 * @param design - the design
 * @param feature - what the column is called
 * @param values - one per record, none of them missing
 * @returns another design; the parts are shared
 */
export function withOffset(design: Design, feature: string, values: Float64Array): Design {
  const column = design.columns.length;
  const known = moments(values, null);
  return designOf(design.rowCount, {
    ...design,
    columns: [
      ...design.columns,
      { name: feature, feature, role: "value", category: false, level: null, mean: 0, scale: 1 },
    ],
    parts: [...design.parts, { kind: "values", column, values, mean: 0, inverse: 1 }],
    moments: new Map(design.moments).set(feature, known),
  });
}

/**
 * Some rows of a design, in the order given, standardised as all of them are.
 *
 * @param design - the design
 * @param rows - positions
 * @returns another design, with a copy of those rows
 */
export function designRows(design: Design, rows: Int32Array): Design {
  const pickNumbers = (values: Float64Array) => Float64Array.from(rows, (row) => values[row] as number);
  const picked = new Map<Float64Array, Float64Array>(); // values and missing parts share an array
  const parts = design.parts.map((part): DesignPart => {
    if (part.kind === "levels") {
      return { ...part, codes: Int32Array.from(rows, (row) => part.codes[row] as number) };
    }
    const values = picked.get(part.values) ?? pickNumbers(part.values);
    picked.set(part.values, values);
    return { ...part, values };
  });
  return designOf(rows.length, { ...design, parts });
}

function designOf(rowCount: number, known: Omit<Design, "rowCount" | "blocks">): Design {
  const { columns, parts, baselines, moments, leftOut, shapes, rareMissing, rareLevels, proceed } = known;
  return {
    rowCount,
    columns,
    parts,
    baselines,
    moments,
    leftOut,
    shapes,
    rareMissing,
    rareLevels,
    proceed,
    get blocks() {
      return parts.map(writtenOut);
    },
  };
}

function writtenOut(part: DesignPart): DesignBlock {
  if (part.kind === "values") {
    const { column, mean, inverse } = part;
    const standardise = (value: number) => (Number.isNaN(value) ? 0 : (value - mean) * inverse);
    return { kind: "values", column, values: part.values.map(standardise) };
  }
  if (part.kind === "missing") {
    return {
      kind: "codes",
      codes: Int32Array.from(part.values, (v) => (Number.isNaN(v) ? part.column : -1)),
    };
  }
  const { codes, places, first } = part;
  const columnOf = (code: number) => (places[code + 1] === 0 ? -1 : first - 1 + (places[code + 1] as number));
  return { kind: "codes", codes: codes.map(columnOf) };
}
