import { checkNumber, checkOptions, reject } from "../core/checks";
import { LIBRARY_VERSION } from "../core/version";
import { checkFeatureSet } from "../features/checkFeatureSet";
import type { Feature } from "../features/types";
import { checkCondition, type Fail } from "../models/checkCondition";
import { checkModel } from "../models/checkModel";
import { conditionFeatures } from "../models/evaluateCondition";
import { sealModel } from "../models/sealModel";
import { summarizeFeature } from "../models/summarizeFeature";
import { termFeatures } from "../models/termFeatures";
import type { AdditiveModel, Calibration, Gate, Term, TermGroup } from "../models/types";
import { readBands } from "./readBands";
import { readCondition } from "./readCondition";
import { checkLabel, ruleTerm } from "./ruleTerm";
import type { Disqualifier, PointsGroup, PointsModelOptions, PointsOverride } from "./types";

const OPTIONS = [
  "features",
  "rules",
  "groups",
  "start",
  "total",
  "disqualify",
  "override",
  "probability",
  "coverageFloor",
  "lowConfidenceBelow",
];

/**
 * A scorer written by hand: points for conditions on features, with caps on rules, groups and the total,
 * disqualifiers and overrides. Time decay comes through features such as `decayedSum`. A condition on a missing
 * value does not hold, and neither does its `not`; `exists` asks whether a value is there.
 *
 * Rules speak the language of the records: numbers in original units, whatever transform a feature has, and texts as
 * the feature reads them, so that an alias or another spelling matches its level. A rule that no record can meet, such
 * as one beyond a feature's `clip` or for a level that there is not, is an error that says what could be met. A number
 * beyond `clip` counts as its end; `times` multiplies by what the transform gives.
 *
 *     points = cap_total(start + Σ_groups cap_group(Σ_rules points))
 *
 * @param options - features, rules, caps, disqualifiers, mapping to probability
 * @returns an additive model with an identity link: its score is in points
 * @throws SalienceError `invalid_configuration` that names the rule, `invalid_argument` for unknown options
 *
 * @example
 * ```ts
 * import { countEvents, createScorer, featureSet, pointsModel, seniority } from "salience";
 * interface Lead { title: string; events: { type: string; at: string }[] }
 * const features = featureSet<Lead>()({
 *   rank: seniority("title"),
 *   visits30d: countEvents("events", { where: { type: "visit" }, withinDays: 30 }),
 * });
 * const model = pointsModel({
 *   features,
 *   rules: [
 *     { id: "decides", when: { feature: "rank", in: ["vp", "executive", "owner"] }, points: 20, group: "fit" },
 *     { id: "visits", when: { feature: "visits30d", above: 0 }, points: 3, times: "visits30d", cap: 15 },
 *   ],
 *   groups: { fit: { maximum: 30 } },
 *   disqualify: [{ id: "student", when: { feature: "rank", is: "training" }, reason: "an intern does not buy" }],
 * });
 * const scorer = createScorer(model, features);
 * const events = Array.from({ length: 7 }, () => ({ type: "visit", at: "2026-03-01" }));
 * scorer.score({ title: "VP Sales", events }, { asOf: new Date("2026-03-10") });
 * // => { status: "scored", score: 35, probability: null, margin: 35, coverage: 1, lowConfidence: false }
 * scorer.score({ title: "Intern", events }, { asOf: new Date("2026-03-10") });
 * // => { status: "disqualified", reason: "an intern does not buy", rule: "student" }
 * ```
 */
export function pointsModel<Row>(options: PointsModelOptions<Row>): AdditiveModel {
  checkOptions("pointsModel", "options", options, OPTIONS);
  const { features, rules, start = 0, total = {}, coverageFloor = 0.2, lowConfidenceBelow = 0.5 } = options;
  checkFeatureSet("pointsModel", features);
  if (!Array.isArray(rules) || rules.length === 0) {
    reject("pointsModel", "at least one rule", rules, "invalid_configuration");
  }
  checkNumber("pointsModel", "start", start);
  const { groups: caps = {}, disqualify = [], override = [] } = options;
  const groups = pointsGroups(caps, total, start);
  const topGroup = groups.find((group) => group.id === TOTAL)?.id ?? null;
  const fail: Fail = (expected, received) =>
    reject("pointsModel", expected, received, "invalid_configuration");
  const read = <Part extends Term | Gate>(part: Part): Part =>
    "when" in part ? { ...part, when: readCondition(fail, `"${part.id}"`, part.when, features) } : part;
  const terms = rules.map((rule) => read(readBands(fail, ruleTerm(rule, topGroup), features)));
  const gates = pointsGates(disqualify, override).map(read);
  const known = new Map(
    features.names.map((name) => [name, summarizeFeature(name, features.features[name] as Feature<Row>)]),
  );
  for (const part of [...terms, ...gates]) {
    if ("when" in part) checkCondition(fail, `"${part.id}"`, part.when, known);
  }
  const used = usedFeatures(terms, gates, known);
  const model: AdditiveModel = {
    kind: "additive",
    formatVersion: 1,
    link: "identity",
    intercept: start,
    terms,
    groups,
    gates,
    calibration: pointsCalibration(options.probability),
    features: used.flatMap((name) => known.get(name) ?? []),
    coverageFloor,
    lowConfidenceBelow,
    provenance: {
      method: "points",
      rows: null,
      events: null,
      from: null,
      to: null,
      libraryVersion: LIBRARY_VERSION,
      edits: [],
      contentHash: "",
    },
  };
  checkModel("pointsModel", model, "invalid_configuration");
  return sealModel(model);
}

// a group of this name holds every other group and every rule without one; it exists only for a capped total
const TOTAL = "total";

function pointsGroups(
  groups: Readonly<Record<string, PointsGroup>>,
  total: { readonly minimum?: number; readonly maximum?: number },
  start: number,
): TermGroup[] {
  if (typeof groups !== "object" || groups === null || Array.isArray(groups)) {
    reject("pointsModel", "groups to be an object of caps by name", groups, "invalid_configuration");
  }
  checkOptions("pointsModel", "total", total, ["minimum", "maximum"]);
  const capped = total.minimum !== undefined || total.maximum !== undefined;
  const list: TermGroup[] = Object.entries(groups).map(([id, group]) => {
    if (id === TOTAL)
      reject("pointsModel", "a group of another name (use the option total)", id, "invalid_configuration");
    checkOptions("pointsModel", `group "${id}"`, group, ["label", "minimum", "maximum"]);
    const { label = id, minimum = null, maximum = null } = group;
    checkLabel(`group "${id}"`, label);
    return { id, label, group: capped ? TOTAL : null, minimum, maximum, reference: 0 };
  });
  if (!capped) return list;
  const lessStart = (name: "minimum" | "maximum") => {
    const bound = total[name];
    return bound === undefined ? null : checkNumber("pointsModel", `total.${name}`, bound) - start;
  };
  const [minimum, maximum] = [lessStart("minimum"), lessStart("maximum")];
  return [...list, { id: TOTAL, label: "total", group: null, minimum, maximum, reference: 0 }];
}

function pointsGates(disqualify: readonly Disqualifier[], override: readonly PointsOverride[]): Gate[] {
  if (!Array.isArray(disqualify)) reject("pointsModel", "disqualify to be a list", disqualify);
  if (!Array.isArray(override)) reject("pointsModel", "override to be a list", override);
  const check = (gate: Disqualifier, keys: readonly string[]) => {
    checkOptions("pointsModel", "a disqualifier or override", gate, ["id", "when", "reason", ...keys]);
    if (typeof gate.id !== "string") {
      reject("pointsModel", "every disqualifier and override to have an id", gate, "invalid_configuration");
    }
    if (typeof gate.reason !== "string" || gate.reason === "") {
      reject("pointsModel", `a reason for "${gate.id}"`, gate.reason, "invalid_configuration");
    }
  };
  return [
    ...disqualify.map((gate) => {
      check(gate, []);
      return { kind: "disqualify" as const, id: gate.id, when: gate.when, reason: gate.reason };
    }),
    ...override.map((gate) => {
      check(gate, ["points"]);
      return {
        kind: "override" as const,
        id: gate.id,
        when: gate.when,
        reason: gate.reason,
        margin: gate.points,
      };
    }),
  ];
}

function pointsCalibration(points: PointsModelOptions<unknown>["probability"]): Calibration | null {
  if (points === undefined) return null;
  if (!Array.isArray(points))
    reject("pointsModel", "probability to be a list of points and probability", points);
  return {
    kind: "piecewise",
    margins: points.map((point) => point?.points),
    probabilities: points.map((point) => point?.probability),
  };
}

function usedFeatures(
  terms: readonly Term[],
  gates: readonly Gate[],
  known: ReadonlyMap<string, unknown>,
): string[] {
  const names = [...terms.flatMap(termFeatures), ...gates.flatMap((gate) => conditionFeatures(gate.when))];
  // checkModel names one that is not known
  return [...new Set(names)].filter((name) => known.has(name)).sort();
}
