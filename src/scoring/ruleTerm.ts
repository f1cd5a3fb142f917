import { checkOptions, reject } from "../core/checks";
import type { Term } from "../models/types";
import type { BandsRule, PointsRule } from "./types";

/**
 * The term of a rule: bands become steps, everything else a condition.
 *
 * @param rule - a rule of a points model
 * @param topGroup - the group of rules that name none
 * @returns the term
 * @throws SalienceError `invalid_configuration` that names the rule
 */
export function ruleTerm(rule: PointsRule | BandsRule, topGroup: string | null): Term {
  if (typeof rule !== "object" || rule === null || typeof rule.id !== "string") {
    reject("pointsModel", "every rule to have an id", rule, "invalid_configuration");
  }
  const { id, label = id, group = topGroup } = rule;
  checkLabel(`rule "${id}"`, label);
  const base = { id, label, group, reference: 0 };
  if ("bands" in rule) {
    checkOptions("pointsModel", `rule "${id}"`, rule, ["id", "label", "bands", "points", "missing", "group"]);
    if (!Array.isArray(rule.points) || rule.points.length === 0) {
      reject("pointsModel", `a list of bands in rule "${id}"`, rule.points, "invalid_configuration");
    }
    const contributions = [0, ...rule.points.map((band) => band?.points)];
    const cuts = rule.points.map((band) => band?.from);
    return { ...base, kind: "step", feature: rule.bands, cuts, contributions, missing: rule.missing ?? 0 };
  }
  checkOptions("pointsModel", `rule "${id}"`, rule, [
    "id",
    "label",
    "when",
    "points",
    "times",
    "cap",
    "group",
  ]);
  const { when, points, times = null, cap } = rule;
  checkPoints(`points of rule "${id}"`, points);
  if (cap !== undefined) checkPoints(`cap of rule "${id}"`, cap);
  if (cap !== undefined && (times === null || cap * points < 0)) {
    reject(
      "pointsModel",
      `the cap of rule "${id}" to go with times and to have the sign of its points`,
      cap,
      "invalid_configuration",
    );
  }
  return {
    ...base,
    kind: "condition",
    when,
    contribution: points,
    times,
    minimum: cap !== undefined && points < 0 ? cap : null,
    maximum: cap !== undefined && points >= 0 ? cap : null,
    otherwise: 0,
  };
}

function checkPoints(name: string, value: unknown): void {
  if (!Number.isFinite(value)) {
    reject("pointsModel", `${name} to be a finite number`, value, "invalid_configuration");
  }
}

/** Refuses a label that is not text: it could not be saved and loaded. */
export function checkLabel(owner: string, label: unknown): void {
  if (typeof label !== "string") {
    reject("pointsModel", `the label of ${owner} to be text`, label, "invalid_configuration");
  }
}
