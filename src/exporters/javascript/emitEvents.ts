import type { EventDefinition, EventNumberDefinition } from "../../features/definitions";
import type { EventFilter } from "../../features/events";
import type { EmitRead } from "./emitRead";
import { literal } from "./literal";
import type { Slot } from "./slots";
import type { Writer } from "./writer";

/** What an extractor does in the loop over events: `event`, its `age` in days, its `time`, and its number `n`. */
interface Loop {
  /** The number that an event brings, or undefined where none is read. */
  readonly number?: EventNumberDefinition | undefined;
  /** Declarations before the loop. */
  readonly start: string;
  /** What is done with an event that counts, as long as its number is there. */
  readonly each: string;
  /** The result. */
  readonly end: string;
  /** Something that is done with every event that counts, before its number is looked at. */
  readonly before?: string;
}

/** The compensated sum, one number at a time. */
const SUM = {
  start: "let total = 0, lost = 0;",
  add: (value: string) =>
    `const part = ${value}, next = total + part;
    lost += Math.abs(total) >= Math.abs(part) ? total - next + part : part - next + total;
    total = next;`,
  end: "total - total === 0 ? total + lost : total",
};

/** Translates the extractors over a list of events: each becomes a function of the list, with its own loop. */
export function emitEvents(definition: EventDefinition, slot: Slot, writer: Writer): EmitRead {
  const { k } = slot;
  const {
    field,
    at = "at",
    where = {},
    withinDays,
  } = definition as EventDefinition & { withinDays?: number };
  const loop = loopOf(definition, writer);
  const fail = writer.use("fail");
  const instantOf = writer.use("instantOf");
  const limit = withinDays === undefined ? "age >= 0" : `age >= 0 && age < ${literal(withinDays)}`;
  const date = `'a Date or ISO 8601 text in "' + ${literal(at)} + '" of event ' + i`;
  const name = writer.constant(
    "EVENTS",
    `(list, t) => {
  if (list === null || list === undefined) return NaN;
  if (!Array.isArray(list)) return ${fail}(${k}, "a list of events", list);
  ${loop.start}
  for (let i = 0; i < list.length; i++) {
    const event = list[i];
    if (typeof event !== "object" || event === null) return ${fail}(${k}, "an object as event " + i, event);
    if (!(${emitFilter(where)})) continue;
    const date = event[${literal(at)}], time = ${instantOf}(date);
    if (time !== time) return ${fail}(${k}, ${date}, date);
    const age = (t - time) / 86400000;
    if (!(${limit})) continue;
    ${[loop.before ?? "", ...emitNumber(loop.number, k, writer), loop.each].filter(Boolean).join("\n    ")}
  }
  ${loop.end}
}`,
  );
  const wanted = `"a value of the feature's type"`;
  return (read) =>
    `const v${k} = +${name}(${read(field)}, t);
if (v${k} - v${k} !== 0 && v${k} === v${k}) ${fail}(${k}, ${wanted}, v${k});`;
}

function emitFilter(where: EventFilter): string {
  const tests = Object.entries(where).map(([key, value]) => {
    const allowed = Array.isArray(value) ? value : [value];
    const x = `(event[${literal(key)}] ?? null)`;
    return allowed.length === 0
      ? "false"
      : `(${allowed.map((item) => (Number.isNaN(item) ? `${x} !== ${x}` : `${x} === ${literal(item)}`)).join(" || ")})`;
  });
  return tests.length === 0 ? "true" : tests.join(" && ");
}

/** Declares `n`, the number that an event brings, and leaves the event out where it has none. */
function emitNumber(number: EventNumberDefinition | undefined, k: number, writer: Writer): string[] {
  if (number === undefined) return [];
  if (typeof number === "string") {
    const read = writer.use("readNumber");
    return [
      `const n = ${read}(event[${literal(number)}], ${k}, false, [], "a number");`,
      `if (problem !== null && problem.k === ${k}) {
      problem.expected += " in event " + i;
      return NaN;
    }`,
      "if (n !== n) continue;",
    ];
  }
  const { by, points, otherwise = 0 } = number;
  const table = writer.constant("POINTS", `new Map(${literal(Object.entries(points))})`);
  return [`const n = ${table}.get(String(event[${literal(by)}])) ?? ${literal(otherwise)};`];
}

function loopOf(definition: EventDefinition, writer: Writer): Loop {
  switch (definition.extractor) {
    case "countEvents":
      return { start: "let count = 0;", each: "count++;", end: "return count;" };
    case "daysSinceEvent":
      return {
        start: "let youngest = Infinity;",
        each: "youngest = Math.min(youngest, age);",
        end: "return youngest === Infinity ? NaN : youngest;",
      };
    case "sumEvents":
      return {
        number: definition.value,
        start: `${SUM.start}\n  let seen = 0, count = 0;`,
        before: "seen++;",
        each: `count++;\n    ${SUM.add("n")}`,
        end: `return seen > 0 && count === 0 ? NaN : ${SUM.end};`,
      };
    case "decayedSum": {
      const decay = emitDecay(definition, writer);
      return {
        number: definition.weight,
        start: SUM.start,
        each: SUM.add(definition.weight === undefined ? decay : `n * ${decay}`),
        end: `return ${SUM.end};`,
      };
    }
    case "growth":
      return {
        number: definition.value,
        start: "let youngest = Infinity, latest = NaN, youngestBefore = Infinity, earlier = NaN;",
        each: `if (age < youngest) {
      youngest = age;
      latest = n;
    }
    if (age >= ${literal(definition.overDays)} && age < youngestBefore) {
      youngestBefore = age;
      earlier = n;
    }`,
        end: "return earlier > 0 ? latest / earlier - 1 : NaN;",
      };
    case "trend":
      return {
        number: definition.value,
        start: "const days = [], values = [];",
        each: "days.push(-age);\n    values.push(n);",
        end: `return ${writer.use("slope")}(days, values) * ${literal(definition.perDays ?? 1)};`,
      };
    case "recencyFrequencyValue":
      return purchases(definition);
  }
}

function emitDecay(definition: EventDefinition & { extractor: "decayedSum" }, writer: Writer): string {
  if ("halfLifeDays" in definition)
    return `${writer.use("exp2")}(-age / ${literal(definition.halfLifeDays)}, 0)`;
  if ("lifespanDays" in definition) return `Math.max(0, 1 - age / ${literal(definition.lifespanDays)})`;
  const days = literal(definition.steps.map(({ withinDays }) => withinDays));
  const weights = literal(definition.steps.map(({ weight }) => weight));
  return `${writer.use("stepWeight")}(${writer.constant("STEPS", days)}, ${writer.constant("STEPS", weights)}, age)`;
}

function purchases(definition: EventDefinition & { extractor: "recencyFrequencyValue" }): Loop {
  const { measure, value } = definition;
  const day = "Math.floor(time / 86400000)";
  switch (measure) {
    case "recency":
      return {
        start: "let youngest = Infinity;",
        each: "youngest = Math.min(youngest, age);",
        end: "return youngest === Infinity ? NaN : youngest;",
      };
    case "age":
      return {
        start: "let oldest = -Infinity;",
        each: "oldest = Math.max(oldest, age);",
        end: "return oldest === -Infinity ? NaN : oldest;",
      };
    case "span":
      return {
        start: "let first = Infinity, last = -Infinity;",
        each: `const day = ${day};\n    first = Math.min(first, day);\n    last = Math.max(last, day);`,
        end: "return last === -Infinity ? NaN : last - first;",
      };
    case "frequency":
      return {
        start: "const days = new Set();",
        each: `days.add(${day});`,
        end: "return days.size;",
      };
    case "value":
      return {
        number: value,
        start: `const days = new Set();\n  ${SUM.start}`,
        each: `days.add(${day});\n    ${SUM.add("n")}`,
        end: `return days.size === 0 ? NaN : (${SUM.end}) / days.size;`,
      };
  }
}
