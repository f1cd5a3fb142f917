import type { Buckets } from "../../buckets/types";
import type { AdditiveModel } from "../../models/types";
import type { EmitRead, ReadField } from "./emitRead";
import { emitGates, emitProbability, emitSum, type Line } from "./emitTerm";
import { literal } from "./literal";
import { isAbsent, isPresent, type Slot, slotFinder, variable } from "./slots";
import type { Writer } from "./writer";

/** What the loops over records are made of. */
export interface BlockParts {
  readonly model: AdditiveModel;
  readonly buckets: Buckets | null;
  readonly slots: readonly Slot[];
  /** How each slot is read. */
  readonly reads: readonly EmitRead[];
  readonly writer: Writer;
}

/** The statements of a loop over records, in order, and the functions that they call. */
interface Steps {
  readonly functions: readonly string[];
  /** Reads the features, and declares `p`, the number of those that have a value, and `m`, the margin. */
  readonly sum: (way: Way) => string;
  readonly gates: string;
  /** Notes in ABSENT which features have no value. */
  readonly absent: string;
}

/** How fields are read. */
type Way = "Named" | "Shared";

/** Text that a function may have: what is longer is split, because V8 leaves long functions without optimisation. */
const LONGEST = 24_000;

const FIELD: Readonly<Record<Way, ReadField>> = {
  Named: (field) => `r[${literal(field)}]`,
  Shared: (field) => `get(r, ${literal(field)})`,
};

/**
 * The two loops over records: `scoreNamed` reads fields by name, `scoreShared` through one function, and keeps account
 * of the feature it is at.
 *
 * @param parts - the model and its features
 * @returns function declarations
 */
export function emitBlocks(parts: BlockParts): string {
  const { model, slots, reads, writer } = parts;
  const slotOf = slotFinder(slots);
  const gates = emitGates(model, slotOf, writer);
  const sum = emitSum(model, slotOf, writer);
  const result = emitResult(parts);
  const texts = [...gates, ...sum].map(({ text }) => text);
  const length = [...texts, ...reads.map((read) => read(FIELD.Shared))].reduce(
    (total, { length }) => total + length,
    0,
  );
  const steps = (length > LONGEST ? splitSteps : wholeSteps)(parts, gates, sum);
  return [
    ...steps.functions,
    emitLoop(parts, "Named", steps, result),
    emitLoop(parts, "Shared", steps, result),
  ]
    .map(indented)
    .join("\n");
}

/** The same statements, indented by their braces, which end or begin a line; empty lines are left out. */
function indented(text: string): string {
  let depth = 0;
  const lines = text.split("\n").flatMap((line) => {
    if (line === "") return [];
    if (line.startsWith("}")) depth--;
    const indentation = "  ".repeat(depth);
    if (line.endsWith("{")) depth++;
    return [indentation + line];
  });
  return lines.join("\n");
}

function emitLoop(
  { model, slots, buckets }: BlockParts,
  way: Way,
  { sum, gates, absent }: Steps,
  result: string,
): string {
  const none = `score[i] = probability[i] = margin[i] = NaN;${buckets ? "\nbucket[i] = -1;" : ""}\ncontinue;`;
  const disqualifying = model.gates.flatMap(({ kind }, i) => (kind === "disqualify" ? [`q === ${i}`] : []));
  const overriding = model.gates.flatMap((gate, i) =>
    gate.kind === "override" ? [`if (q === ${i}) m = ${literal(gate.margin)};`] : [],
  );
  const isOut = model.gates.length > disqualifying.length ? disqualifying.join(" || ") : "q !== -1";
  const note = way === "Shared" ? `if (out === ONE) {\n${absent}\n}` : "";
  return `function score${way}(records, times, time, badInstants, out, start, end) {
const { status, score, probability, margin, coverage, lowConfidence, gate${buckets ? ", bucket" : ""} } = out;
for (let i = start; i < end; i++) {
row = i;
const r = records[i];
if (typeof r !== "object" || r === null) {
rejectRow(out, i, null, "a record", r);
continue;
}
const t = times === null ? time : times[i];
if (times !== null && t !== t) {
rejectRow(out, i, null, "asOf to give a Date or ISO 8601 text", badInstants.get(i));
continue;
}
${sum(way)}
if (problem !== null) {
rejectForProblem(out, i);
continue;
}
if (!Number.isFinite(m)) {
rejectRow(out, i, null, "a finite sum of contributions", m);
continue;
}
const h = ${slots.length === 0 ? "1" : `p / ${slots.length}`};
let q = -1;
${gates}
coverage[i] = h;
lowConfidence[i] = h < ${literal(model.lowConfidenceBelow)} ? 1 : 0;
gate[i] = q;
${disqualifying.length === 0 ? "" : `if (${isOut}) {\nstatus[i] = 1;\n${none}\n}`}
${model.coverageFloor > 0 ? `if (q === -1 && h < ${literal(model.coverageFloor)}) {\n${note}\nstatus[i] = 2;\n${none}\n}` : ""}
${overriding.join("\n")}
status[i] = 0;
${result}
}
}`;
}

/**
 * Everything in the loop itself, in variables. By name, features are read where the first term needs them, so that
 * few numbers are held at a time; through the function, in their order, so that the one that throws is known.
 */
function wholeSteps(
  { model, slots, reads }: BlockParts,
  gates: readonly Line[],
  sum: readonly Line[],
): Steps {
  const sums = [`p = ${slots.length}`, `m = ${literal(model.intercept)}`];
  const start = `let ${[...sums, ...model.groups.map((_, i) => `g${i} = 0`)].join(", ")};`;
  return {
    functions: [],
    sum(way) {
      const unread = new Set(slots);
      const uncounted = new Set(slots);
      const read = (some: readonly Slot[]) =>
        some.filter((slot) => unread.delete(slot)).map((slot) => emitRead(reads, slot, way));
      const lines = sum.flatMap(({ text, reads: needed, counting }) => {
        const counts = counting !== undefined && uncounted.delete(needed[0] as Slot);
        return [...read(needed), counts ? counting : text];
      });
      const before = way === "Shared" ? read(slots) : [];
      const after = [...read(slots), ...[...uncounted].map((slot) => `if (${isAbsent(slot)}) p--;`)];
      return [start, ...before, ...lines, ...after].join("\n");
    },
    gates: gates.map(({ text }) => text).join("\n"),
    absent: slots.map(noteAbsent).join("\n"),
  };
}

/** Functions of bounded length that pass values on in arrays. */
function splitSteps(parts: BlockParts, gates: readonly Line[], sum: readonly Line[]): Steps {
  const { model, slots, reads } = parts;
  const functions = [
    `const V = new Float64Array(${slots.length}), C = new Int32Array(${slots.length}), E = [];`,
    `const S = new Float64Array(${model.groups.length + 1});`,
  ];
  const add = (name: string, lines: readonly Line[], parameter = "", end = "") =>
    pack(lines).map((some, j) => {
      functions.push(functionOf(`${name}${j}`, parameter, some, end));
      return `${name}${j}`;
    });
  const readers = (way: Way) => {
    const lines = slots.map((slot) => ({
      text: `{\n${emitRead(reads, slot, way)}\n${store(slot)}\nif (${isPresent(slot)}) p++;\n}`,
      reads: [],
      sums: [],
    }));
    return pack(lines).map((some, j) => {
      const body = ["let p = 0;", ...some.map(({ text }) => text), "return p;"].join("\n");
      functions.push(`function read${way}${j}(r, t) {\n${body}\n}`);
      return `read${way}${j}(r, t)`;
    });
  };
  const count = { Named: readers("Named"), Shared: readers("Shared") };
  const notes = slots.map((slot) => ({ text: noteAbsent(slot), reads: [slot], sums: [] }));
  const terms = add("sum", sum).map((name) => `${name}();`);
  return {
    sum: (way) =>
      [
        `const p = ${count[way].join(" + ") || "0"};`,
        `S.fill(0);\nS[0] = ${literal(model.intercept)};`,
        ...terms,
        "let m = S[0];",
      ].join("\n"),
    gates: add("gates", gates, "q", "return q;")
      .map((name) => `q = ${name}(q);`)
      .join("\n"),
    absent: add("absent", notes)
      .map((name) => `${name}();`)
      .join("\n"),
    functions,
  };
}

/** One after the other, as many lines as a function may have. */
function pack(lines: readonly Line[]): Line[][] {
  const packs: Line[][] = [];
  let room = 0;
  for (const line of lines) {
    if (line.text.length > room) {
      packs.push([]);
      room = LONGEST;
    }
    packs.at(-1)?.push(line);
    room -= line.text.length;
  }
  return packs;
}

function functionOf(name: string, parameter: string, lines: readonly Line[], end: string): string {
  const slots = [...new Set(lines.flatMap(({ reads }) => reads))];
  const sums = [...new Set(lines.flatMap((line) => line.sums))];
  const place = (sum: string) => `S[${sum === "m" ? 0 : Number(sum.slice(1)) + 1}]`;
  return [
    `function ${name}(${parameter}) {`,
    ...slots.map((slot) => `const ${variable(slot)} = ${home(slot)};`),
    ...sums.map((sum) => `let ${sum} = ${place(sum)};`),
    ...lines.map(({ text }) => text),
    ...sums.map((sum) => `${place(sum)} = ${sum};`),
    end,
    "}",
  ].join("\n");
}

const home = (slot: Slot) =>
  `${slot.type !== "category" ? "V" : slot.matches.length === 0 ? "C" : "E"}[${slot.k}]`;
const store = (slot: Slot) => `${home(slot)} = ${variable(slot)};`;
const noteAbsent = (slot: Slot) => `ABSENT[${slot.k}] = ${isAbsent(slot)} ? 1 : 0;`;
const emitRead = (reads: readonly EmitRead[], { k }: Slot, way: Way) =>
  `${way === "Shared" ? `at = ${k};\n` : ""}${reads[k]?.(FIELD[way])}`;

/** Writes the margin, the score, the probability and the bucket. */
function emitResult({ model, buckets, writer }: BlockParts): string {
  const [statements, probability] = emitProbability(model, writer) ?? ["", "NaN"];
  const cuts = buckets?.cuts.map((cut, i) => `s >= ${literal(cut)} ? ${i} : `) ?? [];
  return [
    statements,
    `const s = ${model.link === "logit" ? probability : "m"};`,
    "margin[i] = m;",
    "score[i] = s;",
    `probability[i] = ${model.link === "logit" ? "s" : probability};`,
    ...(buckets === null ? [] : [`bucket[i] = ${cuts.join("")}s === s ? ${cuts.length} : -1;`]),
  ].join("\n");
}
