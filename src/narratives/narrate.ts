import { reject } from "../core/checks";
import type { Explanation } from "../models/types";
import type { NarrateOptions } from "./options";
import { chooseReasons, reasonsOf } from "./reasons";
import { settingsOf } from "./settings";
import { tellEvidence } from "./tellEvidence";
import { tellHeadline } from "./tellHeadline";
import { tellNext } from "./tellNext";
import { tellRemarks } from "./tellRemarks";
import { tellSignals } from "./tellSignals";
import { tellSources } from "./tellSources";
import type { Narrative } from "./types";

export function narrate(explanation: Explanation, options: NarrateOptions = {}): Narrative {
  checkExplanation(explanation);
  const settings = settingsOf(explanation, options);
  const headline = tellHeadline(settings);
  const reasons = headline.status === "scored" ? reasonsOf(settings) : [];
  const told = chooseReasons(settings, reasons);
  const signals = tellSignals(settings, told);
  const next = tellNext(settings, headline, reasons);
  return {
    headline,
    signals: signals.filter((signal) => signal.direction === "for"),
    against: signals.filter((signal) => signal.direction === "against"),
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
