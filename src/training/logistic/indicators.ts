import { BLOCK_ROWS, BLOCK_STRIDE, type Kernel, TILE } from "../kernel/kernelTypes";
import { type Triangle, at as triangleAt } from "./cholesky";
import type { DesignPart } from "./designTypes";
import type { Run } from "./runs";

/**
 * The indicator columns of a category, or of the missing values of a number, in a block of rows: each row has a
 * place, p for its column first + p − 1, or 0 for none. What is summed by place is never written out as columns.
 */
export interface Indicators {
  /** Position of the first column among the coefficients. */
  readonly first: number;
  readonly count: number;
  /** The place of each row of the block. */
  readonly places: Int32Array;
  /** The coefficient of each place. */
  readonly coefficients: Float64Array;
  /** Σ residual by place. */
  readonly sums: Float64Array;
  /** Σ weight · column by place and column of the kernel, empty until products are wanted. */
  byColumn: Float64Array;
  /** Σ weight by place and place of the indicators before these, empty until products are wanted. */
  byPlace: readonly Float64Array[];
  /** What the places are read from. */
  readonly part: IndicatorPart;
}

type IndicatorPart = Exclude<DesignPart, { kind: "values" }>;

/**
 * The indicators of a part of a design.
 *
 * @param part - levels, or missing values
 * @returns the indicators, all zeros
 */
export function makeIndicators(part: IndicatorPart): Indicators {
  const count = part.kind === "levels" ? part.count : 1;
  const empty = new Float64Array(0);
  return {
    first: (part.kind === "levels" ? part.first : part.column) + 1,
    count,
    part,
    places: new Int32Array(BLOCK_ROWS),
    coefficients: new Float64Array(count + 1),
    sums: new Float64Array(count + 1),
    byColumn: empty,
    byPlace: [],
  };
}

/** Finds the places of a run of rows. */
export function readPlaces({ part, places }: Indicators, run: Run): void {
  if (part.kind === "levels") readLevels(part.codes, part.places, run.from, run.rows, places, run.at);
  else readMissing(part.values, run.from, run.rows, places, run.at);
}

// The loops are functions of their own, and no closures: V8 then optimises each once, for all fits.

function readLevels(
  codes: Int32Array,
  placeOf: Int32Array,
  from: number,
  rows: number,
  places: Int32Array,
  at: number,
): void {
  for (let i = 0; i < rows; i++) places[at + i] = placeOf[(codes[from + i] as number) + 1] as number;
}

function readMissing(values: Float64Array, from: number, rows: number, places: Int32Array, at: number): void {
  for (let i = 0; i < rows; i++) places[at + i] = Number.isNaN(values[from + i] as number) ? 1 : 0;
}

/** Prepares the sums that products need. */
export function clearProducts(indicators: readonly Indicators[], width: number): void {
  indicators.forEach((one, k) => {
    one.byColumn = new Float64Array((one.count + 1) * width);
    one.byPlace = indicators
      .slice(0, k)
      .map((other) => new Float64Array((one.count + 1) * (other.count + 1)));
  });
}

/** margins += the coefficient of each row's place. */
export function addCoefficients({ places, coefficients }: Indicators, rows: number, margins: Float64Array) {
  addByRow(places, coefficients, rows, margins);
}

function addByRow(places: Int32Array, coefficients: Float64Array, rows: number, margins: Float64Array): void {
  for (let i = 0; i < rows; i++) {
    margins[i] = (margins[i] as number) + (coefficients[places[i] as number] as number);
  }
}

/** sums[place] += residual. */
export function addResiduals({ places, sums }: Indicators, rows: number, residuals: Float64Array): void {
  sumByPlace(places, residuals, rows, sums);
}

function sumByPlace(places: Int32Array, residuals: Float64Array, rows: number, sums: Float64Array): void {
  for (let i = 0; i < rows; i++) {
    const place = places[i] as number;
    sums[place] = (sums[place] as number) + (residuals[i] as number);
  }
}

/** Adds the products of a block: with the kernel's columns, times roots by then, and with each other. */
export function addProducts(
  indicators: readonly Indicators[],
  rows: number,
  { width, columns, roots }: Kernel,
  curvatures: Float64Array,
): void {
  for (let k = 0; k < indicators.length; k++) {
    const { places, byColumn, byPlace } = indicators[k] as Indicators;
    for (let j = 0; j < width; j += TILE) addByColumn(places, j, rows, columns, roots, byColumn, width);
    for (let other = 0; other < k; other++) {
      const before = indicators[other] as Indicators;
      const out = byPlace[other] as Float64Array;
      addByPlace(places, before.places, before.count + 1, rows, curvatures, out);
    }
  }
}

function addByColumn(
  places: Int32Array,
  j: number,
  rows: number,
  columns: Float64Array,
  roots: Float64Array,
  out: Float64Array,
  width: number,
): void {
  for (let i = 0, a = j * BLOCK_STRIDE; i < rows; i++, a++) {
    const root = roots[i] as number;
    const at = (places[i] as number) * width + j;
    out[at] = (out[at] as number) + root * (columns[a] as number);
    out[at + 1] = (out[at + 1] as number) + root * (columns[a + BLOCK_STRIDE] as number);
    out[at + 2] = (out[at + 2] as number) + root * (columns[a + 2 * BLOCK_STRIDE] as number);
  }
}

function addByPlace(
  places: Int32Array,
  others: Int32Array,
  width: number,
  rows: number,
  curvatures: Float64Array,
  out: Float64Array,
): void {
  for (let i = 0; i < rows; i++) {
    const at = (places[i] as number) * width + (others[i] as number);
    out[at] = (out[at] as number) + (curvatures[i] as number);
  }
}

/**
 * Writes the products of indicators into the lower triangle of all coefficients.
 *
 * @param indicators - after the last block
 * @param columnAt - position among the coefficients of each column of the kernel, the intercept first
 * @param width - of the kernel
 * @param triangle - where to write
 */
export function writeProducts(
  indicators: readonly Indicators[],
  columnAt: readonly number[],
  width: number,
  triangle: Triangle,
): void {
  const write = (a: number, b: number, value: number) => {
    triangle[triangleAt(Math.max(a, b), Math.min(a, b))] = value;
  };
  indicators.forEach((one, k) => {
    for (let place = 1; place <= one.count; place++) {
      const own = one.first + place - 1;
      columnAt.forEach((position, j) => {
        write(own, position, one.byColumn[place * width + j] as number);
      });
      write(own, own, one.byColumn[place * width] as number);
      for (let other = 0; other < k; other++) {
        const { first, count } = indicators[other] as Indicators;
        const cells = one.byPlace[other] as Float64Array;
        for (let p = 1; p <= count; p++) write(own, first + p - 1, cells[place * (count + 1) + p] as number);
      }
    }
  });
}
