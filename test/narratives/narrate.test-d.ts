import { describe, expectTypeOf, it } from "vitest";
import type { Explanation } from "../../src/models/resultTypes";
import {
  germanWords,
  type NarrateOptions,
  type Narrative,
  type NarrativeWords,
  narrate,
  toPlainText,
} from "../../src/narratives/index";

describe("types", () => {
  it("an explanation becomes a narrative becomes text", () => {
    expectTypeOf(narrate).parameter(0).toEqualTypeOf<Explanation>();
    expectTypeOf(narrate).returns.toEqualTypeOf<Narrative>();
    expectTypeOf(toPlainText).toEqualTypeOf<(narrative: Narrative) => string>();
  });

  it("a language is complete", () => {
    expectTypeOf(germanWords).toEqualTypeOf<NarrativeWords>();
    expectTypeOf<NarrateOptions["words"]>().toEqualTypeOf<Partial<NarrativeWords> | undefined>();
  });

  it("remarks are told apart by their kind", () => {
    type Rest = Extract<Narrative["remarks"][number], { kind: "rest" }>;
    expectTypeOf<Rest["contribution"]>().toEqualTypeOf<number>();
    // @ts-expect-error a remark may have no contribution
    expectTypeOf<Narrative["remarks"][number]["contribution"]>().toBeNumber();
  });

  it("options that do not exist are refused", () => {
    // @ts-expect-error nmae is no option
    expectTypeOf<{ nmae: string }>().toExtend<NarrateOptions & Record<"name", string>>();
  });
});
