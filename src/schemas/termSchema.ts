import * as z from "zod/mini";
import type { Condition, Term } from "../models/types";
import { SAYING } from "./issues";

/** The shape of a term of any kind, given the schema of conditions. */
export function termSchema(condition: z.ZodMiniType<Condition>): z.ZodMiniType<Term> {
  const text = z.string(SAYING);
  const number = z.number(SAYING);
  const numbers = z.array(number, SAYING);
  const texts = z.array(text, SAYING);
  const common = { id: text, label: text, group: z.nullable(text), reference: number };
  const axis = z.union(
    [
      z.strictObject({ feature: text, cuts: numbers }, SAYING),
      z.strictObject({ feature: text, levels: texts }, SAYING),
    ],
    SAYING,
  );
  const term = <Kind extends string, Shape extends z.core.$ZodShape>(kind: Kind, shape: Shape) =>
    z.strictObject({ kind: z.literal(kind, SAYING), ...common, ...shape }, SAYING);
  return z.discriminatedUnion(
    "kind",
    [
      term("linear", { feature: text, coefficient: number, center: number, missing: number }),
      term("levels", {
        feature: text,
        levels: texts,
        contributions: numbers,
        missing: number,
        unseen: number,
      }),
      term("step", { feature: text, cuts: numbers, contributions: numbers, missing: number }),
      term("piecewise", { feature: text, knots: numbers, contributions: numbers, missing: number }),
      term("condition", {
        when: condition,
        contribution: number,
        times: z.nullable(text),
        minimum: z.nullable(number),
        maximum: z.nullable(number),
        otherwise: number,
      }),
      term("grid", { rows: axis, columns: axis, contributions: numbers }),
    ],
    SAYING,
  );
}
