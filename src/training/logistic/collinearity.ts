import { sum } from "../../core/numeric";
import { at, cholesky, inverseDiagonal, type Triangle } from "./cholesky";
import { crossProducts } from "./designTimes";
import type { Design, DesignColumn } from "./designTypes";
import { sampleRuns } from "./runs";

/** The columns of a design that depend on others, and those that nearly do. */
export interface Collinearity {
  /** One per coefficient, the intercept first: a linear combination of columns before it. */
  readonly dependent: readonly boolean[];
  /** Value columns of which others explain at least 90 % of the variation. */
  readonly nearlyDependent: readonly string[];
}

const INFLATION = 10;
const ROWS_PER_COLUMN = 40;
const CLEARLY = 1.5;
const CLEAR_PIVOT = 1e-9;
const CLEAR_SHARE = 0.1;

/**
 * Finds columns that are linear combinations of others, exactly or nearly (variance inflation above 10). The most
 * frequent level of each category does not take part: all levels together always sum to the intercept.
 *
 * Of many records some are looked at first, evenly spaced. What depends on other columns in all records does so in
 * some of them, so that they can show that there is no exact dependence; and where they have their share of every
 * column's variation, and no inflation is near the limit, they show which columns nearly depend on others. Else all
 * records decide. O(records · columns²), or a 64th of it.
 *
 * @param design - a design
 * @param weights - one per record
 * @returns which columns depend on others
 */
export function collinearity(design: Design, weights: Float64Array): Collinearity {
  const few = Math.ceil(Math.max(design.rowCount / 64, (design.columns.length + 1) * ROWS_PER_COLUMN));
  if (few <= design.rowCount / 4) {
    const found = inspect(
      design,
      crossProducts(design, weights, null, sampleRuns(design.rowCount, few)).products,
    );
    if (isClear(design, found, sum(weights))) return summary(design, found);
  }
  return summary(design, inspect(design, crossProducts(design, weights).products));
}

/** What the cross products say of a column; `position` is that among the coefficients. */
interface Inspection {
  readonly position: number;
  readonly column: DesignColumn | null;
  /** Σ weight · (value − mean)². */
  readonly variation: number;
  /** Σ weight. */
  readonly total: number;
  /** What columns before it do not explain, of Σ weight · value². */
  readonly pivot: number;
  readonly isDependent: boolean;
  /** Variation divided by what the other columns do not explain of it. */
  readonly inflation: number;
}

function inspect(design: Design, products: Triangle): Inspection[] {
  const left = new Set(design.baselines);
  const kept = [-1, ...design.columns.keys()].filter((column) => !left.has(column));
  const part: Triangle = new Float64Array((kept.length * (kept.length + 1)) / 2);
  kept.forEach((j, k) => {
    for (let l = 0; l <= k; l++) part[at(k, l)] = products[at(j + 1, (kept[l] as number) + 1)] as number;
  });
  const { factor, dependent } = cholesky(part, kept.length);
  const inverse = inverseDiagonal(factor, kept.length);
  const total = part[0] as number;
  return kept.map((column, k) => {
    const crossed = part[at(k, 0)] as number;
    const variation = (part[at(k, k)] as number) - (crossed * crossed) / total;
    const root = factor[at(k, k)] as number;
    return {
      position: column + 1,
      column: design.columns[column] ?? null,
      variation,
      total,
      pivot: root * root,
      isDependent: dependent[k] as boolean,
      inflation: (inverse[k] as number) * variation,
    };
  });
}

/** Whether some records speak for all, of the given total weight. */
function isClear({ moments }: Design, found: readonly Inspection[], all: number): boolean {
  return found.every(({ column, pivot, variation, total, inflation }) => {
    if (column?.role !== "value") return pivot > CLEAR_PIVOT * all * (column?.mean ?? 1);
    // standardised values have a mean square of 1, apart from missing ones
    const expected = (moments.get(column.feature)?.weight as number) / all;
    const isTypical = Math.abs(variation / total / expected - 1) < CLEAR_SHARE;
    const isNear = inflation > INFLATION / CLEARLY && inflation < INFLATION * CLEARLY;
    return pivot > CLEAR_PIVOT * all && isTypical && !isNear;
  });
}

function summary(design: Design, found: readonly Inspection[]): Collinearity {
  const dependent = new Array<boolean>(design.columns.length + 1).fill(false);
  for (const { position, isDependent } of found) dependent[position] = isDependent;
  const nearlyDependent = found.filter(
    ({ column, isDependent, inflation }) => column?.role === "value" && !isDependent && inflation > INFLATION,
  );
  return { dependent, nearlyDependent: nearlyDependent.map(({ column }) => column?.name as string) };
}
