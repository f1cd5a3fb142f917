import type { AdditiveModel, Condition, GridAxis } from "../../models/types";

/** The texts that a model compares the values of a category with: levels of terms, and of conditions. */
export function usedTexts(model: AdditiveModel, feature: string): readonly string[] {
  const texts = new Set<string>();
  const add = (values: readonly unknown[]) => {
    for (const value of values) if (typeof value === "string") texts.add(value);
  };
  const visit = (condition: Condition): void => {
    if ("not" in condition) visit(condition.not);
    else if ("all" in condition) condition.all.forEach(visit);
    else if ("any" in condition) condition.any.forEach(visit);
    else if (condition.feature !== feature) return;
    else if ("is" in condition) add([condition.is]);
    else if ("in" in condition) add(condition.in);
  };
  const addAxis = (axis: GridAxis) => {
    if (axis.feature === feature && "levels" in axis) add(axis.levels);
  };
  for (const term of model.terms) {
    if (term.kind === "condition") visit(term.when);
    else if (term.kind === "levels" && term.feature === feature) add(term.levels);
    else if (term.kind === "grid") {
      addAxis(term.rows);
      addAxis(term.columns);
    }
  }
  for (const gate of model.gates) visit(gate.when);
  return [...texts];
}
