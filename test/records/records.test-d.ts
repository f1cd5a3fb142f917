import { expectTypeOf, test } from "vitest";
import { categorical, featureSet, flag, numeric } from "../../src/index";
import { convertFields, type FieldPlans, profileFields } from "../../src/records/index";

const rows: Record<string, string>[] = [];

test("the type of a record follows from the plan", () => {
  const { records } = convertFields(rows, {
    "Deal Amount": { kind: "money", currency: ["$"], name: "amount" },
    Seats: { kind: "number" },
    Closed: { kind: "date", formats: ["M/d/yy"], name: "closedOn" },
    "Opted Out": { kind: "yesNo", name: "optedOut" },
    Channels: { kind: "list", separator: ";" },
    Stage: { kind: "text" },
  });
  expectTypeOf(records).toEqualTypeOf<
    {
      readonly amount: number | null;
      readonly Seats: number | null;
      readonly closedOn: string | null;
      readonly optedOut: boolean | null;
      readonly Channels: readonly string[] | null;
      readonly Stage: string | null;
    }[]
  >();
  featureSet<(typeof records)[number]>()({
    amount: numeric("amount"),
    stage: categorical("Stage"),
    optedOut: flag("optedOut"),
    // @ts-expect-error a day is no number
    closedOn: numeric("closedOn"),
  });
});

test("a plan that is read from JSON gives records of any field", () => {
  const plan: FieldPlans = JSON.parse("{}");
  const { records } = convertFields(rows, plan);
  expectTypeOf(records[0]?.anything).toEqualTypeOf<
    number | boolean | string | readonly string[] | null | undefined
  >();
});

test("a proposed plan may be converted with as soon as everything is decided", () => {
  convertFields(rows, profileFields(rows).plan);
});

test("what no plan has is an error of the compiler", () => {
  // @ts-expect-error no such kind
  convertFields(rows, { a: { kind: "numbers" } });
  // @ts-expect-error no such separator
  convertFields(rows, { a: { kind: "number", decimal: ";" } });
});
