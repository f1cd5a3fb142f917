import { expectTypeOf, it } from "vitest";
import { type VelocityInputs, velocityInputs } from "../../src/economics/index";

interface Deal {
  readonly won: boolean;
  readonly value: number;
  readonly opened: string;
  readonly closed: Date;
}

declare const deals: readonly Deal[];

it("fields are keys of the deal, or functions of it", () => {
  const fields = {
    won: "won",
    value: (deal: Deal) => deal.value * 2,
    openedAt: "opened",
    closedAt: (deal: Deal) => deal.closed,
  } as const;
  expectTypeOf(velocityInputs(deals, fields).inputs).toEqualTypeOf<VelocityInputs>();
  // @ts-expect-error "amount" is no key of a deal
  velocityInputs(deals, { ...fields, value: "amount" });
  // @ts-expect-error a value is a number
  velocityInputs(deals, { ...fields, value: (deal: Deal) => deal.opened });
});
