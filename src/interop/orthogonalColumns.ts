import type { Design } from "../training/logistic/designTypes";

/** The columns of a design, intercept included, as orthogonal columns. */
export interface OrthogonalColumns {
  /** Columns of mean square 1, each uncorrelated with all others; the first is the intercept's ones. */
  readonly columns: readonly Float64Array[];
  /** Turns weights of these columns into the intercept and coefficients of the design. */
  readonly toDesign: (weights: ArrayLike<number>) => Float64Array;
}

/**
 * Makes the columns of a design dense and orthogonal (modified Gram-Schmidt), which spares gradient ascent the
 * narrow valleys that correlated columns make. O(records · columns²), and a dense matrix in memory.
 *
 * @param design - the design
 * @param dependent - one per coefficient, the intercept first: columns to leave out, whose coefficient is 0
 * @returns the columns, and the way back
 */
export function orthogonalColumns(design: Design, dependent: readonly boolean[]): OrthogonalColumns {
  const dense = denseColumns(design);
  const kept = [...dense.keys()].filter((j) => !dependent[j]);
  const columns: Float64Array[] = [];
  // row j: how much of each orthogonal column the kept column j holds; its own share comes last
  const shares: Float64Array[] = [];
  for (const j of kept) {
    const column = dense[j] as Float64Array;
    const share = new Float64Array(columns.length + 1);
    columns.forEach((earlier, k) => {
      const part = meanProduct(column, earlier);
      share[k] = part;
      for (let i = 0; i < column.length; i++)
        column[i] = (column[i] as number) - part * (earlier[i] as number);
    });
    const scale = Math.sqrt(meanProduct(column, column));
    share[columns.length] = scale;
    columns.push(column.map((value) => value / scale));
    shares.push(share);
  }
  const toDesign = (weights: ArrayLike<number>) => {
    const beta = new Float64Array(dense.length);
    for (let j = kept.length - 1; j >= 0; j--) {
      let value = weights[j] as number;
      for (let k = j + 1; k < kept.length; k++) {
        value -= (shares[k]?.[j] as number) * (beta[kept[k] as number] as number);
      }
      beta[kept[j] as number] = value / (shares[j]?.[j] as number);
    }
    return beta;
  };
  return { columns, toDesign };
}

function denseColumns(design: Design): Float64Array[] {
  const intercept = new Float64Array(design.rowCount).fill(1);
  const dense = design.columns.map(() => new Float64Array(design.rowCount));
  for (const block of design.blocks) {
    if (block.kind === "values") dense[block.column]?.set(block.values);
    else
      block.codes.forEach((code, i) => {
        if (code >= 0) (dense[code] as Float64Array)[i] = 1;
      });
  }
  return [intercept, ...dense];
}

/** Σ aᵢ·bᵢ / n. */
export function meanProduct(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += (a[i] as number) * (b[i] as number);
  return total / a.length;
}
