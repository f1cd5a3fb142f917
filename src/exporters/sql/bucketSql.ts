import type { Buckets } from "../../buckets/types";
import { scoreOf } from "../../models/calibrate";
import type { AdditiveModel } from "../../models/types";
import { boundary } from "./boundary";
import { type Dialect, LARGEST } from "./dialect";
import { caseOf } from "./format";

/** Where the database may round the margin differently, a margin this near to a cut counts as reaching it. */
const TOLERANCE = 1e-12;

/**
 * The bucket of a margin. A cut of the score becomes the smallest margin whose score reaches it, because margins are
 * sums and products with the same bits everywhere, and probabilities are not. A cut that is the score of a record, as
 * `bucketsByShare` makes them, is reached by that record.
 */
export function bucketSql(
  dialect: Dialect,
  model: AdditiveModel,
  buckets: Buckets,
  margin: string,
  exact: boolean,
): string {
  const tests = buckets.cuts.map((cut) => {
    const low = lowestMargin(model, cut);
    if (low === null) return `${margin} > ${dialect.number(LARGEST)}`;
    const bound = exact || low <= -LARGEST ? low : low - TOLERANCE * Math.max(1, Math.abs(low));
    return `${margin} >= ${dialect.number(bound)}`;
  });
  const labels = buckets.labels.map(dialect.text);
  return caseOf(
    tests.map((test, i): [string, string] => [test, labels[i] as string]),
    labels[labels.length - 1] as string,
  );
}

/** The smallest margin whose score reaches a cut; null if none does. */
function lowestMargin(model: AdditiveModel, cut: number): number | null {
  if (model.link === "identity") return cut;
  const reaches = (margin: number) => scoreOf(model, margin) >= cut;
  if (reaches(-LARGEST)) return -LARGEST;
  return reaches(LARGEST) ? boundary(reaches, -LARGEST, LARGEST) : null;
}
