import * as z from "zod/mini";
import type { Condition } from "../models/types";
import { SAYING } from "./issues";

/**
 * The shape of a condition. That a comparison has exactly one operator, and how it agrees with the features, is
 * checked by `checkModel`: one alternative for all comparisons gives clearer issues than one for each.
 */
export function conditionSchema(): z.ZodMiniType<Condition> {
  const text = z.exactOptional(z.string(SAYING));
  const bound = z.exactOptional(z.union([z.number(SAYING), z.string(SAYING)], SAYING));
  const operand = z.union([z.number(SAYING), z.string(SAYING), z.boolean(SAYING)], SAYING);
  const condition: z.ZodMiniType<Condition> = z.lazy(() => alternatives as z.ZodMiniType<Condition>);
  const comparison = {
    feature: z.string(SAYING),
    is: z.exactOptional(operand),
    in: z.exactOptional(z.array(operand, SAYING)),
    above: bound,
    atLeast: bound,
    below: bound,
    atMost: bound,
    contains: text,
    startsWith: text,
    endsWith: text,
    exists: z.exactOptional(z.boolean(SAYING)),
  };
  const alternatives = z.union(
    [
      z.strictObject(comparison, SAYING),
      z.strictObject({ all: z.array(condition, SAYING) }, SAYING),
      z.strictObject({ any: z.array(condition, SAYING) }, SAYING),
      z.strictObject({ not: condition }, SAYING),
    ],
    SAYING,
  );
  return condition;
}
