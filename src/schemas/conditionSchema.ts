import * as z from "zod/mini";
import type { Condition } from "../models/types";
import { SAYING } from "./issues";

/** The shape of a condition. How it agrees with the features is checked by `checkModel`. */
export function conditionSchema(): z.ZodMiniType<Condition> {
  const text = z.string(SAYING);
  const bound = z.exactOptional(z.number(SAYING));
  const operand = z.union([z.number(SAYING), z.string(SAYING), z.boolean(SAYING)], SAYING);
  const condition: z.ZodMiniType<Condition> = z.lazy(() => alternatives);
  const alternatives = z.union(
    [
      z.strictObject({ all: z.array(condition, SAYING) }, SAYING),
      z.strictObject({ any: z.array(condition, SAYING) }, SAYING),
      z.strictObject({ not: condition }, SAYING),
      z.strictObject({ feature: text, is: operand }, SAYING),
      z.strictObject({ feature: text, in: z.array(operand, SAYING) }, SAYING),
      z.strictObject({ feature: text, contains: text }, SAYING),
      z.strictObject({ feature: text, startsWith: text }, SAYING),
      z.strictObject({ feature: text, endsWith: text }, SAYING),
      z.strictObject({ feature: text, exists: z.boolean(SAYING) }, SAYING),
      z.strictObject({ feature: text, above: bound, atLeast: bound, below: bound, atMost: bound }, SAYING),
    ],
    SAYING,
  );
  return condition;
}
