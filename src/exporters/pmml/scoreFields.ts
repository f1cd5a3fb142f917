import type { AdditiveModel, Gate } from "../../models/types";
import { mayOverflow } from "../mayOverflow";
import { conditionTruth, type FeatureReading } from "./conditionTruth";
import {
  apply,
  choose,
  clamp,
  fieldRef,
  hasSize,
  isMissing,
  isPresent,
  lookUp,
  numberConstant,
  numberText,
  type PmmlExpression,
  some,
  textConstant,
  total,
  truthConstant,
} from "./pmmlExpression";
import type { PmmlScope } from "./pmmlScope";
import { straightLines, termField } from "./termField";

/** A line of the sum: a term, or the change by a group's cap. */
export interface SumLine {
  readonly id: string;
  readonly label: string;
  /** The value of the line. */
  readonly value: PmmlExpression;
  /** The mean value in the reference population. */
  readonly reference: number;
}

/** The sum of a model as fields. */
export interface SumFields {
  /** The fields that add up, with the intercept, to the sum. */
  readonly addends: readonly string[];
  /** The terms and caps in the order of an explanation. */
  readonly lines: readonly SumLine[];
  /** Conditions, one of which holds where a sum is not finite. */
  readonly overflows: readonly PmmlExpression[];
}

/**
 * Writes the terms and the capped groups.
 *
 * @param scope - receives the fields
 * @param model - a checked model
 * @param readings - the features by name
 * @returns the fields of the sum
 */
export function sumFields(
  scope: PmmlScope,
  model: AdditiveModel,
  readings: ReadonlyMap<string, FeatureReading>,
): SumFields {
  const addends: string[] = [];
  const members = new Map<string, string[]>(model.groups.map((group) => [group.id, []]));
  const lines: SumLine[] = [];
  const sums: PmmlExpression[] = [];
  const add = (group: string | null, field: string) =>
    (group === null ? addends : (members.get(group) as string[])).push(field);
  for (const term of model.terms) {
    const field = termField(scope, term, readings);
    add(term.group, field);
    const { id, label, reference } = term;
    lines.push({ id, label, reference, value: fieldRef(field) });
  }
  for (const group of model.groups) {
    const { id, label, reference, minimum, maximum } = group;
    const sum = total((members.get(id) as string[]).map(fieldRef));
    const uncapped = scope.derive(`group:${id}:sum`, "double", sum);
    if (minimum !== null || maximum !== null) sums.push(fieldRef(uncapped));
    const capped = scope.derive(`group:${id}`, "double", clamp(fieldRef(uncapped), minimum, maximum), label);
    add(group.group, capped);
    lines.push({ id, label, reference, value: apply("-", fieldRef(capped), fieldRef(uncapped)) });
  }
  if (!mayOverflow(model)) return { addends, lines, overflows: [] };
  sums.push(total([numberConstant(model.intercept), ...addends.map(fieldRef)]));
  return { addends, lines, overflows: sums.map((sum) => apply("not", hasSize(sum))) };
}

/** The fields that decide whether a record has a score. */
export interface StatusFields {
  readonly coverage: string;
  readonly status: string;
  /** The id of the gate that decided, or null for a model without gates. */
  readonly rule: string | null;
}

/**
 * Writes coverage, the gate that decides, and the status.
 *
 * @param scope - receives the fields
 * @param model - a checked model
 * @param readings - the features by name
 * @param rejects - conditions under which a record is rejected
 * @returns the names of the fields
 */
export function statusFields(
  scope: PmmlScope,
  model: AdditiveModel,
  readings: ReadonlyMap<string, FeatureReading>,
  rejects: readonly PmmlExpression[],
): StatusFields {
  const rejected = rejects.length === 0 ? null : scope.derive("rejected", "boolean", some(rejects));
  const unlessRejected = (instead: PmmlExpression, value: PmmlExpression) =>
    rejected === null ? value : choose(fieldRef(rejected), instead, value);
  const [one, zero] = [numberConstant(1), numberConstant(0)];
  const present = model.features.map(({ name }) =>
    choose(isMissing((readings.get(name) as FeatureReading).field), zero, one),
  );
  const share = apply("/", total(present), numberConstant(present.length));
  const coverage = scope.derive("evidence", "double", unlessRejected(zero, share));
  const rule = model.gates.length === 0 ? null : ruleField(scope, model.gates, readings, rejected);
  const disqualifiers = model.gates.filter((gate) => gate.kind === "disqualify").map(({ id }) => id);
  const enough = choose(
    apply("lessThan", fieldRef(coverage), numberConstant(model.coverageFloor)),
    textConstant("insufficient_data"),
    textConstant("scored"),
  );
  const byRule = (field: string) =>
    disqualifiers.length === 0
      ? textConstant("scored")
      : choose(
          apply("isIn", fieldRef(field), ...disqualifiers.map(textConstant)),
          textConstant("disqualified"),
          textConstant("scored"),
        );
  const decided = rule === null ? enough : choose(isPresent(rule), byRule(rule), enough);
  const status = scope.derive("decision", "string", unlessRejected(textConstant("rejected"), decided));
  return { coverage, status, rule };
}

/** The id of the first gate that holds; missing where none does. */
function ruleField(
  scope: PmmlScope,
  gates: readonly Gate[],
  readings: ReadonlyMap<string, FeatureReading>,
  rejected: string | null,
): string {
  const nothing = choose(truthConstant(false), textConstant("none"));
  const first = gates.reduceRight<PmmlExpression>(
    (rest, gate) => choose(conditionTruth(gate.when, true, readings), textConstant(gate.id), rest),
    nothing,
  );
  const rule = rejected === null ? first : choose(fieldRef(rejected), nothing, first);
  return scope.derive("gate", "string", rule);
}

/** The ids of the overrides with their margins. */
export const overrideRows = (gates: readonly Gate[]): readonly (readonly string[])[] =>
  gates.flatMap((gate) => (gate.kind === "override" ? [[gate.id, numberText(gate.margin)]] : []));

/**
 * The margin: the sum, or what an override puts in its place; missing where the record is not scored.
 *
 * @param sum - the field with the sum
 * @param gates - the gates
 * @param fields - the fields of {@link statusFields}
 * @returns an expression
 */
export function marginOf(
  sum: string,
  gates: readonly Gate[],
  { status, rule }: StatusFields,
): PmmlExpression {
  const overrides = overrideRows(gates);
  const margin =
    rule === null || overrides.length === 0
      ? fieldRef(sum)
      : choose(isPresent(rule), lookUp([rule], overrides, { dataType: "double" }), fieldRef(sum));
  return choose(apply("equal", fieldRef(status), textConstant("scored")), margin);
}

/**
 * The probability that belongs to a margin, or null for a model without one.
 *
 * @param margin - the field with the margin, which may be missing
 * @param model - link and calibration
 * @returns an expression that is missing where the margin is
 */
export function probabilityField(
  margin: string,
  { link, calibration }: Pick<AdditiveModel, "link" | "calibration">,
): PmmlExpression | null {
  if (calibration?.kind === "piecewise") {
    return straightLines(margin, calibration.margins, calibration.probabilities);
  }
  if (calibration === null && link !== "logit") return null;
  const logOdds =
    calibration === null
      ? fieldRef(margin)
      : apply(
          "+",
          numberConstant(calibration.intercept),
          apply("*", numberConstant(calibration.slope), fieldRef(margin)),
        );
  const one = numberConstant(1);
  const power = apply("exp", logOdds);
  // each branch where its power cannot overflow
  const positive = apply("/", one, apply("+", one, apply("exp", apply("-", numberConstant(0), logOdds))));
  const negative = apply("/", power, apply("+", one, power));
  const isPositive = apply("greaterOrEqual", logOdds, numberConstant(0));
  return choose(isPresent(margin), choose(isPositive, positive, negative));
}
