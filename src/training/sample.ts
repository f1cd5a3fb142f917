import { type Design, type DesignPart, withBlocks } from "./design";
import type { LogisticProblem } from "./likelihood";

/**
 * Every so many-th row of a problem, so that rows in any order are represented: a tenth of the rows says nearly as
 * much about the coefficients as all of them.
 *
 * @param problem - the problem
 * @param rows - how many rows to take, at most a half
 * @returns the problem of those rows only
 */
export function sampleProblem(problem: LogisticProblem, rows: number): LogisticProblem {
  const { design, outcomes, weights } = problem;
  const index = sampleRows(design.rowCount, rows);
  return {
    ...problem,
    design: sampleDesign(design, index),
    outcomes: Uint8Array.from(index, (i) => outcomes[i] as number),
    weights: takeNumbers(weights, index),
  };
}

const RUNS = 1024;
const LONGEST_RUN = 64;
const SHORTEST_RUN = 8;

/** Positions of evenly spaced runs of rows: numbers next to each other are read much faster than single ones. */
export function sampleRows(rowCount: number, rows: number): Int32Array {
  const length = Math.min(Math.max(Math.floor(rows / RUNS), SHORTEST_RUN), LONGEST_RUN);
  const runs = Math.ceil(rows / length);
  const places = Math.floor(rowCount / length);
  const index = new Int32Array(runs * length);
  for (let run = 0; run < runs; run++) {
    const first = Math.floor(((run + 0.5) * places) / runs) * length;
    for (let i = 0; i < length; i++) index[run * length + i] = first + i;
  }
  return index;
}

/** Some rows of a design; means and scales stay those of all rows. */
export function sampleDesign(design: Design, index: Int32Array): Design {
  const parts = design.parts.map((part): DesignPart => {
    if (part.kind === "levels") return { ...part, codes: takeCodes(part.codes, index) };
    return { ...part, values: takeNumbers(part.values, index) };
  });
  const { columns, baselines, moments, leftOut, rareMissing, rareLevels } = design;
  return withBlocks({
    rowCount: index.length,
    parts,
    columns,
    baselines,
    moments,
    leftOut,
    rareMissing,
    rareLevels,
  });
}

/** The numbers at positions. */
export function takeNumbers(source: Float64Array, index: Int32Array): Float64Array {
  const taken = new Float64Array(index.length);
  for (let i = 0; i < index.length; i++) taken[i] = source[index[i] as number] as number;
  return taken;
}

function takeCodes(source: Int32Array, index: Int32Array): Int32Array {
  const taken = new Int32Array(index.length);
  for (let i = 0; i < index.length; i++) taken[i] = source[index[i] as number] as number;
  return taken;
}
