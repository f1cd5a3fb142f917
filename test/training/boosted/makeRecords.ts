import { categoryColumn, numberColumn } from "../../../src/core/index";
import { categorical, featureSet, numeric } from "../../../src/features/index";
import { uniform } from "../../bench/support";

/** Deterministic made-up records. */
export interface MadeUp {
  readonly x: number | null;
  readonly y: number;
  readonly z: number;
  readonly source: string | null;
  readonly won: boolean;
}

export const features = featureSet<MadeUp>()({
  x: numeric("x"),
  y: numeric("y"),
  z: numeric("z"),
  source: categorical("source"),
});

export const outcome = (row: MadeUp) => row.won;

/** Records whose log-odds are a function of their values. */
export function makeRecords(
  count: number,
  marginOf: (row: Omit<MadeUp, "won">) => number,
  seed = 1,
): MadeUp[] {
  const next = uniform(seed);
  return Array.from({ length: count }, () => {
    const row = {
      x: next() < 0.1 ? null : Math.round(next() * 1000) / 10,
      y: Math.round(next() * 200 - 100) / 10,
      z: Math.round(next() * 20),
      source:
        next() < 0.05 ? null : (["web", "fair", "call", "mail", "partner"][Math.floor(next() * 5)] as string),
    };
    return { ...row, won: next() < 1 / (1 + Math.exp(-marginOf(row))) };
  });
}

/** The same records as a table. */
export function tableOf(rows: readonly MadeUp[]) {
  return {
    rowCount: rows.length,
    columns: {
      x: numberColumn(rows.map(({ x }) => x)),
      y: numberColumn(rows.map(({ y }) => y)),
      z: numberColumn(rows.map(({ z }) => z)),
      source: categoryColumn(rows.map(({ source }) => source)),
    },
  };
}

const bySource: Readonly<Record<string, number>> = { web: 0.5, fair: -0.5, call: 1, mail: 0, partner: -1 };

/** A bent line, a wave, and an effect per level. */
export const additive = ({ x, y, source }: Omit<MadeUp, "won">) =>
  -1 + (x === null ? 1.5 : x / 50) + Math.sin(y / 2) + (bySource[source ?? ""] ?? 0);
