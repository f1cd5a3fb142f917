import type { Bin } from "../../core/bin";
import type { Column, NumberColumn, Table } from "../../core/columns";
import { sum } from "../../core/numeric";
import { seededRandom } from "../../core/random";
import type { FeatureSet } from "../../features/featureSet";
import type { Feature } from "../../features/types";
import { rocAuc } from "../../metrics/rocAuc";
import { countedBins, type FeatureCounts, total } from "../counts/counts";
import { type FeatureBins, featureBins } from "../counts/countsBins";
import { binCodes, countBins } from "../counts/countsFromTable";
import { quantileCuts } from "../counts/quantileCuts";
import { weightOfEvidence } from "../counts/weightOfEvidence";
import { plainValues } from "../data/plainValues";
import type { History } from "./readHistory";

/** What one feature alone says about the outcome. */
export interface LeakageEvidence {
  readonly feature: string;
  /** Share of the events, and of the non-events, that have a value. */
  readonly filledEvents: number;
  readonly filledNonEvents: number;
  readonly informationValue: number;
  /** What the information value of a feature that says nothing would be on average, with as many bins and records. */
  readonly informationByChance: number;
  /** ROC AUC of the event rate of its bins, each half of the records scored with the rates of the other half. */
  readonly rocAuc: number;
  /** Bins of one outcome only, the largest first. */
  readonly pureBins: readonly { readonly bin: Bin; readonly events: number; readonly nonEvents: number }[];
  /** Bins that hold records. */
  readonly bins: number;
}

/** Bins of a number. */
const NUMBER_BINS = 20;

/**
 * The bins in which features are looked at.
 *
 * @param caller - name of the calling function
 * @param features - the feature set
 * @param table - the records
 * @returns bins in the order of the names
 */
export function evidenceBins<Row>(caller: string, features: FeatureSet<Row>, table: Table): FeatureBins[] {
  const numbers = features.names.filter((name) => features.features[name]?.type === "number");
  const cuts = numbers.map((name) => {
    const values = plainValues(features.features[name] as Feature<Row>, table.columns[name] as NumberColumn);
    return [name, quantileCuts(values, NUMBER_BINS)] as const;
  });
  return featureBins(caller, features, Object.fromEntries(cuts));
}

/**
 * The evidence of every feature. O(records · features).
 *
 * @param caller - name of the calling function
 * @param features - the feature set
 * @param history - the records
 * @param seed - of the two halves
 * @returns the one that predicts best first
 */
export function featureEvidence<Row>(
  caller: string,
  features: FeatureSet<Row>,
  { table, outcomes }: Pick<History, "table" | "outcomes">,
  seed: number,
): LeakageEvidence[] {
  const bins = evidenceBins(caller, features, table);
  const counts = countBins(table, outcomes, null, bins);
  const tables = weightOfEvidence(counts);
  const inFirst = halves(outcomes, seed);
  const { events, nonEvents } = counts;
  const evidence = counts.features.map((feature, k): LeakageEvidence => {
    const filled = countedBins(feature).filter((part) => total(part.counts) > 0);
    const pure = filled.filter(({ counts: c }) => (c.events === 0) !== (c.nonEvents === 0));
    const codes = binCodes(table.columns[feature.name] as Column, (bins[k] as FeatureBins).limits);
    return {
      feature: feature.name,
      ...filledShares(feature, events, nonEvents),
      informationValue: tables[feature.name]?.informationValue as number,
      informationByChance: (filled.length - 1) * (1 / events + 1 / nonEvents),
      rocAuc: crossedAuc(codes, outcomes, inFirst),
      pureBins: pure
        .map(({ bin, counts: c }) => ({ bin, events: c.events, nonEvents: c.nonEvents }))
        .sort((a, b) => total(b) - total(a)),
      bins: filled.length,
    };
  });
  return evidence.sort((a, b) => b.rocAuc - a.rocAuc || (a.feature < b.feature ? -1 : 1));
}

function filledShares({ missing }: FeatureCounts, events: number, nonEvents: number) {
  return { filledEvents: 1 - missing.events / events, filledNonEvents: 1 - missing.nonEvents / nonEvents };
}

/** Which records are in the first half: as many events in each, at random. */
function halves(outcomes: Uint8Array, seed: number): Uint8Array {
  const random = seededRandom(seed);
  const inFirst = new Uint8Array(outcomes.length);
  const places = Array.from(outcomes.keys());
  for (const kind of [1, 0]) {
    random.shuffle(places.filter((i) => outcomes[i] === kind)).forEach((i, rank) => {
      inFirst[i] = rank % 2;
    });
  }
  return inFirst;
}

/** Each half is scored with the event rates that the bins have in the other, drawn to the rate of all by one record. */
function crossedAuc(codes: Int32Array, outcomes: Uint8Array, inFirst: Uint8Array): number {
  const size = codes.reduce((most, code) => Math.max(most, code), -1) + 2;
  const counts = [0, 1].map(() => ({ n: new Float64Array(size), events: new Float64Array(size) }));
  codes.forEach((code, i) => {
    const half = counts[inFirst[i] as number] as (typeof counts)[number];
    half.n[code + 1] = (half.n[code + 1] as number) + 1;
    half.events[code + 1] = (half.events[code + 1] as number) + (outcomes[i] as number);
  });
  const rate = sum(outcomes) / outcomes.length;
  const scores = Float64Array.from(codes, (code, i) => {
    const other = counts[1 - (inFirst[i] as number)] as (typeof counts)[number];
    return ((other.events[code + 1] as number) + rate) / ((other.n[code + 1] as number) + 1);
  });
  return rocAuc(outcomes, scores);
}
