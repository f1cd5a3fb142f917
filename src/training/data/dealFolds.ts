import { seededRandom } from "../../core/random";

/**
 * Deals records to folds, events and non-events evenly, by a seeded shuffle: which fold a record is in depends on the
 * seed and on its position.
 *
 * @param outcomes - 1 for an event, else 0
 * @param count - number of folds
 * @param seed - an integer in [0, 2³²)
 * @returns the fold of each record, from 0
 */
export function dealFolds(outcomes: Uint8Array, count: number, seed: number): Int32Array {
  const random = seededRandom(seed);
  const folds = new Int32Array(outcomes.length);
  let dealt = 0;
  for (const outcome of [1, 0]) {
    const own = [...outcomes.keys()].filter((i) => outcomes[i] === outcome);
    for (const i of random.shuffle(own)) folds[i] = dealt++ % count;
  }
  return folds;
}
