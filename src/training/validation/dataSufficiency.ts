import { checkNumber, checkOptions, reject } from "../../core/checks";
import { MILLISECONDS_PER_DAY } from "../../core/time";
import { countParameters } from "./countParameters";
import { checkFloors, type DataFloors, USUAL_FLOORS } from "./floors";
import { HISTORY_OPTIONS, type History, readHistory } from "./readHistory";
import { nextSteps, sufficiencyChecks, worst } from "./sufficiencyChecks";
import type { DataSufficiency, DataSufficiencyOptions, SegmentSufficiency } from "./sufficiencyTypes";

/**
 * Whether records are enough to learn from, before a fit: events, non-events, both per number that is learned, the
 * time that they span, and the same by segment; with what to do next. A floor that is missed by more than half makes
 * the data insufficient, any other miss makes them thin. It needs no fit and never fails for too few data, so that it
 * can be shown to whoever has to get more. O(records · features).
 *
 * @param rows - the records
 * @param options - as for a fit: `features`, `outcome`, `asOf`, `weight`; `floors`, `segment`, `parameters`,
 * `minimumLevelCount`
 * @returns the verdict, the numbers, and what to do
 * @throws SalienceError `invalid_data` without a record that has an outcome, `missing_as_of`, `invalid_argument`
 *
 * Source: P. Peduzzi, J. Concato, E. Kemper, T. R. Holford and A. R. Feinstein, A simulation study of the number of
 * events per variable in logistic regression analysis, Journal of Clinical Epidemiology 49 (1996), for 10 events per
 * parameter; G. S. Collins, E. O. Ogundimu and D. G. Altman, Sample size considerations for the external validation of a
 * multivariable prognostic model, Statistics in Medicine 35 (2016), for 100 events.
 *
 * @example
 * ```ts
 * import { categorical, dataSufficiency, featureSet } from "salience";
 * interface Deal { region: string; won: boolean }
 * const features = featureSet<Deal>()({ region: categorical("region") });
 * const deals = Array.from({ length: 300 }, (_, i): Deal => ({ region: ["north", "south", "east"][i % 3] as string, won: i % 10 === 0 }));
 * const { verdict, events, parameters, eventsPerParameter, next } = dataSufficiency(deals, { features, outcome: (deal) => deal.won });
 * [verdict, events, parameters, eventsPerParameter]; // => ["insufficient", 30, 2, 15]
 * next[0]; // => "collect 70 more events (or count an earlier success, such as a meeting held, as the event)"
 * dataSufficiency(deals, { features, outcome: (deal) => deal.won, floors: "dynamics365" }).verdict; // => "thin"
 * ```
 */
export function dataSufficiency<Row>(
  rows: readonly Row[],
  options: DataSufficiencyOptions<Row>,
): DataSufficiency {
  const caller = "dataSufficiency";
  const own = ["floors", "segment", "parameters", "minimumLevelCount"];
  checkOptions(caller, "options", options, [...HISTORY_OPTIONS, ...own]);
  const { floors: wanted = USUAL_FLOORS, segment, minimumLevelCount = 10 } = options;
  const floors = checkFloors(caller, wanted);
  checkNumber(caller, "minimumLevelCount", minimumLevelCount, 1);
  if (segment !== undefined && typeof segment !== "function") {
    reject(caller, "segment to be a function of the record", segment);
  }
  const history = readHistory(caller, rows, options);
  const features = countParameters(options.features, history.table, minimumLevelCount);
  const counted = features.reduce((total, { parameters }) => total + parameters, 0);
  const parameters =
    options.parameters === undefined ? counted : checkNumber(caller, "parameters", options.parameters, 0);
  const all = countClasses(history, () => true);
  const { from, to, spanDays } = windowOf(history);
  const recent = countClasses(history, withinFloor(history, floors));
  const eventsPerParameter = parameters === 0 ? Number.NaN : Math.min(all.events, all.nonEvents) / parameters;
  const checks = sufficiencyChecks(
    { ...recent, eventsPerParameter, parameters, spanDays, features, isDated: history.isDated },
    floors,
  );
  const segments = segment === undefined ? [] : segmentsOf(caller, rows, history, segment, floors);
  return {
    verdict: worst(checks.map((check) => check.verdict)),
    ...all,
    open: history.open.length,
    rejected: history.rejected,
    ...{ parameters, eventsPerParameter, from, to, spanDays, features, checks, segments },
    next: nextSteps(checks, segments),
  };
}

interface Classes {
  readonly records: number;
  readonly events: number;
  readonly nonEvents: number;
}

function countClasses({ outcomes }: History, isCounted: (i: number) => boolean): Classes {
  let [records, events] = [0, 0];
  outcomes.forEach((outcome, i) => {
    if (!isCounted(i)) return;
    records++;
    events += outcome;
  });
  return { records, events, nonEvents: records - events };
}

function windowOf({ instants, isDated }: History) {
  if (!isDated) return { from: null, to: null, spanDays: Number.NaN };
  const [first, last] = [
    instants.reduce((a, b) => Math.min(a, b)),
    instants.reduce((a, b) => Math.max(a, b)),
  ];
  return {
    from: new Date(first).toISOString(),
    to: new Date(last).toISOString(),
    spanDays: (last - first) / MILLISECONDS_PER_DAY,
  };
}

/** Whether a record is young enough to count; without dates all are. */
function withinFloor({ instants, isDated }: History, { withinDays }: DataFloors): (i: number) => boolean {
  if (withinDays === undefined || !isDated) return () => true;
  const oldest = instants.reduce((a, b) => Math.max(a, b)) - withinDays * MILLISECONDS_PER_DAY;
  return (i) => (instants[i] as number) >= oldest;
}

function segmentsOf<Row>(
  caller: string,
  rows: readonly Row[],
  history: History,
  segment: (row: Row) => string,
  floors: DataFloors,
): SegmentSufficiency[] {
  const isYoung = withinFloor(history, floors);
  const members = new Map<string, number[]>();
  history.positions.forEach((position, i) => {
    const name: unknown = segment(rows[position] as Row);
    if (typeof name !== "string") reject(caller, `the segment of record ${position} to be text`, name);
    const list = members.get(name);
    if (list === undefined) members.set(name, [i]);
    else list.push(i);
  });
  const rarer = ({ events, nonEvents }: Classes) => Math.min(events, nonEvents);
  return [...members]
    .map(([name, list]) => {
      const inside = new Set(list.filter(isYoung));
      const classes = countClasses(history, (i) => inside.has(i));
      const { records, events, nonEvents } = floors;
      const counts = {
        ...(records !== undefined && { records }),
        ...(events !== undefined && { events }),
        ...(nonEvents !== undefined && { nonEvents }),
      };
      const checks = sufficiencyChecks({ ...classes, features: [], isDated: history.isDated }, counts);
      const missed = checks.filter(({ verdict }) => verdict !== "sufficient").map(({ message }) => message);
      return {
        segment: name,
        ...classes,
        verdict: worst(checks.map(({ verdict }) => verdict)),
        message: missed.length === 0 ? "enough of its own" : missed.join("; "),
      };
    })
    .sort((a, b) => rarer(a) - rarer(b) || (a.segment < b.segment ? -1 : 1));
}
