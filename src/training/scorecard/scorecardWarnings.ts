import { type BinCounts, total } from "../counts/counts";
import type { Part } from "./binFeature";
import type { Regression } from "./regression";
import type { ScorecardReport, ScorecardWarning } from "./types";
import type { WeighedFeature } from "./weigh";

/** What the warnings are made of. */
export interface ScorecardFacts {
  /** The features of the card. */
  readonly used: readonly WeighedFeature[];
  readonly leftOut: ScorecardReport["leftOut"];
  readonly regression: Regression;
  readonly rounding: ScorecardReport["rounding"];
}

type Code = ScorecardWarning["code"];

const SUSPICIOUS = 0.5;
const LARGE_COEFFICIENT = 2;
const COSTLY_TREND = 0.8;
const SMALL_INFORMATION = 0.02;
const MUCH_AUC = 0.002;
const MUCH_PROBABILITY = 0.05;

/**
 * What to know before using a scorecard, in words, the gravest first.
 *
 * @param facts - what was found
 * @returns the warnings
 */
export function scorecardWarnings(facts: ScorecardFacts): ScorecardWarning[] {
  const { used, leftOut, regression } = facts;
  const fromSolver = (codes: readonly string[]) =>
    regression.warnings
      .filter(({ code }) => codes.includes(code))
      .map(({ code, ...warning }) => ({ code: code as Code, ...warning }));
  return [
    ...warn("separation", used.filter(separates), (names, { length }) => {
      const tell = length === 1 ? "tells" : "tell";
      return `${names} ${tell} events from non-events without a mistake, as a value does that was filled in afterwards: leave out what is not known beforehand`;
    }),
    ...fromSolver(["separation", "not_converged"]),
    ...warn("suspicious", used.filter(isSuspicious), (_, features) => {
      const values = features.map(
        ({ name, informationValue }) => `"${name}" (${informationValue.toFixed(2)})`,
      );
      return `an information value above ${SUSPICIOUS} is rare for what is known beforehand: ${values.join(", ")}; check when the value is filled in`;
    }),
    ...wrongSigns(regression),
    ...amplified(regression),
    ...fromSolver(["collinear"]),
    ...warn("trend_costs", used.filter(trendCosts), (_, features) => {
      const shares = features.map(({ name, trend, informationValue, freeInformation }) => {
        const share = Math.round((100 * informationValue) / (freeInformation as number));
        return `${trend} bins of "${name}" keep ${share} % of what bins without a trend say`;
      });
      return `${shares.join("; ")}: set monotone to "none" where such a shape makes sense`;
    }),
    ...fewRecords(used),
    ...warn(
      "rare_levels",
      used.filter(({ rareLevels }) => rareLevels > 0),
      (_, features) => {
        const counts = features.map(({ name, rareLevels }) => `${rareLevels} of ${name}`);
        return `levels with few records share a bin, which is also that of levels never seen: ${counts.join(", ")}`;
      },
    ),
    ...roundingWarning(facts.rounding),
    ...warn("left_out", leftOut, (_, features) => {
      return `not in the card: ${features.map(({ name, reason }) => `"${name}" (${reason})`).join("; ")}`;
    }),
    ...fromSolver(["rejected_records", "unknown_field"]),
  ];
}

function warn<T extends { readonly name: string }>(
  code: Code,
  about: readonly T[],
  say: (names: string, about: readonly T[]) => string,
): ScorecardWarning[] {
  if (about.length === 0) return [];
  const features = about.map(({ name }) => name);
  return [{ code, features, message: say(list(features), about) }];
}

function separates({ parts }: WeighedFeature): boolean {
  return parts.every(({ counts }) => counts.events === 0 || counts.nonEvents === 0);
}

function isSuspicious(feature: WeighedFeature): boolean {
  return feature.usedInformation > SUSPICIOUS && !separates(feature);
}

function trendCosts({ informationValue, freeInformation }: WeighedFeature): boolean {
  if (freeInformation === null) return false;
  const isMuch = freeInformation - informationValue > SMALL_INFORMATION;
  return isMuch && informationValue < COSTLY_TREND * freeInformation;
}

function wrongSigns({ coefficients, dropped }: Regression): ScorecardWarning[] {
  const kept = [...coefficients].filter(([, value]) => value < 0).map(([name, value]) => ({ name, value }));
  const gone = [...dropped].map(([name, value]) => ({ name, value }));
  const show = (of: readonly { readonly name: string; readonly value: number }[]) =>
    of.map(({ name, value }) => `"${name}" (${value.toFixed(2)})`).join(", ");
  const why = "beside the others they count against their own event rates";
  return [
    ...warn("wrong_sign", kept, (_, of) => {
      return `coefficients below 0: ${show(of)}; ${why}, so that points fall where the event rate rises: leave out what says the same as another feature, or fit with wrongSigns "drop"`;
    }),
    ...warn("wrong_sign", gone, (_, of) => `left out for coefficients below 0: ${show(of)}; ${why}`),
  ];
}

function amplified({ coefficients }: Regression): ScorecardWarning[] {
  const large = [...coefficients].filter(([, value]) => value > LARGE_COEFFICIENT);
  return warn(
    "amplified",
    large.map(([name, value]) => ({ name, value })),
    (_, of) => {
      const shown = of.map(({ name, value }) => `"${name}" (${value.toFixed(1)})`).join(", ");
      return `coefficients far above 1: ${shown}; they say much more beside the others than alone, as a value does that is missing along with another: check that their points make sense`;
    },
  );
}

function fewRecords(used: readonly WeighedFeature[]): ScorecardWarning[] {
  const small = used.flatMap(({ name, parts }) =>
    parts.filter(({ neutral, counts }) => neutral && total(counts) > 0).map((part) => ({ name, part })),
  );
  return warn("few_records", small, (_, of) => {
    const texts = of.map(({ name, part }) => `${contentOf(part)} of "${name}" (${recordsOf(part.counts)})`);
    return `too few records to say anything, so they have the points of an average value: ${texts.join(", ")}`;
  });
}

function contentOf({ bin }: Part): string {
  if ("special" in bin) return `code ${JSON.stringify(bin.special)}`;
  return "missing" in bin ? "missing values" : "rare levels";
}

function recordsOf(counts: BinCounts): string {
  return `${Number(total(counts).toPrecision(4))}`;
}

function roundingWarning(rounding: ScorecardReport["rounding"]): ScorecardWarning[] {
  const { decimals, aucBefore, aucAfter, largestProbabilityChange } = rounding;
  if (!(aucBefore - aucAfter > MUCH_AUC || largestProbabilityChange > MUCH_PROBABILITY)) return [];
  const changes = `moves a probability by up to ${largestProbabilityChange.toFixed(3)}, and the area under the ROC curve from ${aucBefore.toFixed(3)} to ${aucAfter.toFixed(3)}`;
  const message = `rounding points to ${decimals} decimals ${changes}: raise pointsToDoubleOdds, or decimals`;
  return [{ code: "rounding", features: [], message }];
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `"${name}"`);
  const rest = names.length - shown.length;
  return rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(" and ");
}
