import { BLOCK } from "../features/readRows";
import type { Block, BlockInput } from "./blocks";
import type { Evaluate } from "./evaluateModel";
import { emptyScores, type ScoreTable, withRejected, writeScores } from "./scoreTable";
import type { AdditiveModel } from "./types";

/** Where the evaluation of an explanation goes: one entry per row each. */
export interface ExplanationColumns {
  /** The margins, also of records that have no score. */
  readonly margin: Float64Array;
  /** The contributions by line. */
  readonly lines: readonly Float64Array[];
}

/** The scores of an input, and the block that was read last: all of it where it is one record. */
export interface ScoredInput {
  readonly scores: ScoreTable;
  readonly last: Block | undefined;
}

/**
 * Scores an input: reads a block, evaluates it, and writes its scores, until all is read.
 *
 * @param model - the model
 * @param evaluate - what `bindModel` made of the model
 * @param input - an opened input
 * @param warnings - what is said of the input
 * @param explained - where margins and contributions go, if they are wanted
 * @returns the scores
 */
export function scoreBlocks(
  model: AdditiveModel,
  evaluate: Evaluate,
  input: BlockInput,
  warnings: ScoreTable["warnings"] = [],
  explained?: ExplanationColumns,
): ScoredInput {
  const scores = emptyScores(model, input, warnings);
  const margin = explained?.margin ?? scores.margin;
  let last: Block | undefined;
  for (let at = 0; at < input.rowCount; at += BLOCK) {
    const block = input.read(at);
    const evaluated = evaluate(block, margin, explained?.lines);
    input.lookThrough(block, margin, evaluated);
    if (explained) scores.margin.set(margin.subarray(at, at + block.n), at);
    writeScores(model, block, scores);
    last = block;
  }
  input.close();
  return { scores: withRejected(scores), last };
}
