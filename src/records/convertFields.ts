import { checkOptions, reject } from "../core/checks";
import { describeValue } from "../core/describe";
import { didYouMean } from "../core/nearestName";
import { type CellReader, cellReader } from "./convert/cellReader";
import { checkFieldPlan, checkRule } from "./convert/checkPlan";
import type { FieldWarning } from "./fieldWarning";
import { cleanName, type Header, readHeaders, type TextRow } from "./headers";
import type { BadCellRule, ConvertedRecord, FieldPlan, ProposedFieldPlans } from "./planTypes";

/** A cell that its plan cannot read. */
export interface BadCell {
  /** Position of the row, from 0. */
  readonly index: number;
  /** The field as it is called in the rows. */
  readonly field: string;
  /** What stands there, cut after 200 characters; a value that is no text is described. */
  readonly text: string;
  /** What was expected and what was received. */
  readonly reason: string;
  /** What became of it: its record was rejected, or the value counts as missing. */
  readonly effect: "rejected" | "missing";
}

/** A row that gave no record. */
export interface RejectedRow {
  /** Position of the row, from 0. */
  readonly index: number;
  /** Why: one line for all cells that reject it. */
  readonly reason: string;
}

/** What became of the cells of one field: the three counts make all rows that could be read. */
export interface FieldCounts {
  /** The field as it is called in the rows. */
  readonly field: string;
  /** Its name in the records. */
  readonly name: string;
  readonly kind: FieldPlan["kind"];
  /** Cells with a value. */
  readonly converted: number;
  /** Empty cells and placeholders. */
  readonly missing: number;
  /** Cells that could not be read. */
  readonly bad: number;
}

/** What {@link convertFields} returns. */
export interface ConvertedFields<Converted> {
  /** The records, in the order of the rows. */
  readonly records: Converted[];
  /** For each record the position of its row. */
  readonly recordIndex: readonly number[];
  /** The other rows, in their order: with the records they make all rows. */
  readonly rejected: readonly RejectedRow[];
  /** Every bad cell, row by row. */
  readonly badCells: readonly BadCell[];
  readonly counts: {
    readonly rows: number;
    readonly records: number;
    readonly rejected: number;
    readonly badCells: number;
    /** By field of the plan. */
    readonly fields: readonly FieldCounts[];
  };
  /** Names of the fields that are not in the plan: they are in the records as they were. */
  readonly passedThrough: readonly string[];
  readonly warnings: readonly FieldWarning[];
}

/** Options of {@link convertFields}. */
export interface ConvertOptions {
  /** Whether a bad cell rejects its record (the default) or counts as missing; a plan may say otherwise per field. */
  readonly badCells?: BadCellRule;
}

const LONGEST_TEXT = 200;

/** A field and what reads it; null passes it through. */
interface FieldStep {
  readonly field: string;
  readonly name: string;
  readonly kind: FieldPlan["kind"];
  readonly reader: CellReader | null;
  readonly effect: BadCell["effect"];
  readonly tally: { converted: number; missing: number; bad: number };
}

/**
 * Converts rows of text into records with values, by a plan in plain JSON: money, numbers, percentages, dates, yes and
 * no, lists, text. Every cell that cannot be read is reported with row, field, text and reason; it rejects its record
 * or counts as missing, as you say. No row is dropped silently. A field of the plan is looked for as it is written,
 * then without a byte-order mark and blanks around the name. O(cells).
 *
 * @param rows - rows by field, such as those of a reader of CSV
 * @param plan - how the cells of each field become values; fields that are not in it stay as they are
 * @param options - `badCells`: `"reject"` (the default) or `"missing"`
 * @returns records, rejected rows, bad cells, counts, warnings
 * @throws SalienceError `invalid_argument` for a plan that cannot be followed
 *
 * @example
 * ```ts
 * import { convertFields } from "salience/records";
 * const { records, badCells } = convertFields(
 *   [{ "Deal Amount": "$12,500.00", Closed: "7/17/24" }, { "Deal Amount": "tbd", Closed: "" }],
 *   {
 *     "Deal Amount": { kind: "money", currency: ["$"], thousands: ",", name: "amount" },
 *     Closed: { kind: "date", formats: ["M/d/yy"], name: "closedOn" },
 *   },
 *   { badCells: "missing" },
 * );
 * records; // => [{ amount: 12500, closedOn: "2024-07-17" }, { amount: null, closedOn: null }]
 * badCells[0]?.reason; // => 'expected an amount such as 1,204.5, with or without $, received "tbd"'
 * ```
 */
export function convertFields<const Plans extends ProposedFieldPlans>(
  rows: readonly TextRow[],
  plan: Plans,
  options: ConvertOptions = {},
): ConvertedFields<ConvertedRecord<Plans>> {
  checkOptions("convertFields", "options", options, ["badCells"]);
  const { badCells: rule = "reject" } = options;
  checkRule("convertFields", "badCells", rule);
  const { headers, isRow, warnings } = readHeaders("convertFields", rows);
  const steps = stepsOf(plan, headers, rule);
  const records: Record<string, unknown>[] = [];
  const recordIndex: number[] = [];
  const rejected: RejectedRow[] = [];
  const badCells: BadCell[] = [];
  rows.forEach((row, index) => {
    const before = badCells.length;
    const record = isRow[index] ? convertRow(row, index, steps, badCells) : null;
    const reasons = badCells.slice(before).filter(({ effect }) => effect === "rejected");
    if (record !== null && reasons.length === 0) {
      records.push(record);
      recordIndex.push(index);
    } else {
      const told = reasons.map(({ field, reason }) => `${field}: ${reason}`).join("; ");
      rejected.push({ index, reason: told || "expected a record whose fields can be read" });
    }
  });
  const planned = steps.filter(({ reader }) => reader !== null);
  const fields = planned.map(({ field, name, kind, tally }) => ({ field, name, kind, ...tally }));
  return {
    records: records as ConvertedRecord<Plans>[],
    recordIndex,
    rejected,
    badCells,
    counts: {
      rows: rows.length,
      records: records.length,
      rejected: rejected.length,
      badCells: badCells.length,
      fields,
    },
    passedThrough: steps.filter(({ reader }) => reader === null).map(({ name }) => name),
    warnings: [...warnings, ...unknownFields(planned, headers, rows.length)],
  };
}

function stepsOf(plan: ProposedFieldPlans, headers: readonly Header[], rule: BadCellRule): FieldStep[] {
  if (typeof plan !== "object" || plan === null || Array.isArray(plan)) {
    reject("convertFields", "plan to be an object by field", plan);
  }
  const undecided = Object.keys(plan).filter((key) => plan[key]?.kind === "undecided");
  if (undecided.length > 0) {
    const names = undecided.map((key) => `plan[${JSON.stringify(key)}]`).join(", ");
    reject(
      "convertFields",
      `one of the choices for ${names} (the warnings of profileFields say why)`,
      "undecided",
    );
  }
  const byField = new Map([...headers.map(({ name, field }) => [name, field] as const), ...pairsOf(headers)]);
  const planned = Object.keys(plan).map((key): FieldStep => {
    const entry = checkFieldPlan("convertFields", key, plan[key] as FieldPlan);
    const effect = (entry.badCells ?? rule) === "reject" ? "rejected" : "missing";
    const field = byField.get(key) ?? byField.get(cleanName(key)) ?? key;
    return stepOf(field, entry.name ?? cleanName(key), entry.kind, cellReader(entry), effect);
  });
  const fields = new Set(planned.map(({ field }) => field));
  if (fields.size < planned.length) reject("convertFields", "plan with every field once", [...fields]);
  const others = headers.filter(({ field }) => !fields.has(field));
  const steps = [
    ...planned,
    ...others.map(({ field, name }) => stepOf(field, name, "text", null, "missing")),
  ];
  const names = new Set<string>();
  for (const { name } of steps) {
    if (names.has(name)) reject("convertFields", "every name in the records once", name);
    names.add(name);
  }
  return steps;
}

const pairsOf = (headers: readonly Header[]) => headers.map(({ field }) => [field, field] as const);

function stepOf(
  field: string,
  name: string,
  kind: FieldPlan["kind"],
  reader: CellReader | null,
  effect: BadCell["effect"],
): FieldStep {
  return { field, name, kind, reader, effect, tally: { converted: 0, missing: 0, bad: 0 } };
}

/** The record of a row, or null for a row that refuses to be read; bad cells are put on the list. */
function convertRow(
  row: TextRow,
  index: number,
  steps: readonly FieldStep[],
  badCells: BadCell[],
): Record<string, unknown> | null {
  let cells: unknown[];
  try {
    cells = steps.map(({ field }) => (Object.hasOwn(row, field) ? row[field] : undefined));
  } catch {
    return null;
  }
  const record: Record<string, unknown> = {};
  for (let i = 0; i < steps.length; i++) {
    const { field, name, reader, effect, tally } = steps[i] as FieldStep;
    const raw = cells[i];
    if (reader === null) {
      if (raw !== undefined) record[name] = raw;
      continue;
    }
    const value = reader.read(raw);
    record[name] = value ?? null;
    if (value === undefined) {
      tally.bad++;
      const text = typeof raw === "string" ? raw.slice(0, LONGEST_TEXT) : describeValue(raw);
      const reason = `expected ${reader.expected}, received ${describeValue(raw)}`;
      badCells.push({ index, field, text, reason, effect });
    } else if (value === null) tally.missing++;
    else tally.converted++;
  }
  return record;
}

/** Fields of the plan that no row has. */
function unknownFields(
  planned: readonly FieldStep[],
  headers: readonly Header[],
  rowCount: number,
): FieldWarning[] {
  if (rowCount === 0) return [];
  const known = new Set(headers.map(({ field }) => field));
  const names = headers.map(({ name }) => name);
  return planned
    .filter(({ field }) => !known.has(field))
    .map(({ field }) => {
      const message = `no row has the field ${describeValue(field)}${didYouMean(field, names)}`;
      return { code: "unknown_field", field, message };
    });
}
