import type { FeatureParameters } from "./countParameters";
import type { DataFloors } from "./floors";
import type { SegmentSufficiency, SufficiencyCheck, SufficiencyVerdict } from "./sufficiencyTypes";

interface Counted {
  readonly records: number;
  readonly events: number;
  readonly nonEvents: number;
  readonly eventsPerParameter?: number;
  readonly parameters?: number;
  readonly spanDays?: number;
  readonly features: readonly FeatureParameters[];
  readonly isDated: boolean;
}

/** A category with more levels than this share of its records is an id rather than a category. */
const MOST_LEVELS = 0.1;

/**
 * Compares what there is with floors.
 *
 * @param counted - what there is
 * @param floors - what there should be
 * @returns one check per floor, and one for features that cannot help
 */
export function sufficiencyChecks(counted: Counted, floors: DataFloors): SufficiencyCheck[] {
  const { events, nonEvents, features, isDated } = counted;
  const { withinDays, eventsPerParameter: perParameter = Number.NaN } = floors;
  const dates = isDated ? "" : " (no dates given: all counted)";
  const since = withinDays === undefined ? "" : ` in the last ${withinDays} days${dates}`;
  const most = Math.floor(Math.min(events, nonEvents) / perParameter);
  return [
    ...floorCheck("records", counted.records, floors.records, {
      words: `records with an outcome${since}`,
      next: (short) => `collect ${short} more records with an outcome`,
    }),
    ...floorCheck("events", events, floors.events, {
      words: `events${since}`,
      next: (short) =>
        `collect ${short} more events (or count an earlier success, such as a meeting held, as the event)`,
    }),
    ...floorCheck("non_events", nonEvents, floors.nonEvents, {
      words: `non-events${since}`,
      next: (short) =>
        `collect ${short} more non-events: close lost and dead records, so that they do not stay open`,
    }),
    ...floorCheck("events_per_parameter", counted.eventsPerParameter, floors.eventsPerParameter, {
      words: `of the rarer outcome per parameter (${counted.parameters ?? 0} parameters)`,
      next: () =>
        most < 1
          ? "collect more of the rarer outcome: these records do not bear a single parameter"
          : `leave out or group features until about ${most} ${most === 1 ? "parameter is" : "parameters are"} left: ${widest(features)}; or penalise more`,
    }),
    ...floorCheck("span_days", counted.spanDays, floors.spanDays, {
      words: "days between the first and the last record",
      next: () => "go further back in time: one season does not tell of the next",
    }),
    ...(floors.spanDays === undefined || isDated ? [] : [noDates(floors.spanDays)]),
    ...featureChecks(features, counted.records),
  ];
}

/** A value beside its floor; none without a floor or a value. */
function floorCheck(
  code: SufficiencyCheck["code"],
  value = Number.NaN,
  limit = Number.NaN,
  { words, next }: { readonly words: string; readonly next: (short: string) => string },
): SufficiencyCheck[] {
  if (Number.isNaN(value + limit)) return [];
  const isReached = value >= limit;
  const verdict = isReached ? "sufficient" : value < limit / 2 ? "insufficient" : "thin";
  const message = `${plain(value)} ${words}, ${isReached ? "at least" : "fewer than"} ${plain(limit)}`;
  const step = isReached ? null : next(plain(limit - value));
  return [{ code, features: [], value, limit, verdict, message, next: step }];
}

function noDates(limit: number): SufficiencyCheck {
  return {
    code: "no_dates",
    features: [],
    value: Number.NaN,
    limit,
    verdict: "sufficient",
    message: "no instant per record: neither the span nor a validation by time is possible",
    next: "give asOf as a function of the record, so that the model can be tested on the future",
  };
}

function featureChecks(features: readonly FeatureParameters[], records: number): SufficiencyCheck[] {
  const checks: SufficiencyCheck[] = [];
  const constant = features.filter((feature) => feature.constant).map(({ feature }) => feature);
  if (constant.length > 0) {
    checks.push({
      code: "constant",
      features: constant,
      value: constant.length,
      limit: Number.NaN,
      verdict: constant.length === features.length ? "insufficient" : "sufficient",
      message: `${quoted(constant)} ${constant.length === 1 ? "says" : "say"} the same of every record, or nothing`,
      next: `leave out ${quoted(constant)}, or find out why ${constant.length === 1 ? "it is" : "they are"} not filled`,
    });
  }
  for (const { feature, levels } of features) {
    const most = Math.max(10, MOST_LEVELS * records);
    if (levels === null || levels <= most) continue;
    checks.push({
      code: "levels",
      features: [feature],
      value: levels,
      limit: most,
      verdict: "thin",
      message: `"${feature}" has ${levels} levels in ${records} records: nearly a name for each`,
      next: `group the levels of "${feature}" (a domain, a region, an industry), or leave it out`,
    });
  }
  return checks;
}

/**
 * The worst of some verdicts.
 *
 * @param verdicts - any
 * @returns `sufficient` for none
 */
export function worst(verdicts: readonly SufficiencyVerdict[]): SufficiencyVerdict {
  for (const verdict of ["insufficient", "thin"] as const) if (verdicts.includes(verdict)) return verdict;
  return "sufficient";
}

/**
 * What to do, the most urgent first.
 *
 * @param checks - of the whole
 * @param segments - and of its segments
 * @returns sentences
 */
export function nextSteps(
  checks: readonly SufficiencyCheck[],
  segments: readonly SegmentSufficiency[],
): string[] {
  const urgency = ["insufficient", "thin", "sufficient"];
  const steps = checks
    .filter((check) => check.next !== null)
    .sort((a, b) => urgency.indexOf(a.verdict) - urgency.indexOf(b.verdict))
    .map((check) => check.next as string);
  const weak = segments.filter(({ verdict }) => verdict !== "sufficient").map(({ segment }) => segment);
  if (weak.length === 0) return steps;
  return [
    ...steps,
    `no model of their own for ${quoted(weak)}: use one model for all, with the segment as a feature`,
  ];
}

function widest(features: readonly FeatureParameters[]): string {
  const order = [...features].sort((a, b) => b.parameters - a.parameters || (a.feature < b.feature ? -1 : 1));
  return order
    .slice(0, 3)
    .map(({ feature, parameters }) => `"${feature}" has ${parameters}`)
    .join(", ");
}

function quoted(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `"${name}"`);
  return names.length > 5 ? `${shown.join(", ")} and ${names.length - 5} more` : shown.join(", ");
}

/** A number in plain text: whole, or with one digit. */
function plain(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(1);
}
