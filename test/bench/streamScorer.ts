import { categorical, daysSince, numeric } from "../../src/features/index";
import { createScorer, featureSet, flag, type Scorer } from "../../src/index";
import { pointsModel } from "../../src/scoring/index";

/** A record of the stream. */
export interface StreamRecord {
  readonly id: number;
  readonly visits: number;
  readonly seats: number;
  readonly budget: number | null;
  readonly lastTouch: string;
  readonly origin: string;
  readonly optOut: boolean;
}

/** A scorer with rules over numbers, text, a date and a flag. */
export function streamScorer(): Scorer<StreamRecord> {
  const features = featureSet<StreamRecord>()({
    visits: numeric("visits"),
    seats: numeric("seats"),
    budget: numeric("budget"),
    daysSilent: daysSince("lastTouch"),
    origin: categorical("origin"),
    optOut: flag("optOut"),
  });
  const model = pointsModel({
    features,
    rules: [
      { id: "visits", when: { feature: "visits", atLeast: 5 }, points: 10 },
      { id: "many visits", when: { feature: "visits", atLeast: 25 }, points: 10 },
      { id: "size", when: { feature: "seats", atLeast: 50, below: 400 }, points: 15 },
      { id: "money", when: { feature: "budget", above: 20_000 }, points: 20 },
      { id: "silent", when: { feature: "daysSilent", above: 90 }, points: -15 },
      {
        id: "partner",
        when: {
          all: [
            { feature: "origin", is: "partner" },
            { feature: "seats", atLeast: 20 },
          ],
        },
        points: 12,
      },
    ],
  });
  return createScorer(model, features);
}
