import type { FeatureSet } from "../../features/featureSet";
import type { TrainingData } from "../data/readTraining";
import { eventsOf } from "../data/readTraining";
import { selectRows } from "../data/selectRows";
import { countParameters } from "./countParameters";
import { USUAL_FLOORS } from "./floors";
import { featureEvidence } from "./leakageEvidence";
import { evidenceFindings, type LeakageFinding } from "./leakageFindings";
import { sufficiencyChecks, worst } from "./sufficiencyChecks";
import type { SufficiencyCheck, SufficiencyVerdict } from "./sufficiencyTypes";

/** What the training records alone say of themselves: whether they are enough, and whether a feature knows the outcome. */
export interface DataQuality {
  /** As `dataSufficiency` judges records without dates, events and events per parameter. */
  readonly verdict: SufficiencyVerdict;
  /** The floors that are missed, with what to do. */
  readonly checks: readonly SufficiencyCheck[];
  /** What `leakageReport` finds grave; of more than 10,000 records, in 10,000 of them, evenly spaced. */
  readonly leaks: readonly LeakageFinding[];
}

const MOST_RECORDS = 10_000;
const SEED = 1;

/**
 * Looks at the training records as `dataSufficiency` and `leakageReport` do, as far as they need nothing else. Each
 * record counts once, whatever its weight. O(records · features), for at most 10,000 records.
 *
 * @param features - the feature set
 * @param data - the records
 * @returns the verdict and the alarms
 */
export function dataQuality<Row>(features: FeatureSet<Row>, data: TrainingData): DataQuality {
  const { outcomes } = data;
  const records = outcomes.length;
  const events = eventsOf(outcomes);
  const counted = countParameters(features, data.table, 10);
  const parameters = counted.reduce((total, own) => total + own.parameters, 0);
  const nonEvents = records - events;
  const eventsPerParameter = parameters === 0 ? Number.NaN : Math.min(events, nonEvents) / parameters;
  const known = { records, events, nonEvents, eventsPerParameter, parameters, features: counted };
  const { spanDays: _, ...floors } = USUAL_FLOORS;
  const checks = sufficiencyChecks({ ...known, spanDays: Number.NaN, isDated: false }, floors).filter(
    ({ verdict, code }) => verdict !== "sufficient" && code !== "no_dates",
  );
  return { verdict: worst(checks.map((check) => check.verdict)), checks, leaks: leaksIn(features, data) };
}

function leaksIn<Row>(features: FeatureSet<Row>, data: TrainingData): LeakageFinding[] {
  const step = Math.ceil(data.outcomes.length / MOST_RECORDS);
  const places = Array.from(data.outcomes.keys()).filter((i) => i % step === 0);
  const outcomes = step === 1 ? data.outcomes : Uint8Array.from(places, (i) => data.outcomes[i] as number);
  const events = eventsOf(outcomes);
  if (events === 0 || events === outcomes.length) return [];
  const table = step === 1 ? data.table : selectRows(data.table, places);
  const evidence = featureEvidence("leakageReport", features, { table, outcomes }, SEED);
  return evidenceFindings(evidence, outcomes.length, events).filter(({ severity }) => severity === "high");
}
