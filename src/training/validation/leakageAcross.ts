import { reject } from "../../core/checks";
import type { Table } from "../../core/columns";
import type { FeatureSet } from "../../features/featureSet";
import { driftReport } from "../../metrics/driftReport";
import { countBins } from "../counts/countsFromTable";
import { driftInputs } from "../counts/driftInputs";
import { selectRows } from "../data/selectRows";
import { groupsOf } from "./folds";
import { evidenceBins } from "./leakageEvidence";
import { type LeakageFinding, percent } from "./leakageFindings";
import type { History } from "./readHistory";
import type { TrainTestSplit } from "./splitByHash";

interface Compared<Row> {
  readonly features: FeatureSet<Row>;
  readonly history: History;
  /** Places among the records with an outcome; null without a split. */
  readonly sides: TrainTestSplit | null;
  readonly key: ((row: Row) => string | number) | undefined;
}

/**
 * What training and test records share that they should not, and how they differ. Without a split, records that are
 * there more than once.
 *
 * @param caller - name of the calling function
 * @param rows - the records
 * @param compared - the records as columns, and the sides
 * @returns findings
 */
export function sideFindings<Row>(
  caller: string,
  rows: readonly Row[],
  compared: Compared<Row>,
): LeakageFinding[] {
  const { history, sides, key } = compared;
  const keys = key === undefined ? null : groupsOf(caller, rows, history, keyFunction(caller, key));
  return [
    ...duplicateFinding(history.table, sides),
    ...(keys === null ? [] : sharedKeyFinding(keys, sides)),
    ...(sides === null ? [] : driftFindings(caller, compared.features, history, sides)),
  ];
}

function keyFunction<Row>(caller: string, key: (row: Row) => string | number) {
  return typeof key === "function" ? key : reject(caller, "key to be a function of the record", key);
}

/** The values of a record as one text. */
function fingerprints({ columns, rowCount }: Table): string[] {
  const texts = new Array<string>(rowCount).fill("");
  for (const column of Object.values(columns)) {
    const list = column.type === "number" ? column.values : column.codes;
    for (let i = 0; i < rowCount; i++) texts[i] += `${list[i]};`;
  }
  return texts;
}

/** How many of some texts are among others, or are there twice where there are no others. */
function sharedCount(
  texts: readonly string[],
  sides: TrainTestSplit | null,
): { shared: number[]; of: number } {
  if (sides !== null) {
    const known = new Set(sides.train.map((i) => texts[i]));
    return { shared: sides.test.filter((i) => known.has(texts[i])), of: sides.test.length };
  }
  const counts = countsOf(texts);
  const places = Array.from(texts.keys());
  return { shared: places.filter((i) => (counts.get(texts[i] as string) as number) > 1), of: texts.length };
}

function countsOf<T>(values: ArrayLike<T>): Map<T, number> {
  const counts = new Map<T, number>();
  for (let i = 0; i < values.length; i++) {
    counts.set(values[i] as T, (counts.get(values[i] as T) ?? 0) + 1);
  }
  return counts;
}

/** Those equal records that hold a number which only they have: copies rather than coincidence. */
function copiesAmong(places: readonly number[], texts: readonly string[], table: Table): number {
  const twins = countsOf(texts);
  const numbers = Object.values(table.columns).flatMap((column) => {
    return column.type === "number" ? [{ values: column.values, counts: countsOf(column.values) }] : [];
  });
  return places.filter((i) =>
    numbers.some(({ values, counts }) => {
      const value = values[i] as number;
      return !Number.isNaN(value) && counts.get(value) === twins.get(texts[i] as string);
    }),
  ).length;
}

function duplicateFinding(table: Table, sides: TrainTestSplit | null): LeakageFinding[] {
  if (Object.keys(table.columns).length === 0) return [];
  const texts = fingerprints(table);
  const { shared, of } = sharedCount(texts, sides);
  const share = shared.length / of;
  if (!(share >= 0.01)) return [];
  const copies = copiesAmong(shared, texts, table);
  const where = sides === null ? "records are there more than once" : "test records have a twin in training";
  const why =
    copies === 0
      ? "with few different values that happens by itself; if they are copies, remove them"
      : `${copies} of them hold a number that no other record has, so they are copies: remove them, or divide by a key`;
  return [
    {
      code: "duplicates",
      feature: null,
      severity: copies >= 0.01 * of ? "medium" : "low",
      evidence: { records: shared.length, copies, of, share },
      message: `${shared.length} of ${of} ${where}, equal in every feature (${percent(share)}): the test is easier than use will be; ${why}`,
    },
  ];
}

function sharedKeyFinding(keys: readonly string[], sides: TrainTestSplit | null): LeakageFinding[] {
  const counted = sharedCount(keys, sides);
  const { of } = counted;
  const shared = counted.shared.length;
  if (shared === 0) return [];
  const share = shared / of;
  const where =
    sides === null
      ? "records share their key with another"
      : "test records have a key that is in training too";
  return [
    {
      code: "shared_key",
      feature: null,
      severity: share >= 0.05 ? "medium" : "low",
      evidence: { records: shared, of, share },
      message: `${shared} of ${of} ${where} (${percent(share)}): the model may recognise it; validate with the scheme "grouped" and this key as group`,
    },
  ];
}

function driftFindings<Row>(
  caller: string,
  features: FeatureSet<Row>,
  { table, outcomes }: History,
  sides: TrainTestSplit,
): LeakageFinding[] {
  const bins = evidenceBins(caller, features, table);
  const countsOf = (places: readonly number[]) =>
    countBins(
      selectRows(table, places),
      Uint8Array.from(places, (i) => outcomes[i] as number),
      null,
      bins,
    );
  const [before, after] = [countsOf(sides.train), countsOf(sides.test)];
  if (before.features.length === 0) return [];
  return driftReport(driftInputs(before, after))
    .features.filter(({ verdict, stability }) => verdict === "shifted" && stability.value >= 0.1)
    .map(({ feature, stability, adjustedP, sentence }) => ({
      code: "drift",
      feature,
      severity: stability.value >= 1 ? "medium" : "low",
      evidence: { populationStabilityIndex: stability.value, adjustedP },
      message: `${sentence.replace(/\.$/, "")}: ${stability.value >= 1 ? "training and test hardly overlap in it, so that what is learned of it need not hold later; leave it out, or relate it to its period" : "expect later records to differ from those learned from"}`,
    }));
}
