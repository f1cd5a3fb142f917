import type { CategoryColumn, Column, NumberColumn } from "../core/columns";
import { type Comparison, type FeaturePositions, holdsAt, numberTest, testText } from "./evaluateCondition";
import { levelLookup } from "./levelLookup";
import type { Condition, ConditionTerm, FeatureSummary, Term } from "./types";

/** Up to 32 rules in a row that add to the same total and are tested together. */
export interface RuleRun {
  readonly size: number;
  /** Tests the rules: the set of those that hold for each row, in an array that is used again. */
  readonly test: (columns: readonly Column[], n: number) => Int32Array;
  /** Adds the contributions of the rules that hold, in the order of the rules. */
  readonly add: (holding: Int32Array, n: number, total: Float64Array) => void;
  /** Writes the contribution of one of the rules. */
  readonly write: (rule: number, holding: Int32Array, n: number, out: Float64Array) => void;
}

/** Keeps of a set of rules, bit k for rule k, those that the value of one feature allows. */
type Narrow = (columns: readonly Column[], n: number, holding: Int32Array) => void;

/**
 * Finds rules that follow each other and ask for nothing but comparisons that all hold. Each value of a feature
 * allows a set of them, which is looked up: a row costs O(features), however many rules there are.
 *
 * @param terms - the terms of a model
 * @param positions - where the features are
 * @returns at the position of the first term of a run, the run
 */
export function ruleRuns(terms: readonly Term[], positions: FeaturePositions): (RuleRun | undefined)[] {
  const runs: (RuleRun | undefined)[] = [];
  for (let k = 0; k < terms.length; k++) {
    const rules: ConditionTerm[] = [];
    for (const term of terms.slice(k, k + 32)) {
      if (!isPlainRule(term) || term.group !== terms[k]?.group) break;
      rules.push(term);
    }
    if (rules.length === 0) continue;
    runs[k] = bindRules(rules, positions);
    k += rules.length - 1;
  }
  return runs;
}

/** A rule that adds a fixed number where all of some comparisons hold, and otherwise nothing. */
function isPlainRule(term: Term): term is ConditionTerm {
  return (
    term.kind === "condition" &&
    term.times === null &&
    term.otherwise === 0 &&
    comparisonsOf(term.when).every((part) => "feature" in part)
  );
}

function comparisonsOf(when: Condition): readonly Condition[] {
  return "all" in when ? when.all : [when];
}

function bindRules(rules: readonly ConditionTerm[], positions: FeaturePositions): RuleRun {
  const contributions = Float64Array.from(rules, ({ contribution, minimum, maximum }) =>
    Math.min(
      Math.max(contribution, minimum ?? Number.NEGATIVE_INFINITY),
      maximum ?? Number.POSITIVE_INFINITY,
    ),
  );
  const read = new Map<number, Comparison[][]>(); // by feature, what each rule asks of it
  rules.forEach(({ when }, k) => {
    for (const comparison of comparisonsOf(when) as readonly Comparison[]) {
      const at = positions.at(comparison.feature);
      const asked = read.get(at) ?? rules.map(() => []);
      asked[k]?.push(comparison);
      read.set(at, asked);
    }
  });
  const steps = [...read].map(([at, asked]) => {
    const { type, levels } = positions.summaries[at] as FeatureSummary;
    return type === "category" ? narrowTexts(at, asked) : narrowNumbers(at, asked, levels);
  });
  const everyRule = -1 >>> (32 - rules.length); // bits 0 to the last rule
  let holding = new Int32Array(0);
  return {
    size: rules.length,
    test(columns, n) {
      if (holding.length < n) holding = new Int32Array(n);
      holding.fill(everyRule, 0, n);
      for (const narrow of steps) narrow(columns, n, holding);
      return holding;
    },
    add: (sets, n, total) => addHolding(contributions, sets, n, total),
    write: (rule, sets, n, out) => writeRule(contributions[rule] as number, rule, sets, n, out),
  };
}

function addHolding(contributions: Float64Array, sets: Int32Array, n: number, total: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let rest = sets[i] as number;
    if (rest === 0) continue;
    let value = total[i] as number;
    for (; rest !== 0; rest &= rest - 1) value += contributions[31 - Math.clz32(rest & -rest)] as number;
    total[i] = value;
  }
}

function writeRule(contribution: number, rule: number, sets: Int32Array, n: number, out: Float64Array): void {
  const either = [0, contribution];
  for (let i = 0; i < n; i++) out[i] = either[((sets[i] as number) >>> rule) & 1] as number;
}

/** The set of the rules of which everything that they ask holds. */
function setOf<T>(asked: readonly (readonly T[])[], holds: (asked: T) => boolean): number {
  return asked.reduce((set, parts, k) => (parts.every(holds) ? set | (1 << k) : set), 0);
}

const holdsForMissing = (comparison: Comparison) => "exists" in comparison && !comparison.exists;

function narrowTexts(at: number, asked: readonly (readonly Comparison[])[]): Narrow {
  const lookup = levelLookup((level) => setOf(asked, (comparison) => testText(comparison, level)));
  const missing = setOf(asked, holdsForMissing);
  return (columns, n, holding) => {
    const { codes, levels } = columns[at] as CategoryColumn;
    const sets = lookup(levels);
    for (let i = 0; i < n; i++) {
      const code = codes[i] as number;
      holding[i] = (holding[i] as number) & (code < 0 ? missing : (sets[code] as number));
    }
  };
}

/**
 * The numbers that the comparisons name are the cuts of a line. On it, every rule holds or does not on each cut and
 * on each stretch between two: cell 2k is the stretch above k cuts, cell 2k − 1 is the k-th cut itself.
 */
function narrowNumbers(
  at: number,
  asked: readonly (readonly Comparison[])[],
  levels: readonly string[] | null,
): Narrow {
  const tests = asked.map((parts) => parts.map((part) => numberTest(part, levels)));
  const named = tests
    .flat()
    .flatMap(({ listed, ...bounds }) => [...(listed ?? []), ...Object.values(bounds)]);
  const cuts = Float64Array.from(new Set(named.filter(Number.isFinite))).sort();
  const sets = new Int32Array(2 * cuts.length + 1);
  for (let k = 0; k <= cuts.length; k++) {
    const below = cuts[k - 1] ?? Number.NEGATIVE_INFINITY;
    sets[2 * k] = setOf(
      tests,
      (test) =>
        test.listed === null &&
        below >= Math.max(test.above, test.atLeast) &&
        below < Math.min(test.below, test.atMost),
    );
    if (k === 0) continue;
    sets[2 * k - 1] = setOf(tests, (test) => holdsAt(test, below));
  }
  const missing = setOf(asked, holdsForMissing);
  const half = cuts.length === 0 ? 0 : 1 << (31 - Math.clz32(cuts.length)); // a power of two: the first step
  const marks = new Float64Array(2 * half || 1).fill(Number.NaN); // the k-th cut at k, and NaN, above which no value is
  marks.set(cuts, 1);
  return (columns, n, holding) => {
    const { values } = columns[at] as NumberColumn;
    for (let i = 0; i < n; i++) {
      const value = values[i] as number;
      let k = 0; // the number of cuts that are at most the value, without a branch, which could not be foreseen
      for (let step = half; step > 0; step >>= 1) k += step * Number((marks[k + step] as number) <= value);
      const set = Number.isNaN(value) ? missing : (sets[2 * k - Number(marks[k] === value)] as number);
      holding[i] = (holding[i] as number) & set;
    }
  };
}
