import type { AdditiveModel, Gate } from "../../models/types";
import {
  apply,
  choose,
  fieldRef,
  isPresent,
  lookUp,
  numberConstant,
  type PmmlExpression,
  textConstant,
  truthConstant,
} from "./pmmlExpression";
import type { PmmlScope } from "./pmmlScope";
import { marginOf, overrideRows, probabilityField, type StatusFields, type SumFields } from "./scoreFields";
import { type XmlElement, xml } from "./xml";

/**
 * Writes the outputs: what `createScorer` says of a record.
 *
 * @param scope - gives names that no column has
 * @param model - a checked model
 * @param sum - the fields of the sum
 * @param status - the fields of the status
 * @param explain - whether contributions are written too
 * @returns OutputField elements; each uses only those before it
 */
export function outputFields(
  scope: PmmlScope,
  model: AdditiveModel,
  sum: SumFields,
  status: StatusFields,
  explain: boolean,
): readonly XmlElement[] {
  const outputs: XmlElement[] = [];
  const freeName = (name: string) => {
    const free = scope.freeName(name);
    return free === name ? name : scope.freeName(`output:${name}`);
  };
  const add = (
    name: string,
    dataType: "double" | "string" | "boolean",
    value: PmmlExpression | null,
    label?: string,
  ) => {
    const free = freeName(name);
    const optype = dataType === "double" ? "continuous" : "categorical";
    const feature = value === null ? "predictedValue" : "transformedValue";
    const attributes = { name: free, displayName: label || undefined, optype, dataType, feature };
    outputs.push(xml("OutputField", attributes, value === null ? [] : [value]));
    return free;
  };
  const raw = add("sum", "double", null);
  const margin = add("margin", "double", marginOf(raw, model.gates, status));
  const probability = probabilityField(margin, model);
  const score = model.link === "logit" && probability !== null ? probability : fieldRef(margin);
  add("score", "double", score);
  if (probability !== null) add("probability", "double", probability);
  add("status", "string", fieldRef(status.status));
  add("coverage", "double", fieldRef(status.coverage));
  const low = apply("lessThan", fieldRef(status.coverage), numberConstant(model.lowConfidenceBelow));
  add("lowConfidence", "boolean", choose(isRejected(status), truthConstant(false), low));
  if (status.rule !== null) {
    const reasons = model.gates.map(({ id, reason }) => [id, reason]);
    add("rule", "string", fieldRef(status.rule));
    add("reason", "string", lookUp([status.rule], reasons, { dataType: "string" }));
  }
  if (explain) addContributions(add, model.gates, sum, status, raw);
  return outputs;
}

const isRejected = ({ status }: StatusFields): PmmlExpression =>
  apply("equal", fieldRef(status), textConstant("rejected"));

/** The lines of an explanation: they sum to the margin minus the base, and are missing where the record is rejected. */
function addContributions(
  add: (name: string, type: "double", value: PmmlExpression, label?: string) => string,
  gates: readonly Gate[],
  { lines }: SumFields,
  status: StatusFields,
  raw: string,
): void {
  const unlessRejected = (value: PmmlExpression) => choose(apply("not", isRejected(status)), value);
  for (const { id, label, value, reference } of lines) {
    const difference = apply("-", value, numberConstant(reference));
    add(`contribution:${id}`, "double", unlessRejected(difference), label);
  }
  const overrides = overrideRows(gates);
  if (status.rule === null || overrides.length === 0) return;
  const margin = lookUp([status.rule], overrides, { dataType: "double" });
  const overridden = choose(
    isPresent(status.rule),
    choose(
      apply("isIn", fieldRef(status.rule), ...overrides.map(([id]) => textConstant(id as string))),
      apply("-", margin, fieldRef(raw)),
      numberConstant(0),
    ),
    numberConstant(0),
  );
  add("contribution:override", "double", unlessRejected(overridden));
}
