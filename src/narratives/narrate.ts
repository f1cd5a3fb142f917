import { reject } from "../core/checks";
import type { Explanation } from "../models/resultTypes";
import type { NarrateOptions } from "./options";
import { chooseReasons, reasonsOf } from "./reasons";
import { settingsOf } from "./settings";
import { tellEvidence } from "./tellEvidence";
import { tellHeadline } from "./tellHeadline";
import { tellNext } from "./tellNext";
import { tellReasons } from "./tellReasons";
import { tellRemarks } from "./tellRemarks";
import { tellSources } from "./tellSources";
import type { Narrative } from "./types";

/**
 * A score in the words of a sales rep: who and how likely, the reasons for and against, why they matter in the
 * light of past conversion, what to do next, and where the data come from. Text only: no number is computed here
 * that the explanation or the history does not hold.
 *
 * Reasons are features: all lines of a feature are added up, the strongest come first. Where a rule applied that has a
 * label, and the feature has no phrase, its label is told. One is told only if it
 * carries at least `minimumShare` of the weight (the sum of absolute contributions), all its features are public,
 * and a reader would believe it: a missing value as a plus, a direction against `expect`, and a sign against its
 * own clear history are left out. What is left out is counted in a remark, so that shown and others together are
 * margin − base.
 *
 * Evidence is told where the history cell has at least `minimumRows` records, Newcombe's 95% interval for its
 * rate minus the rate of all other records excludes 0, its sign is that of the contribution, and the rate differs
 * from that of all records by at least `minimumDifference` of it.
 *
 * A probability is `likely` from 0.6 and `unlikely` below 0.4 (see {@link Outlook}), "less than 1%" below 0.01
 * and "more than 99%" above 0.99; points are never called a chance. Where a bucket from A to D says another thing by two
 * steps, the headline says both ("likely to convert, yet only in bucket C") and the next step follows the bucket. On
 * insufficient data (see `dataVerdict`) nothing is called likely. Numbers, money and dates are written by
 * `Intl` for the locale given (`en`) and time zone (`UTC`); its no-break and thin spaces become plain ones,
 * because versions of Node differ in them. "Today" is the calendar day of `asOf` in that zone.
 *
 * Names that the model does not read are ignored in `phrases`, `groups`, `ask`, `actions` and `policy`, so that
 * one table serves several models. O(contributions + history cells).
 *
 * @param explanation - the result of `explain`
 * @param options - names, data, history, playbook, policy, wording and format
 * @returns headline, reasons for and against, why, next, sources and remarks, each text with its numbers
 * @throws SalienceError `invalid_argument` for options of a wrong type, unknown option names, a locale or time
 * zone that `Intl` does not know; `invalid_configuration` for a template with an unknown placeholder
 *
 * Source: the words for probabilities follow S. Kent, Words of Estimative Probability, Studies in Intelligence 8
 * (1964), where 40 to 60% are about even chances.
 *
 * @example
 * ```ts
 * import { createScorer, featureSet, flag, narrate, numeric, pointsModel, toPlainText } from "salience";
 * const features = featureSet<{ visits: number; replied: boolean }>()({
 *   visits: numeric("visits", { phrase: "{value} {visit|visits} in the last 30 days" }),
 *   replied: flag("replied", { label: "decision maker replied" }),
 * });
 * const rules = [
 *   { id: "visits", when: { feature: "visits", atLeast: 3 }, points: 10 },
 *   { id: "replied", when: { feature: "replied", is: true }, points: 25 },
 * ];
 * const scorer = createScorer(pointsModel({ features, rules }), features);
 * const narrative = narrate(scorer.explain({ visits: 4, replied: true }), {
 *   name: "Acme Robotics",
 *   bucket: "A",
 *   facts: { contact: "VP Operations" },
 *   phrases: { replied: "a decision maker ({contact}) replied" },
 *   actions: [{ when: { reasonFor: "replied" }, text: "call the {contact} this week" }],
 * });
 * narrative.headline.text; // => "Acme Robotics: scores 35 points (bucket A)"
 * toPlainText(narrative).split("\n").slice(1);
 * // => ["Reasons: a decision maker (VP Operations) replied; 4 visits in the last 30 days.",
 * //   "Next: call the VP Operations this week."]
 * ```
 */
export function narrate(explanation: Explanation, options: NarrateOptions = {}): Narrative {
  checkExplanation(explanation);
  const settings = settingsOf(explanation, options);
  const headline = tellHeadline(settings);
  const reasons = headline.status === "scored" ? reasonsOf(settings) : [];
  const told = chooseReasons(settings, reasons);
  const toldReasons = tellReasons(settings, told);
  const next = tellNext(settings, headline, reasons);
  return {
    headline,
    reasonsFor: toldReasons.filter((reason) => reason.direction === "for"),
    reasonsAgainst: toldReasons.filter((reason) => reason.direction === "against"),
    why: tellEvidence(settings, told),
    next,
    sources: tellSources(settings),
    remarks: tellRemarks(settings, reasons, told, next),
    titles: settings.titles,
  };
}

function checkExplanation(explanation: Explanation): void {
  const { result, contributions, features, values } = Object(explanation) as Partial<Explanation>;
  const statuses = ["scored", "disqualified", "insufficient_data", "rejected"];
  const isOne =
    statuses.includes(result?.status ?? "") &&
    Array.isArray(contributions) &&
    Array.isArray(features) &&
    typeof values === "object" &&
    values !== null;
  if (!isOne) reject("narrate", "explanation to be the result of explain", explanation);
  for (const { id, contribution } of contributions) {
    if (!Number.isFinite(contribution)) {
      reject("narrate", `the contribution of ${JSON.stringify(id)} to be a finite number`, contribution);
    }
  }
}
