import { expectTypeOf, it } from "vitest";
import { categorical, featureSet, numeric } from "../../../src/features/index";
import type { AdditiveModel } from "../../../src/models/index";
import {
  countsFromRecords,
  type EventCounts,
  fitNaiveBayes,
  mergeCounts,
  naiveBayesFromCounts,
  updateCounts,
  type WeightOfEvidence,
  weightOfEvidence,
} from "../../../src/training/index";

interface Lead {
  readonly source: string;
  readonly visits: number;
  readonly won: boolean;
}
const features = featureSet<Lead>()({ source: categorical("source"), visits: numeric("visits") });
const options = { features, outcome: (lead: Lead) => lead.won, cuts: { visits: [1] } };
const lead: Lead = { source: "web", visits: 1, won: true };

it("counts go from function to function", () => {
  const { counts } = countsFromRecords([lead], options);
  expectTypeOf(counts).toEqualTypeOf<EventCounts>();
  expectTypeOf(mergeCounts(counts, counts)).toEqualTypeOf<EventCounts>();
  expectTypeOf(updateCounts(counts, lead, true, { features })).toEqualTypeOf<EventCounts>();
  expectTypeOf(naiveBayesFromCounts(counts, { features })).toEqualTypeOf<AdditiveModel>();
  expectTypeOf(weightOfEvidence(counts).source).toEqualTypeOf<WeightOfEvidence | undefined>();
});

it("records and features belong together", () => {
  // @ts-expect-error a record of another type
  countsFromRecords([{ source: "web" }], options);
  const { counts } = countsFromRecords([lead], options);
  // @ts-expect-error a record of another type
  updateCounts(counts, { visits: "1" }, true, { features });
  // @ts-expect-error an outcome is true or false here: an open record is not counted
  updateCounts(counts, lead, null, { features });
});

it("the outcome is a boolean, 0, 1 or nothing", () => {
  fitNaiveBayes([lead], { features, outcome: () => null });
  // @ts-expect-error text is no outcome
  fitNaiveBayes([lead], { features, outcome: () => "yes" });
  // @ts-expect-error missing values are evidence or ignored
  fitNaiveBayes([lead], { features, outcome: () => true, missing: "drop" });
});
