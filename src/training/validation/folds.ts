import { reject } from "../../core/checks";
import { hashUnit } from "../../core/hash";
import { MILLISECONDS_PER_DAY } from "../../core/time";
import { dealFolds } from "../data/dealFolds";
import type { History } from "./readHistory";

/** Places among the records with an outcome, on both sides of a fold. */
export interface Fold {
  readonly train: readonly number[];
  readonly test: readonly number[];
}

/**
 * Folds with the same share of events each: the events are shuffled and dealt out one by one, and then the
 * non-events. They depend on the order of the records.
 *
 * @param outcomes - 1 for an event, 0 for a non-event
 * @param folds - how many
 * @param seed - of the shuffle
 * @returns one fold each, without those that stay empty
 */
export function stratifiedFolds(outcomes: Uint8Array, folds: number, seed: number): Fold[] {
  return foldsOf(dealFolds(outcomes, folds, seed), folds);
}

/**
 * Folds that keep the records of a group together, with about as many records and events each, by weight: the largest
 * group is placed first, each where it adds least to what is there. They do not depend on the order of the records.
 *
 * @param groups - the group of each record
 * @param history - outcomes, 1 for an event and 0 for a non-event, and weights
 * @param folds - how many
 * @param seed - decides between groups of equal size
 * @returns one fold each, without those that stay empty
 */
export function groupedFolds(
  groups: readonly string[],
  { outcomes, weights }: Pick<History, "outcomes" | "weights">,
  folds: number,
  seed: number,
): Fold[] {
  const sizes = new Map<string, { readonly name: string; n: number; events: number }>();
  groups.forEach((name, i) => {
    const size = sizes.get(name) ?? { name, n: 0, events: 0 };
    const weight = weights[i] as number;
    size.n += weight;
    size.events += weight * (outcomes[i] as number);
    sizes.set(name, size);
  });
  const tie = new Map([...sizes.keys()].map((name) => [name, hashUnit(name, String(seed))]));
  const order = [...sizes.values()].sort(
    (a, b) => b.n - a.n || (tie.get(a.name) as number) - (tie.get(b.name) as number),
  );
  const all = order.reduce((total, size) => total + size.n, 0);
  const events = order.reduce((total, size) => total + size.events, 0) || 1;
  const loads = Array.from({ length: folds }, () => ({ n: 0, events: 0 }));
  const foldOf = new Map<string, number>();
  for (const size of order) {
    const cost = (load: { n: number; events: number }) =>
      (load.n / all) * (size.n / all) + (load.events / events) * (size.events / events);
    const best = loads.reduce(
      (least, load, f) => (cost(load) < cost(loads[least] as typeof load) ? f : least),
      0,
    );
    const load = loads[best] as { n: number; events: number };
    load.n += size.n;
    load.events += size.events;
    foldOf.set(size.name, best);
  }
  return foldsOf(
    Int32Array.from(groups, (name) => foldOf.get(name) as number),
    folds,
  );
}

/**
 * Rolling folds by time: the records are cut into folds + 1 periods of about equal count; each but the first is
 * tested with a model learned from all records before it. Records of one instant are never on both sides.
 *
 * @param history - records with instants
 * @param folds - how many
 * @param gapDays - days before each test period that are on neither side
 * @returns the folds, the earliest first; fewer where many records have the same instant
 */
export function timeFolds({ instants }: History, folds: number, gapDays: number): Fold[] {
  const order = Array.from(instants.keys()).sort(
    (a, b) => (instants[a] as number) - (instants[b] as number) || a - b,
  );
  const timeAt = (rank: number) => instants[order[rank] as number] as number;
  const starts = new Set<number>();
  for (let k = 1; k <= folds; k++) {
    let rank = Math.round((k * order.length) / (folds + 1));
    while (rank > 0 && rank < order.length && timeAt(rank) === timeAt(rank - 1)) rank++;
    if (rank > 0 && rank < order.length) starts.add(rank);
  }
  const ranks = [...starts, order.length];
  return [...starts].map((start, k) => {
    const end = timeAt(start) - gapDays * MILLISECONDS_PER_DAY;
    const before = order.slice(0, start).filter((i) => gapDays === 0 || (instants[i] as number) < end);
    return { train: before, test: order.slice(start, ranks[k + 1]) };
  });
}

function foldsOf(of: Int32Array, folds: number): Fold[] {
  const places = Array.from(of.keys());
  return Array.from({ length: folds }, (_, fold) => ({
    train: places.filter((i) => of[i] !== fold),
    test: places.filter((i) => of[i] === fold),
  })).filter(({ train, test }) => test.length > 0 && train.length > 0);
}

/**
 * The group of each record, checked.
 *
 * @param caller - name of the calling function
 * @param rows - the records
 * @param history - which of them count
 * @param group - the function
 * @returns one text per record that counts
 * @throws SalienceError `invalid_argument` for a group that is no text or number
 */
export function groupsOf<Row>(
  caller: string,
  rows: readonly Row[],
  { positions }: History,
  group: (row: Row) => string | number,
): string[] {
  return Array.from(positions, (position) => {
    const key: unknown = group(rows[position] as Row);
    const isUsable = (typeof key === "string" && key !== "") || Number.isFinite(key);
    return isUsable
      ? String(key)
      : reject(caller, `a group of record ${position} that is text or a number`, key);
  });
}
