import { checkOptions, reject } from "../core/checks";
import type { FieldWarning } from "./fieldWarning";
import { type Header, readHeaders, type TextRow } from "./headers";
import type { FieldPlan, ProposedFieldPlans } from "./planTypes";
import { levelWarnings } from "./profile/levelWarnings";
import { filledCells, proposePlan } from "./profile/proposePlan";
import {
  type CellKind,
  createTally,
  type FieldTally,
  finishTally,
  type KnownShapes,
  tallyCell,
} from "./profile/tally";
import type { KnownOfFile } from "./profile/ways";
import { isZone } from "./zoneTime";

/** A text and how many cells hold it. */
export interface TextCount {
  readonly text: string;
  readonly count: number;
}

/** What is in a field. */
export interface FieldProfile {
  /** The field as it is called in the rows. */
  readonly field: string;
  /** Without a byte-order mark and blanks around it, unless another field is called that: the name in the plan. */
  readonly name: string;
  /** Cells that are neither empty nor placeholders. */
  readonly filled: number;
  /** Cells without text, or absent. */
  readonly empty: number;
  /** Texts that people write where nothing is known, such as `--` and `Select`, the most frequent first. */
  readonly placeholders: readonly TextCount[];
  /** `filled` as a share of all rows, in [0, 1]; NaN without rows. */
  readonly fillRate: number;
  /** How many filled cells are of which kind. */
  readonly kinds: Readonly<Record<CellKind, number>>;
  /** Date formats with the cells that each reads; 3/4/2024 counts for two. */
  readonly formats: readonly { readonly format: string; readonly count: number }[];
  /** How numbers are written: with a decimal point only, a comma only, as either (1.204), or without a separator. */
  readonly decimals: {
    readonly point: number;
    readonly comma: number;
    readonly either: number;
    readonly none: number;
  };
  /** Symbols and codes of currencies. */
  readonly currencies: readonly TextCount[];
  /** How many different filled texts there are, or null for more than 10,000 or texts beyond 200 characters. */
  readonly distinct: number | null;
  /** The most frequent texts, at most 20; none where `distinct` is null. */
  readonly levels: readonly TextCount[];
  /** A few texts, cut after 80 characters; the same ones in whatever order the rows come. */
  readonly examples: readonly string[];
  /** Characters of the longest text. */
  readonly longest: number;
  /** The smallest and the largest number or date, as planned; null where nothing is planned, or text. */
  readonly range: { readonly minimum: number | string; readonly maximum: number | string } | null;
}

/** What {@link profileFields} returns. */
export interface FieldProfiles {
  readonly rowCount: number;
  /** In the order in which the fields are met. */
  readonly fields: readonly FieldProfile[];
  /** A plan for `convertFields` to start from: plain JSON. What cannot be decided has the kind `undecided`. */
  readonly plan: ProposedFieldPlans;
  /** What a person should know. */
  readonly warnings: readonly FieldWarning[];
}

/** Options of {@link profileFields}: what you know of the file, where cells may not tell. */
export interface ProfileOptions {
  /** Whether 3/4/2024 is in March or in April. */
  readonly dateOrder?: "monthFirst" | "dayFirst";
  /** The decimal separator. */
  readonly decimal?: "." | ",";
  /** The time zone of times without one, such as `America/New_York`. */
  readonly zone?: string;
}

const MOST_LEVELS_SHOWN = 20;
const LONGEST_EXAMPLE = 80;

/**
 * Says what is in rows of text, such as those of a CSV file: for each field how many cells are filled, what kinds and
 * formats occur, placeholders, levels and ranges; and proposes a plan for `convertFields`. Where cells can be read in
 * two ways (3/4/2024, 1.204), the plan says `undecided` with the choices, and a warning says why. The order of the
 * rows plays no part. O(cells), with bounded memory per field.
 *
 * @param rows - rows by field; cells are text, or numbers, booleans and dates that a reader has converted already
 * @param options - `dateOrder`, `decimal`, `zone`: what you know
 * @returns profiles, a plan, warnings
 * @throws SalienceError `invalid_argument`
 *
 * @example
 * ```ts
 * import { profileFields } from "salience/records";
 * const { plan, warnings } = profileFields([
 *   { Amount: "$12,500.00", Closed: "7/17/24" },
 *   { Amount: "--", Closed: "3/4/24" },
 * ]);
 * plan.Amount; // => { kind: "money", currency: ["$"], decimal: ".", thousands: ",", missing: ["--"] }
 * plan.Closed; // => { kind: "date", formats: ["M/d/yy"] }
 * warnings.map(({ field, message }) => `${field}: ${message}`);
 * // => ['Amount: cells that say nothing: "--" × 1; planned as missing']
 * ```
 */
export function profileFields(rows: readonly TextRow[], options: ProfileOptions = {}): FieldProfiles {
  checkKnown(options);
  const { headers, isRow, warnings } = readHeaders("profileFields", rows);
  const shapes: KnownShapes = new Map();
  const profiled = headers.map((header) => {
    const tally = createTally();
    for (let i = 0; i < rows.length; i++) {
      if (isRow[i]) tallyCell(tally, cellOf(rows[i] as TextRow, header.field), shapes);
    }
    finishTally(tally, shapes);
    const { plan, warnings } = proposePlan(header.field, tally, options);
    const told = levelWarnings(tally, plan.kind === "text").map((one) => ({ ...one, field: header.field }));
    const profile = profileOf(header, tally, rows.length, plan.kind === "undecided" ? null : plan);
    return { profile, plan, warnings: [...warnings, ...told] };
  });
  return {
    rowCount: rows.length,
    fields: profiled.map(({ profile }) => profile),
    plan: Object.fromEntries(profiled.map(({ profile, plan }) => [profile.name, plan])),
    warnings: [...warnings, ...profiled.flatMap((one) => one.warnings)],
  };
}

function checkKnown(options: KnownOfFile): void {
  checkOptions("profileFields", "options", options, ["dateOrder", "decimal", "zone"]);
  const { dateOrder, decimal, zone } = options;
  if (![undefined, "monthFirst", "dayFirst"].includes(dateOrder)) {
    reject("profileFields", 'dateOrder "monthFirst" or "dayFirst"', dateOrder);
  }
  if (![undefined, ".", ","].includes(decimal)) reject("profileFields", 'decimal "." or ","', decimal);
  if (zone !== undefined && !isZone(zone)) reject("profileFields", "zone to name a time zone", zone);
}

/** What is under a key, or undefined where a record refuses to say. */
function cellOf(row: TextRow, field: string): unknown {
  try {
    return Object.hasOwn(row, field) ? row[field] : undefined;
  } catch {
    return undefined;
  }
}

function profileOf(
  header: Header,
  tally: FieldTally,
  rowCount: number,
  plan: FieldPlan | null,
): FieldProfile {
  const filled = filledCells(tally);
  const { point, comma, either, none } = tally.numbers;
  return {
    ...header,
    filled,
    empty: rowCount - filled - countsOf(tally.placeholders).reduce((sum, { count }) => sum + count, 0),
    placeholders: countsOf(tally.placeholders),
    fillRate: filled / rowCount,
    kinds: { ...tally.kinds },
    formats: [...tally.formats.values()]
      .map(({ format, count }) => ({ format: format.format, count }))
      .sort((a, b) => b.count - a.count || (a.format < b.format ? -1 : 1)),
    decimals: { point, comma, either, none },
    currencies: countsOf(tally.currencies),
    distinct: tally.hasMoreLevels ? null : tally.levels.size,
    levels: tally.hasMoreLevels ? [] : countsOf(tally.levels).slice(0, MOST_LEVELS_SHOWN),
    examples: tally.examples.map(({ text }) => text.slice(0, LONGEST_EXAMPLE)),
    longest: tally.longest,
    range: plan === null ? null : rangeOf(tally, plan),
  };
}

/** The most frequent first; equal counts by text. */
function countsOf(counts: ReadonlyMap<string, number>): TextCount[] {
  return [...counts]
    .map(([text, count]) => ({ text, count }))
    .sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
}

function rangeOf(tally: FieldTally, plan: FieldPlan): FieldProfile["range"] {
  if (plan.kind === "number" || plan.kind === "money" || plan.kind === "percent") {
    const { minimum, maximum } = tally.numbers.ranges[plan.decimal ?? "."];
    return { minimum, maximum };
  }
  if (plan.kind !== "date") return null;
  const formats = plan.formats.flatMap((format) => tally.formats.get(format) ?? []);
  if (formats.length === 0) return null;
  const isDay = formats.every(({ format }) => !format.hasTime);
  const text = (wall: number) => new Date(wall).toISOString().slice(0, isDay ? 10 : 19);
  return {
    minimum: text(Math.min(...formats.map(({ minimum }) => minimum))),
    maximum: text(Math.max(...formats.map(({ maximum }) => maximum))),
  };
}
