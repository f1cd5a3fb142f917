import { checkNumber, checkOptions, reject } from "../core/checks";
import { placeholdersOf } from "./fillTemplate";
import type { NarrateOptions } from "./options";

const BUILT_IN = ["value", "usual", "name"];
const STATUSES = ["scored", "disqualified", "insufficient_data", "rejected"];
const OUTLOOKS = ["veryLikely", "likely", "aboveAverage", "even", "unlikely", "veryUnlikely"];

/** Checks the options of `narrate` that hold data: facts, phrases, groups, history, actions, rank, reach. */
export function checkTables(options: NarrateOptions): void {
  const facts = checkFacts(options.facts ?? {});
  for (const table of ["phrases", "groups"] as const) {
    for (const [feature, phrase] of entries(table, options[table] ?? {})) {
      checkPhrase(`${table}.${feature}`, phrase, facts);
    }
  }
  checkHistory(options.history);
  checkActions(options.actions ?? [], facts);
  checkNames("ask", options.ask ?? []);
  checkPlace(options);
  checkReach(options.reach ?? null);
}

function entries(name: string, value: unknown): [string, unknown][] {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    reject("narrate", `${name} to be an object`, value);
  }
  return Object.entries(value);
}

function checkFacts(facts: unknown): readonly string[] {
  for (const [key, value] of entries("facts", facts)) {
    if (BUILT_IN.includes(key) || /[{}|]/.test(key)) {
      reject("narrate", `facts with names other than ${BUILT_IN.join(", ")}, without { } |`, key);
    }
    const known =
      value === null || value === undefined || typeof value === "string" || typeof value === "number";
    if (!known && !(value instanceof Date && !Number.isNaN(value.getTime()))) {
      reject("narrate", `facts.${key} to be text, a number, a valid Date or missing`, value);
    }
  }
  return Object.keys(facts as object);
}

function checkPhrase(name: string, phrase: unknown, facts: readonly string[]): void {
  if (typeof phrase === "string" || Array.isArray(phrase)) {
    checkTemplates(name, phrase, facts);
    return;
  }
  checkOptions("narrate", name, phrase, ["text", "levels", "negative", "missing"]);
  const { text, levels, negative, missing } = phrase as Record<string, unknown>;
  for (const [key, value] of Object.entries({ text, negative, missing })) {
    if (value !== undefined) checkTemplates(`${name}.${key}`, value, facts);
  }
  for (const [level, value] of entries(`${name}.levels`, levels ?? {})) {
    checkTemplates(`${name}.levels.${level}`, value, facts);
  }
}

function checkTemplates(name: string, value: unknown, facts: readonly string[]): void {
  const templates: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (templates.length === 0) reject("narrate", `${name} to hold at least one text`, value);
  for (const template of templates) {
    if (typeof template !== "string" || template.trim() === "") {
      reject("narrate", `${name} to be text that is not empty`, template);
    }
    for (const placeholder of placeholdersOf(template)) {
      if (BUILT_IN.includes(placeholder) || facts.includes(placeholder)) continue;
      const known = [...BUILT_IN, ...facts].map((fact) => `{${fact}}`).join(", ");
      reject("narrate", `${name} with placeholders ${known}`, placeholder, "invalid_configuration");
    }
  }
}

function checkHistory(history: unknown): void {
  if (history === undefined) return;
  checkOptions("narrate", "history", history, ["rows", "events", "features"]);
  const { features } = checkCell("history", history);
  for (const [feature, cells] of entries("history.features", features)) {
    if (!Array.isArray(cells)) reject("narrate", `history.features.${feature} to be a list of cells`, cells);
    for (const cell of cells) {
      const { from, to, level, missing } = checkCell(`history.features.${feature}[]`, cell);
      const isRange = [from, to].every(
        (end) => end === null || (typeof end === "number" && !Number.isNaN(end)),
      );
      if (typeof level === "string" || missing === true || isRange) continue;
      reject("narrate", `a cell of history.features.${feature} to have level, from and to, or missing`, cell);
    }
  }
}

function checkCell(name: string, cell: unknown): Record<string, unknown> {
  if (typeof cell !== "object" || cell === null) reject("narrate", `${name} to be an object`, cell);
  const counts = cell as Record<string, unknown>;
  const rows = checkNumber("narrate", `${name}.rows`, counts.rows, 0);
  checkNumber("narrate", `${name}.events`, counts.events, 0, rows);
  return counts;
}

function checkActions(actions: unknown, facts: readonly string[]): void {
  if (!Array.isArray(actions)) reject("narrate", "actions to be a list", actions);
  actions.forEach((action, i) => {
    const name = `actions[${i}]`;
    checkOptions("narrate", name, action, ["when", "text"]);
    checkTemplates(`${name}.text`, action.text, facts);
    const when: Record<string, unknown> = action.when ?? {};
    checkOptions("narrate", `${name}.when`, when, [
      "status",
      "bucket",
      "outlook",
      "reasonFor",
      "reasonAgainst",
      "missing",
    ]);
    for (const [key, value] of Object.entries(when)) {
      const listed = key === "bucket" || key === "outlook" ? [value].flat() : [value];
      checkNames(`${name}.when.${key}`, listed);
      const allowed = key === "status" ? STATUSES : key === "outlook" ? OUTLOOKS : listed;
      for (const item of listed) {
        if (!allowed.includes(item))
          reject("narrate", `${name}.when.${key} to be one of ${allowed.join(", ")}`, item);
      }
    }
  });
}

function checkNames(name: string, value: unknown): void {
  if (!Array.isArray(value)) reject("narrate", `${name} to be a list of names`, value);
  for (const item of value) if (typeof item !== "string") reject("narrate", `${name} to hold text`, item);
}

function checkPlace({ topShare, rank, population }: NarrateOptions): void {
  if (topShare !== undefined && topShare !== null) {
    checkNumber("narrate", "topShare", topShare, 0, 1);
    if (topShare === 0) reject("narrate", "topShare in (0, 1]", topShare);
  }
  if (rank !== undefined && rank !== null) {
    checkOptions("narrate", "rank", rank, ["position", "of"]);
    const of = checkNumber("narrate", "rank.of", rank.of, 1);
    checkNumber("narrate", "rank.position", rank.position, 1, of);
  }
  if (population !== undefined && typeof population !== "string") {
    reject("narrate", "population to be text", population);
  }
}

function checkReach(reach: unknown): void {
  if (reach === null) return;
  const { bucket, changes } = Object(reach) as Record<string, unknown>;
  if (typeof bucket !== "string") reject("narrate", "reach.bucket to be text", bucket);
  if (!Array.isArray(changes)) reject("narrate", "reach.changes to be a list", changes);
  for (const change of changes) {
    const { feature, to } = Object(change) as Record<string, unknown>;
    if (typeof feature !== "string") reject("narrate", "reach.changes[].feature to be text", feature);
    if (to !== null && typeof to !== "number" && typeof to !== "string") {
      reject("narrate", "reach.changes[].to to be a number, text or null", to);
    }
  }
}
