import { conditionFeatures } from "../../models/evaluateCondition";
import { termFeatures } from "../../models/termFeatures";
import type {
  AdditiveModel,
  ConditionTerm,
  GridAxis,
  GridTerm,
  LinearTerm,
  PiecewiseTerm,
  StepTerm,
  Term,
  TermGroup,
} from "../../models/types";
import { emitCondition } from "./emitCondition";
import { literal } from "./literal";
import { codeIn, isPresent, type Slot, type SlotOf, variable } from "./slots";
import { numberTable, type Writer } from "./writer";

/** A statement, the features whose variables it reads, and the sums that it changes: `m` or `g…`. */
export interface Line {
  readonly text: string;
  readonly reads: readonly Slot[];
  readonly sums: readonly string[];
  /** The same statement, which also takes 1 from `p` where its only feature has no value. */
  readonly counting?: string;
}

/** What a term of one number feature contributes: where it has a value, and where not. */
interface NumberTerm {
  readonly slot: Slot;
  readonly present: string;
  readonly missing: string;
}

const FEW_CUTS = 8;

/**
 * The statements that add up a model's margin `m`, in the order in which the library adds: terms, each to the margin
 * or to the sum `g…` of its group, then the capped groups.
 *
 * @param model - a checked model
 * @param slotOf - where the features are
 * @param writer - takes tables
 * @returns the statements
 */
export function emitSum(model: AdditiveModel, slotOf: SlotOf, writer: Writer): readonly Line[] {
  const position = new Map(model.groups.map(({ id }, i) => [id, i]));
  const target = (group: string | null) => (group === null ? "m" : `g${position.get(group)}`);
  const terms = model.terms.map((term): Line => {
    const sum = target(term.group);
    const where = { reads: termFeatures(term).map(slotOf), sums: [sum] };
    const value = emitTerm(term, slotOf, writer);
    if (typeof value === "string") return { text: `${sum} += ${value};`, ...where };
    const counting = `if (${isPresent(value.slot)}) ${sum} += ${value.present};
else {
${sum} += ${value.missing};
p--;
}`;
    return { text: `${sum} += ${whole(value)};`, counting, ...where };
  });
  const groups = model.groups.map((group, i) => ({
    text: `${target(group.group)} += Number.isFinite(g${i}) ? ${within(`g${i}`, group)} : NaN;`,
    reads: [],
    sums: [`g${i}`, target(group.group)],
  }));
  return [...terms, ...groups];
}

/**
 * The statements that find the first gate that holds, `q`: its position, or −1.
 *
 * @param model - a checked model
 * @param slotOf - where the features are
 * @param writer - takes long lists
 * @returns the statements
 */
export function emitGates({ gates }: AdditiveModel, slotOf: SlotOf, writer: Writer): readonly Line[] {
  return gates.map(({ when }, i) => ({
    text: `if (q === -1 && ${emitCondition(when, slotOf, writer)}) q = ${i};`,
    reads: conditionFeatures(when).map(slotOf),
    sums: [],
  }));
}

/**
 * The statements that compute the probability of a margin `m`, and the expression that holds it; null where the model
 * has none.
 *
 * @param model - a checked model
 * @param writer - takes tables
 * @returns statements and an expression
 */
export function emitProbability(
  { link, calibration }: AdditiveModel,
  writer: Writer,
): readonly [statements: string, value: string] | null {
  if (calibration === null && link === "identity") return null;
  if (calibration?.kind === "piecewise") {
    const tables = [calibration.margins, calibration.probabilities].map((values) => table(values, writer));
    return ["", `${writer.use("interpolate")}(${tables.join(", ")}, m)`];
  }
  const z =
    calibration === null ? "m" : `${literal(calibration.intercept)} + ${literal(calibration.slope)} * m`;
  return [`const z = ${z};`, `z > -700 ? 1 / (1 + Math.exp(-z)) : +${writer.use("expit")}(z)`];
}

function emitTerm(term: Term, slotOf: SlotOf, writer: Writer): NumberTerm | string {
  if (term.kind === "condition") return emitRule(term, slotOf, writer);
  if (term.kind === "grid") return emitGrid(term, slotOf, writer);
  const slot = slotOf(term.feature);
  if (term.kind === "levels") {
    const known = new Map(term.levels.map((level, i) => [level, term.contributions[i] as number]));
    return levelTable(slot, term.missing, term.unseen, (level) => known.get(level), writer);
  }
  return { slot, present: emitNumber(term, variable(slot), writer), missing: literal(term.missing) };
}

/** The contribution of a number `x`. */
function emitNumber(term: LinearTerm | StepTerm | PiecewiseTerm, x: string, writer: Writer): string {
  if (term.kind === "linear") {
    const { coefficient, center } = term;
    return `${literal(coefficient)} * ${Object.is(center, 0) ? x : `(${x} - ${literal(center)})`}`;
  }
  if (term.kind === "step") return emitStep(x, term.cuts, term.contributions, writer);
  const tables = [term.knots, term.contributions].map((values) => table(values, writer));
  return `${writer.use("interpolate")}(${tables.join(", ")}, ${x})`;
}

const whole = ({ slot, present, missing }: NumberTerm) => `${isPresent(slot)} ? ${present} : ${missing}`;

/** A value per code: missing, unlisted, then the levels in the order of their codes. */
function levelTable(
  slot: Slot,
  missing: number,
  unseen: number,
  contributionOf: (level: string) => number | undefined,
  writer: Writer,
): string {
  const values = [missing, unseen, ...[...slot.codes.keys()].map((level) => contributionOf(level) ?? unseen)];
  return `${table(values, writer)}[${codeIn(slot)}]`;
}

function emitStep(
  x: string,
  cuts: readonly number[],
  contributions: readonly number[],
  writer: Writer,
): string {
  if (cuts.length > FEW_CUTS) {
    return `${table(contributions, writer)}[${writer.use("cutsAtMost")}(${table(cuts, writer)}, ${x})]`;
  }
  const steps = cuts.map((cut, i) => `${x} < ${literal(cut)} ? ${literal(contributions[i])} : `);
  return `${steps.join("")}${literal(contributions[cuts.length])}`;
}

function emitRule(term: ConditionTerm, slotOf: SlotOf, writer: Writer): string {
  const when = emitCondition(term.when, slotOf, writer);
  const { contribution, minimum, maximum, otherwise } = term;
  const low = minimum ?? Number.NEGATIVE_INFINITY;
  const high = maximum ?? Number.POSITIVE_INFINITY;
  const value =
    term.times === null
      ? literal(Math.min(Math.max(contribution, low), high))
      : within(`${literal(contribution)} * (${variable(slotOf(term.times))} || 0)`, term);
  return `${when} ? ${value} : ${literal(otherwise)}`;
}

function emitGrid({ rows, columns, contributions }: GridTerm, slotOf: SlotOf, writer: Writer): string {
  const width = ("cuts" in columns ? columns.cuts : columns.levels).length + 2;
  const row = cellOf(rows, slotOf, writer);
  return `${table(contributions, writer)}[(${row}) * ${width} + (${cellOf(columns, slotOf, writer)})]`;
}

/** The cell on an axis: cells in order, then unlisted levels, then missing. */
function cellOf(axis: GridAxis, slotOf: SlotOf, writer: Writer): string {
  const slot = slotOf(axis.feature);
  if ("levels" in axis) {
    const cells = new Map(axis.levels.map((level, i) => [level, i]));
    const { length } = axis.levels;
    return levelTable(slot, length + 1, length, (level) => cells.get(level), writer);
  }
  const cells = Array.from({ length: axis.cuts.length + 1 }, (_, i) => i);
  const present = emitStep(variable(slot), axis.cuts, cells, writer);
  return whole({ slot, present, missing: literal(axis.cuts.length + 1) });
}

/** min(max(value, minimum), maximum), where there are such bounds. */
function within(value: string, { minimum, maximum }: Pick<TermGroup, "minimum" | "maximum">): string {
  const raised = minimum === null ? value : `Math.max(${value}, ${literal(minimum)})`;
  return maximum === null ? raised : `Math.min(${raised}, ${literal(maximum)})`;
}

const table = (values: readonly number[], writer: Writer) =>
  writer.constant("TABLE", numberTable(values.map(literal)));
