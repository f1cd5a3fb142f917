import { oneLine } from "../core/oneLine";
import type { ScoreResult } from "../models/resultTypes";
import { cleanText } from "./cleanText";
import { labelOf } from "./describeFeature";
import { decide } from "./effort";
import { formatValue } from "./formatValue";
import type { Settings } from "./settings";
import type { Headline, Outlook } from "./types";

type ScoredResult = Extract<ScoreResult, { status: "scored" }>;

/** The first line: who, the verdict, and the numbers behind it in brackets. */
export function tellHeadline(settings: Settings): Headline {
  const { explanation, voice, name, bucket } = settings;
  const { result } = explanation;
  const scored = result.status === "scored";
  const averageRate = averageOf(settings);
  const outlook = outlookOf(settings, averageRate);
  const details = scored ? detailsOf(settings, outlook, averageRate) : [];
  const parts = {
    name: name ?? voice.say("unnamed"),
    verdict: verdictOf(settings, outlook),
    details: details.join(", "),
  };
  return {
    text: oneLine(voice.say(details.length === 0 ? "headline" : "headlineDetails", parts)),
    status: result.status,
    name,
    outlook,
    probability: scored ? result.probability : null,
    score: scored ? result.score : null,
    bucket,
    topShare: settings.options.topShare ?? null,
    averageRate,
    lowConfidence: scored && result.lowConfidence,
  };
}

function averageOf({ history }: Settings): number | null {
  return history === null || history.rows === 0 ? null : history.events / history.rows;
}

/** What a probability is called; null where there is none, or the model was learned from too little to say. */
function outlookOf(settings: Settings, averageRate: number | null): Outlook | null {
  const { result } = settings.explanation;
  if (result.status !== "scored" || result.probability === null || settings.isUnsure) return null;
  const { veryLikely, likely, unlikely, veryUnlikely, aboveAverage } = settings.thresholds;
  const p = result.probability;
  if (p >= veryLikely) return "veryLikely";
  if (p >= likely) return "likely";
  if (averageRate !== null && averageRate > 0 && p >= aboveAverage * averageRate) return "aboveAverage";
  if (p >= unlikely) return "even";
  return p >= veryUnlikely ? "unlikely" : "veryUnlikely";
}

function verdictOf(settings: Settings, outlook: Outlook | null): string {
  const { explanation, voice } = settings;
  const { result } = explanation;
  if (result.status === "disqualified")
    return voice.say("disqualified", { reason: cleanText(result.reason) });
  if (result.status === "insufficient_data") {
    const total = explanation.features.length;
    const parts = { known: voice.number(total - result.missing.length), total: voice.number(total) };
    return voice.say("insufficient", parts, total);
  }
  if (result.status === "rejected") {
    const reason = cleanText(result.reason);
    if (result.feature === null) return voice.say("rejectedRecord", { reason });
    if (!settings.isVisible(result.feature)) return voice.say("rejectedHidden");
    const feature = settings.feature(result.feature);
    const label = feature === undefined ? cleanText(result.feature) : labelOf(feature);
    return voice.say("rejected", { label, reason });
  }
  if (outlook !== null) return agreeing(settings, voice.say(outlook), outlook);
  if (result.probability !== null) return voice.say("unsure");
  return isPoints(result)
    ? sayPoints(settings, "points", result.score)
    : voice.say("score", { score: write(settings, result.score) });
}

/** The verdict by the probability, and the bucket with it where that says another thing. */
function agreeing({ voice, bucket, options }: Settings, verdict: string, outlook: Outlook): string {
  const { bucketIs } = decide(bucket, outlook, options.topShare ?? null);
  if (bucket === null || bucketIs === null) return verdict;
  return voice.say(bucketIs === "higher" ? "yetHigher" : "yetLower", { verdict, bucket });
}

/** With an identity link the score is the margin: points. */
function isPoints({ score, margin, probability }: ScoredResult): boolean {
  return score === margin && score !== probability;
}

function sayPoints(settings: Settings, key: "points" | "pointsDetail", score: number): string {
  const points = Math.abs(score) >= 10 ? Math.round(score) : score;
  return settings.voice.say(key, { score: write(settings, points) }, points);
}

function write({ voice }: Settings, value: number): string {
  return formatValue(voice, { type: "number", unit: null, levels: null }, value);
}

function detailsOf(settings: Settings, outlook: Outlook | null, averageRate: number | null): string[] {
  const { explanation, voice, bucket } = settings;
  const { result } = explanation;
  const details: string[] = [];
  if (result.status !== "scored") return details;
  if (result.probability !== null) {
    const chance = voice.chance(result.probability);
    details.push(outlook === null ? voice.say("unsureChance", { chance }) : chance);
    if (isPoints(result)) details.push(sayPoints(settings, "pointsDetail", result.score));
    // a lead that is likely to convert needs no comparison to look good; another one does
    const plain = outlook === "likely" || outlook === "veryLikely";
    if (averageRate !== null && !plain)
      details.push(voice.say("average", { rate: voice.percent(averageRate) }));
  }
  const isTold =
    outlook !== null && decide(bucket, outlook, settings.options.topShare ?? null).bucketIs !== null;
  if (bucket !== null && !isTold) details.push(voice.say("bucket", { bucket }));
  details.push(...placeOf(settings));
  if (result.lowConfidence) details.push(voice.say("lowConfidence"));
  return details;
}

function placeOf({ options, voice }: Settings): string[] {
  const { rank = null, topShare = null } = options;
  const population = cleanText(options.population ?? "");
  const places: string[] = [];
  if (topShare !== null && topShare > 0.5) {
    places.push(population ? voice.say("lowerHalfOf", { population }) : voice.say("lowerHalf"));
  } else if (topShare !== null) {
    // rounded up, so that "top 4%" is true of 3.2%; the subtraction undoes 0.07 · 100 = 7.000000000000001
    const share = voice.percent(Math.ceil(topShare * 100 - 1e-9) / 100 || 0.01);
    places.push(population ? voice.say("topOf", { share, population }) : voice.say("top", { share }));
  }
  if (rank !== null) {
    const parts = { position: voice.number(rank.position), total: voice.number(rank.of) };
    // said once is enough
    const among = population !== "" && places.length === 0;
    places.push(among ? voice.say("rankAmong", { ...parts, population }) : voice.say("rank", parts));
  }
  return places;
}
