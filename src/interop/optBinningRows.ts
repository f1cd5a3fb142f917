import { checkNumber, reject } from "../core/checks";
import { categoryText, ownValue } from "./importedModel";
import type { BinInterval, OptBinningRow, OptBinningScorecard, SpecialCodes } from "./optBinningTypes";

interface CommonRows {
  /** What a missing value contributes. */
  readonly missing: number;
  /** What special codes contribute. */
  readonly specials: ReadonlyMap<string | number, number>;
  /** The coefficient of the variable; 0 where points are read. */
  readonly coefficient: number;
}

/** The rows of a variable, read. */
export type BinRows =
  | ({ readonly kind: "number"; readonly intervals: readonly BinInterval[] } & CommonRows)
  | ({ readonly kind: "category"; readonly levels: readonly (readonly [string, number])[] } & CommonRows);

const INTERVAL = /^([([])\s*(-?[\d.]+(?:e[+-]?\d+)?|-inf)\s*,\s*(-?[\d.]+(?:e[+-]?\d+)?|inf)\s*\)$/i;

/**
 * Reads the rows of one variable.
 *
 * @param caller - name of the calling function
 * @param variable - the variable
 * @param rows - its rows
 * @param scorecard - how rows become values
 * @returns intervals or categories, and what missing and special values contribute
 */
export function readBinRows(
  caller: string,
  variable: string,
  rows: readonly OptBinningRow[],
  scorecard: OptBinningScorecard,
): BinRows {
  const name = `"${variable}"`;
  const coefficient = scorecard.values === "woe" ? coefficientOf(caller, name, rows) : 0;
  const value = (row: OptBinningRow, metric: number | "empirical" | undefined = "empirical"): number => {
    if (scorecard.values === "points") return checkNumber(caller, `Points of ${name}`, row.Points);
    if (metric !== "empirical") return coefficient * metric;
    return coefficient * checkNumber(caller, `WoE of ${name}`, row.WoE);
  };
  const { metricMissing, metricSpecial } = scorecard;
  const codes = codesOf(ownValue(scorecard.specialCodes ?? {}, variable));
  const intervals: BinInterval[] = [];
  const levels: (readonly [string, number])[] = [];
  const specials = new Map<string | number, number>();
  const missing: number[] = [];
  const found = new Set<string>();
  for (const row of rows) {
    const { Bin: bin } = row;
    if (Array.isArray(bin)) {
      for (const category of bin) levels.push([levelOf(caller, name, category), value(row)]);
    } else if (bin === "Missing") missing.push(value(row, metricMissing));
    else if (bin === "Special" || codes.has(bin as string)) {
      found.add(bin as string);
      checkSpecial(caller, name, row, codes);
      for (const code of codes.get(bin as string) ?? []) specials.set(code, value(row, metricSpecial));
    } else intervals.push({ ...intervalOf(caller, name, bin), value: value(row) });
  }
  const absent = [...codes.keys()].find((key) => !found.has(key));
  if (absent !== undefined)
    reject(caller, `a row ${JSON.stringify(absent)} of ${name} for its special codes`, "none");
  if (missing.length !== 1) reject(caller, `one row "Missing" of ${name}`, missing.length);
  if ((intervals.length === 0) === (levels.length === 0)) {
    reject(
      caller,
      `${name} to have intervals or lists of categories`,
      intervals.length === 0 ? "neither" : "both",
    );
  }
  const common = { missing: missing[0] as number, specials, coefficient };
  return intervals.length > 0
    ? { kind: "number", intervals, ...common }
    : { kind: "category", levels, ...common };
}

function coefficientOf(caller: string, name: string, rows: readonly OptBinningRow[]): number {
  const [first, ...others] = rows.map((row) =>
    checkNumber(caller, `Coefficient of ${name}`, row.Coefficient),
  );
  const other = others.find((value) => value !== first);
  if (other !== undefined) reject(caller, `one Coefficient of ${name}, ${first}`, other);
  return first as number;
}

/** The special codes by the text of their row. */
function codesOf(codes: SpecialCodes | undefined): ReadonlyMap<string, readonly (string | number)[]> {
  if (codes === undefined) return new Map();
  if (Array.isArray(codes)) return new Map([["Special", codes]]);
  return new Map(Object.entries(codes));
}

/** Refuses a row of special values that cannot be told from others. */
function checkSpecial(
  caller: string,
  name: string,
  { Bin, Count }: OptBinningRow,
  codes: ReadonlyMap<string, readonly (string | number)[]>,
): void {
  const list = codes.get(Bin as string);
  if (list === undefined) {
    if (typeof Count === "number" && Count > 0) {
      reject(caller, `specialCodes of ${name}, whose row "Special" has ${Count} records`, list);
    }
    return;
  }
  const isCode = (code: unknown) => Number.isFinite(code) || (typeof code === "string" && code.trim() !== "");
  if (!Array.isArray(list) || !list.every(isCode)) {
    reject(caller, `specialCodes of ${name} to be lists of texts or numbers`, list);
  }
}

function levelOf(caller: string, name: string, category: unknown): string {
  return (
    categoryText(caller, name, category) ??
    reject(caller, `categories of ${name} that are not empty`, category)
  );
}

function intervalOf(caller: string, name: string, bin: unknown): Omit<BinInterval, "value"> {
  const parts = typeof bin === "string" ? INTERVAL.exec(bin.trim()) : null;
  const bound = (text: string | undefined) =>
    text === "-inf" ? Number.NEGATIVE_INFINITY : text === "inf" ? Number.POSITIVE_INFINITY : Number(text);
  const [from, to] = [bound(parts?.[2]), bound(parts?.[3])];
  // optbinning writes a round bracket before -inf only
  const opens = parts?.[1] === (from === Number.NEGATIVE_INFINITY ? "(" : "[");
  if (Number.isNaN(from) || Number.isNaN(to) || !opens) {
    reject(
      caller,
      `bins of ${name} such as "[1.50, 3.00)", "(-inf, 2.00)", a list of categories, "Special" or "Missing"`,
      bin,
    );
  }
  if (!(from < to)) {
    reject(caller, `bins of ${name} from a smaller to a larger number (fit with more show_digits)`, bin);
  }
  const digits = (text: string | undefined) => /\.(\d*)$/.exec(text ?? "")?.[1]?.length ?? 0;
  return { from, to, digits: Math.max(digits(parts?.[2]), digits(parts?.[3])) };
}
