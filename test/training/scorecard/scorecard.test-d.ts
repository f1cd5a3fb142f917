import { describe, expectTypeOf, it } from "vitest";
import type { Table } from "../../../src/core/index";
import { featureSet, numeric } from "../../../src/features/index";
import {
  fitScorecard,
  monotoneCuts,
  type ScorecardFit,
  type ScorecardLine,
  scorecardTable,
} from "../../../src/training/index";

interface Lead {
  readonly visits: number;
  readonly won: boolean | null;
}
const features = featureSet<Lead>()({ visits: numeric("visits") });

describe("fitScorecard", () => {
  it("takes records with functions, or a table with columns", () => {
    expectTypeOf(
      fitScorecard([] as Lead[], { features, outcome: (lead) => lead.won }),
    ).toEqualTypeOf<ScorecardFit>();
    expectTypeOf(
      fitScorecard({} as Table, { features, outcome: [true, null] }),
    ).toEqualTypeOf<ScorecardFit>();
    // @ts-expect-error a table has no records to call a function with
    fitScorecard({} as Table, { features, outcome: (lead: Lead) => lead.won });
    // @ts-expect-error no such option
    fitScorecard([] as Lead[], { features, outcome: (lead) => lead.won, pdo: 20 });
    // @ts-expect-error no such trend
    fitScorecard([] as Lead[], { features, outcome: (lead) => lead.won, monotone: { visits: "up" } });
  });

  it("monotoneCuts gives numbers, scorecardTable lines", () => {
    expectTypeOf(monotoneCuts([1], [true])).toEqualTypeOf<number[]>();
    expectTypeOf(scorecardTable).returns.toEqualTypeOf<ScorecardLine[]>();
  });
});
