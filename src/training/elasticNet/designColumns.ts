import type { Design, DesignPart } from "../logistic/designTypes";

/**
 * Some columns of a design; the arrays are shared.
 *
 * @param design - the design
 * @param kept - positions of columns, increasing
 * @returns another design with those columns
 */
export function designColumns(design: Design, kept: readonly number[]): Design {
  const placeOf = new Map(kept.map((column, place) => [column, place]));
  const parts = design.parts.flatMap((part): DesignPart[] => {
    if (part.kind !== "levels") {
      const column = placeOf.get(part.column);
      return column === undefined ? [] : [{ ...part, column }];
    }
    const own = kept.filter((column) => column >= part.first && column < part.first + part.count);
    if (own.length === 0) return [];
    const first = placeOf.get(own[0] as number) as number;
    const places = part.places.map((place) => {
      const column = placeOf.get(part.first + place - 1);
      return place === 0 || column === undefined ? 0 : column - first + 1;
    });
    return [{ ...part, first, count: own.length, places }];
  });
  return {
    ...{ rowCount: design.rowCount, moments: design.moments, shapes: design.shapes, proceed: design.proceed },
    ...{ baselines: [], leftOut: [], rareMissing: [], rareLevels: new Map(), blocks: [] },
    columns: kept.map((column) => design.columns[column] as Design["columns"][number]),
    parts,
  };
}

/**
 * The weighted population standard deviation of every column of a design, in its units.
 *
 * @param design - the design
 * @param weights - one per row
 * @returns one number per column, 0 for a column that is constant
 */
export function columnSpreads(design: Design, weights: Float64Array): Float64Array {
  const sums = new Float64Array(design.columns.length);
  const squares = new Float64Array(design.columns.length);
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i] as number;
  const add = (column: number, weight: number, value: number) => {
    sums[column] = (sums[column] as number) + weight * value;
    squares[column] = (squares[column] as number) + weight * value * value;
  };
  for (const part of design.parts) {
    for (let i = 0; i < weights.length; i++) {
      const weight = weights[i] as number;
      if (part.kind === "levels") {
        const place = part.places[(part.codes[i] as number) + 1] as number;
        if (place > 0) add(part.first + place - 1, weight, 1);
        continue;
      }
      const value = part.values[i] as number;
      if (part.kind === "missing") add(part.column, weight, Number.isNaN(value) ? 1 : 0);
      else if (!Number.isNaN(value)) add(part.column, weight, (value - part.mean) * part.inverse);
    }
  }
  return squares.map((square, j) => {
    const mean = (sums[j] as number) / total;
    const variance = square / total - mean * mean;
    return variance > 1e-12 * (square / total) ? Math.sqrt(variance) : 0;
  });
}
