import type { AdditiveModel, Condition, FeatureSummary } from "../../models/types";

/** A text match that a condition asks for, in the words of JavaScript. */
export type Match = readonly [how: "includes" | "startsWith" | "endsWith", part: string];

/** A feature of the model in the generated code: variables are numbered by the order in which features are read. */
export interface Slot {
  readonly name: string;
  /** Position among the sorted names: the first one that cannot be read is the one that is told. */
  readonly k: number;
  readonly type: FeatureSummary["type"];
  /** The levels of an ordinal feature, as conditions name them. */
  readonly ranks: readonly string[] | null;
  /** For a category: the code of each level that a term or condition names, from 2; 0 is missing, 1 any other. */
  readonly codes: Map<string, number>;
  /** For a category: the text matches that conditions ask for. */
  readonly matches: Match[];
}

/** Where things are: the slot of a feature by name. */
export type SlotOf = (feature: string) => Slot;

const MATCHES = { contains: "includes", startsWith: "startsWith", endsWith: "endsWith" } as const;

/**
 * Gives every feature of a model its place, and every level and text match that the model names its number.
 *
 * @param model - a checked model
 * @returns the slots in the order in which features are read
 */
export function makeSlots({ features, terms, gates }: AdditiveModel): readonly Slot[] {
  const sorted = [...features].sort((a, b) => (a.name < b.name ? -1 : 1));
  const slots = sorted.map(
    ({ name, type, levels }, k): Slot => ({ name, k, type, ranks: levels, codes: new Map(), matches: [] }),
  );
  const slotOf = slotFinder(slots);
  for (const term of terms) {
    if (term.kind === "levels") addLevels(slotOf(term.feature), term.levels);
    else if (term.kind === "condition") addCondition(term.when, slotOf);
    else if (term.kind === "grid") {
      for (const axis of [term.rows, term.columns]) {
        if ("levels" in axis) addLevels(slotOf(axis.feature), axis.levels);
      }
    }
  }
  for (const gate of gates) addCondition(gate.when, slotOf);
  return slots;
}

/** Finds slots by feature name. */
export function slotFinder(slots: readonly Slot[]): SlotOf {
  const byName = new Map(slots.map((slot) => [slot.name, slot]));
  return (feature) => byName.get(feature) as Slot;
}

function addLevels({ codes }: Slot, levels: readonly unknown[]): void {
  for (const level of levels) {
    if (typeof level === "string" && !codes.has(level)) codes.set(level, codes.size + 2);
  }
}

function addCondition(condition: Condition, slotOf: SlotOf): void {
  if ("not" in condition) addCondition(condition.not, slotOf);
  else if ("all" in condition) for (const part of condition.all) addCondition(part, slotOf);
  else if ("any" in condition) for (const part of condition.any) addCondition(part, slotOf);
  else {
    const slot = slotOf(condition.feature);
    const match = matchOf(condition);
    if (slot.type !== "category") return;
    if ("is" in condition) addLevels(slot, [condition.is]);
    else if ("in" in condition) addLevels(slot, condition.in);
    else if (match !== null && matchPosition(slot, match) === -1) slot.matches.push(match);
  }
}

/** The text match of a comparison, or null. */
export function matchOf(condition: object): Match | null {
  for (const [key, how] of Object.entries(MATCHES)) {
    const part = (condition as Readonly<Record<string, unknown>>)[key];
    if (typeof part === "string") return [how, part.toLowerCase()];
  }
  return null;
}

/** The number of a text match, or −1. */
export const matchPosition = ({ matches }: Slot, [how, part]: Match): number =>
  matches.findIndex((known) => known[0] === how && known[1] === part);

/** The variable of a feature: a number, NaN where missing, or an entry of a category with text matches. */
export const variable = ({ k, type, matches }: Slot): string =>
  type !== "category" ? `v${k}` : matches.length === 0 ? `c${k}` : `e${k}`;

/** The code of a category's level. */
export const codeIn = (slot: Slot): string => variable(slot) + (slot.matches.length === 0 ? "" : ".code");

/** Whether a feature has no value. */
export const isAbsent = (slot: Slot): string =>
  slot.type === "category" ? `${codeIn(slot)} === 0` : `${variable(slot)} !== ${variable(slot)}`;

/** Whether a feature has a value. */
export const isPresent = (slot: Slot): string =>
  slot.type === "category" ? `${codeIn(slot)} !== 0` : `${variable(slot)} === ${variable(slot)}`;
