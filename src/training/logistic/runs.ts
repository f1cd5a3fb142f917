import { BLOCK_ROWS } from "../kernel/kernelTypes";

/** Rows next to each other, and where they are in a block. */
export interface Run {
  /** Position of the first row in the data. */
  readonly from: number;
  readonly rows: number;
  /** Position of the first row in the block. */
  readonly at: number;
}

const MOST_RUNS = 256;
const LONGEST_RUN = BLOCK_ROWS;
const SHORTEST_RUN = 8;

/**
 * All rows, in blocks of one run each.
 *
 * @param rowCount - number of rows
 * @returns the runs of each block
 */
export function allRuns(rowCount: number): Run[][] {
  return blocksOf(Math.ceil(rowCount / BLOCK_ROWS), BLOCK_ROWS, (run) => run * BLOCK_ROWS, rowCount);
}

/**
 * A sample: evenly spaced runs of rows, so that rows in any order are represented. Runs, because numbers next to each
 * other are read much faster than single ones.
 *
 * @param rowCount - number of rows
 * @param rows - how many to take at least, at most half of them
 * @returns the runs of each block
 */
export function sampleRuns(rowCount: number, rows: number): Run[][] {
  let length = SHORTEST_RUN;
  while (length < LONGEST_RUN && length * MOST_RUNS < rows) length *= 2;
  const runs = Math.ceil(rows / length);
  const places = Math.floor(rowCount / length);
  return blocksOf(runs, length, (run) => Math.floor(((run + 0.5) * places) / runs) * length, rowCount);
}

/** How many rows there are in all runs. */
export function countRows(blocks: readonly (readonly Run[])[]): number {
  return blocks.reduce((total, runs) => runs.reduce((sum, { rows }) => sum + rows, total), 0);
}

function blocksOf(runs: number, length: number, fromOf: (run: number) => number, rowCount: number): Run[][] {
  const perBlock = BLOCK_ROWS / length;
  return Array.from({ length: Math.ceil(runs / perBlock) }, (_, block) =>
    Array.from({ length: Math.min(perBlock, runs - block * perBlock) }, (_, k): Run => {
      const from = fromOf(block * perBlock + k);
      return { from, rows: Math.min(length, rowCount - from), at: k * length };
    }),
  );
}
