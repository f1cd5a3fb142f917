import * as z from "zod/mini";
import { SalienceError } from "../core/errors";
import { checkModel } from "../models/checkModel";
import type { AdditiveModel } from "../models/types";
import { conditionSchema } from "./conditionSchema";
import { SAYING } from "./issues";
import { termSchema } from "./termSchema";

/** Deeper than any model: a condition is nested at most 50 deep, which takes two levels of JSON each. */
const DEEPEST = 120;

/**
 * The zod schema of a model's JSON: no unknown keys, finite numbers, and everything that `checkModel` checks (unique
 * ids, features and groups that exist, lists of matching lengths, increasing cuts and knots, a calibration that never
 * falls). It does not check the content hash, so that a model edited by hand can be read and sealed again; `parseModel`
 * does. It is made with `zod/mini`, which evaluates no text, and combines with schemas of `zod`.
 *
 * @example
 * ```ts
 * import { modelSchema } from "salience/schemas";
 * const result = modelSchema.safeParse({ kind: "additive", formatVersion: 2 });
 * result.error?.issues[0]?.message; // => "expected 1, received 2"
 * ```
 */
export const modelSchema: z.ZodMiniType<AdditiveModel, unknown> = /* @__PURE__ */ buildModelSchema();

function buildModelSchema(): z.ZodMiniType<AdditiveModel, unknown> {
  const nested = z.unknown().check((context) => {
    if (isDeeperThan(context.value, DEEPEST)) {
      const message = `expected the model to be nested at most ${DEEPEST} deep`;
      context.issues.push({ code: "custom", input: context.value, message });
    }
  });
  const consistent = modelShape().check((context) => {
    const problem = inconsistency(context.value);
    if (problem !== null) context.issues.push({ code: "custom", input: context.value, message: problem });
  });
  return z.pipe(nested, consistent);
}

function modelShape(): z.ZodMiniType<AdditiveModel, unknown> {
  const text = z.string(SAYING);
  const number = z.number(SAYING);
  const numbers = z.array(number, SAYING);
  const condition = conditionSchema();
  const gate = { id: text, when: condition, reason: text };
  const limit = z.nullable(number);
  const group = z.strictObject(
    { id: text, label: text, group: z.nullable(text), minimum: limit, maximum: limit, reference: number },
    SAYING,
  );
  const calibration = z.discriminatedUnion(
    "kind",
    [
      z.strictObject({ kind: z.literal("logistic"), intercept: number, slope: number }, SAYING),
      z.strictObject({ kind: z.literal("piecewise"), margins: numbers, probabilities: numbers }, SAYING),
    ],
    SAYING,
  );
  return z.strictObject(
    {
      kind: z.literal("additive", SAYING),
      formatVersion: z.literal(1, SAYING),
      link: z.enum(["logit", "identity"], SAYING),
      intercept: number,
      terms: z.array(termSchema(condition), SAYING),
      groups: z.array(group, SAYING),
      gates: z.array(
        z.discriminatedUnion(
          "kind",
          [
            z.strictObject({ kind: z.literal("disqualify"), ...gate }, SAYING),
            z.strictObject({ kind: z.literal("override"), ...gate, margin: number }, SAYING),
          ],
          SAYING,
        ),
        SAYING,
      ),
      calibration: z.nullable(calibration),
      features: z.array(featureSchema(), SAYING),
      coverageFloor: number,
      lowConfidenceBelow: number,
      provenance: provenanceSchema(),
    },
    SAYING,
  );
}

function featureSchema() {
  const text = z.string(SAYING);
  const number = z.number(SAYING);
  const count = number.check(z.minimum(0, SAYING));
  const reference = z.discriminatedUnion(
    "kind",
    [
      z.strictObject(
        {
          kind: z.literal("number"),
          count,
          missing: count,
          mean: number,
          standardDeviation: count,
          minimum: number,
          maximum: number,
          quantiles: z.tuple([number, number, number, number, number], SAYING),
          integer: z.boolean(SAYING),
        },
        SAYING,
      ),
      z.strictObject(
        {
          kind: z.literal("category"),
          count,
          missing: count,
          levels: z.array(z.strictObject({ level: text, count }, SAYING), SAYING),
        },
        SAYING,
      ),
    ],
    SAYING,
  );
  const end = z.nullable(z.number(SAYING));
  return z.strictObject(
    {
      name: text,
      type: z.enum(["number", "flag", "ordinal", "category"], SAYING),
      label: text,
      unit: z.nullable(text),
      source: z.nullable(z.strictObject({ system: text, refreshedAt: z.exactOptional(text) }, SAYING)),
      visibility: z.enum(["public", "internal", "protected"], SAYING),
      phrase: z.nullable(text),
      levels: z.nullable(z.array(text, SAYING)),
      transform: z.nullable(z.enum(["log1p", "sqrt"], SAYING)),
      clip: z.exactOptional(z.tuple([end, end], SAYING)),
      reference: z.nullable(reference),
    },
    SAYING,
  );
}

function provenanceSchema() {
  const text = z.string(SAYING);
  const count = z.nullable(z.number(SAYING).check(z.minimum(0, SAYING)));
  return z.strictObject(
    {
      method: text,
      rows: count,
      events: count,
      from: z.nullable(text),
      to: z.nullable(text),
      libraryVersion: text,
      edits: z.array(text, SAYING),
      contentHash: text,
    },
    SAYING,
  );
}

/** What `checkModel` says of a model of the right shape, without the name of a caller, or null. */
function inconsistency(model: AdditiveModel): string | null {
  try {
    checkModel("", model);
    return null;
  } catch (error) {
    if (error instanceof SalienceError) return error.message.slice(": ".length);
    throw error;
  }
}

function isDeeperThan(value: unknown, depth: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return depth === 0 || Object.values(value).some((item) => isDeeperThan(item, depth - 1));
}
