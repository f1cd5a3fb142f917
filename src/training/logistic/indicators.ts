import { BLOCK_STRIDE, type Kernel, TILE } from "../kernel/kernelTypes";
import { type Triangle, at as triangleAt } from "./cholesky";
import type { DesignPart } from "./designTypes";
import type { Run } from "./runs";

/**
 * The indicator columns of a category, or of the missing values of a number, in a block of rows: each row has a
 * place, p for its column first + p − 1, or 0 for none. What is summed by place is never written out as columns.
 *
 * Sums are kept for even and odd rows apart, one after the other in a list: neighbouring rows often have the same
 * place, and an addition would have to wait for the one before it.
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
    places: new Int32Array(BLOCK_STRIDE),
    coefficients: new Float64Array(count + 1),
    sums: new Float64Array(2 * (count + 1)),
    byColumn: empty,
    byPlace: [],
  };
}

/** Finds the places of a run of rows, and adds their coefficients to the margins. */
export function addCoefficients(
  { part, places, coefficients }: Indicators,
  run: Run,
  margins: Float64Array,
): void {
  if (part.kind === "levels") addLevels(part.codes, part.places, run, places, coefficients, margins);
  else addMissing(part.values, run, places, coefficients, margins);
}

// The loops are functions of their own, and no closures: V8 then optimises each once, for all fits.

function addLevels(
  codes: Int32Array,
  placeOf: Int32Array,
  { from, rows, at }: Run,
  places: Int32Array,
  coefficients: Float64Array,
  margins: Float64Array,
): void {
  const end = at + rows;
  let i = from;
  let k = at;
  for (; k + 1 < end; i += 2, k += 2) {
    const place = placeOf[(codes[i] as number) + 1] as number;
    const next = placeOf[(codes[i + 1] as number) + 1] as number;
    places[k] = place;
    places[k + 1] = next;
    margins[k] = (margins[k] as number) + (coefficients[place] as number);
    margins[k + 1] = (margins[k + 1] as number) + (coefficients[next] as number);
  }
  if (k === end) return;
  const place = placeOf[(codes[i] as number) + 1] as number;
  places[k] = place;
  margins[k] = (margins[k] as number) + (coefficients[place] as number);
}

function addMissing(
  values: Float64Array,
  { from, rows, at }: Run,
  places: Int32Array,
  coefficients: Float64Array,
  margins: Float64Array,
): void {
  for (let i = 0; i < rows; i++) {
    const place = Number.isNaN(values[from + i] as number) ? 1 : 0;
    places[at + i] = place;
    margins[at + i] = (margins[at + i] as number) + (coefficients[place] as number);
  }
}

/** Prepares the sums that products need. */
export function clearProducts(indicators: readonly Indicators[], width: number): void {
  indicators.forEach((one, k) => {
    one.byColumn = new Float64Array(2 * (one.count + 1) * width);
    one.byPlace = indicators
      .slice(0, k)
      .map((other) => new Float64Array(2 * (one.count + 1) * (other.count + 1)));
  });
}

/** sums[place] += residual. After an odd number of rows comes a residual of 0. */
export function addResiduals({ places, sums }: Indicators, rows: number, residuals: Float64Array): void {
  sumByPlace(places, residuals, rows, sums, sums.length / 2);
}

function sumByPlace(
  places: Int32Array,
  residuals: Float64Array,
  rows: number,
  sums: Float64Array,
  odd: number,
): void {
  for (let i = 0; i < rows; i += 2) {
    const a = places[i] as number;
    const b = odd + (places[i + 1] as number);
    sums[a] = (sums[a] as number) + (residuals[i] as number);
    sums[b] = (sums[b] as number) + (residuals[i + 1] as number);
  }
}

/** Σ residual of each column, in order. */
export function sumsOf({ sums }: Indicators): Float64Array {
  return joined(sums).subarray(1);
}

/** The sums of even and of odd rows, as one. */
function joined(sums: Float64Array): Float64Array {
  const half = sums.length / 2;
  return Float64Array.from({ length: half }, (_, i) => (sums[i] as number) + (sums[half + i] as number));
}

/**
 * Adds the products of a block: with the kernel's columns, times roots by then, and with each other. After an odd
 * number of rows come a root and a curvature of 0.
 */
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
  const odd = out.length / 2 + j;
  for (let i = 0, a = j * BLOCK_STRIDE; i < rows; i += 2, a += 2) {
    const root = roots[i] as number;
    const next = roots[i + 1] as number;
    const at = (places[i] as number) * width + j;
    const bt = (places[i + 1] as number) * width + odd;
    out[at] = (out[at] as number) + root * (columns[a] as number);
    out[bt] = (out[bt] as number) + next * (columns[a + 1] as number);
    out[at + 1] = (out[at + 1] as number) + root * (columns[a + BLOCK_STRIDE] as number);
    out[bt + 1] = (out[bt + 1] as number) + next * (columns[a + BLOCK_STRIDE + 1] as number);
    out[at + 2] = (out[at + 2] as number) + root * (columns[a + 2 * BLOCK_STRIDE] as number);
    out[bt + 2] = (out[bt + 2] as number) + next * (columns[a + 2 * BLOCK_STRIDE + 1] as number);
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
  const odd = out.length / 2;
  for (let i = 0; i < rows; i += 2) {
    const at = (places[i] as number) * width + (others[i] as number);
    const bt = (places[i + 1] as number) * width + (others[i + 1] as number) + odd;
    out[at] = (out[at] as number) + (curvatures[i] as number);
    out[bt] = (out[bt] as number) + (curvatures[i + 1] as number);
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
    const byColumn = joined(one.byColumn);
    const byPlace = one.byPlace.map(joined);
    for (let place = 1; place <= one.count; place++) {
      const own = one.first + place - 1;
      columnAt.forEach((position, j) => {
        write(own, position, byColumn[place * width + j] as number);
      });
      write(own, own, byColumn[place * width] as number);
      for (let other = 0; other < k; other++) {
        const { first, count } = indicators[other] as Indicators;
        const cells = byPlace[other] as Float64Array;
        for (let p = 1; p <= count; p++) write(own, first + p - 1, cells[place * (count + 1) + p] as number);
      }
    }
  });
}
