import type { Expression, ExpressionFunction } from "../../../features/expression";
import { productSql, quotientSql, sumSql } from "../arithmetic";
import { caseOf } from "../format";
import type { Column } from "../layers";
import { finite, isInfinite, log1pSql, rootSql } from "../numbers";
import type { Extraction, FeatureSql } from "./types";

/** Part of an expression: SQL, and the columns of the stage that it refers to. */
interface Part {
  readonly sql: string;
  readonly reads: readonly Column[];
  /** Whether it is a name or a literal, which may be repeated. */
  readonly isName: boolean;
}

/** ln of the largest double. */
const LARGEST_EXPONENT = 709.782712893384;
const ROUNDED: readonly ExpressionFunction[] = ["power", "log", "log1p", "exp"];

/** An expression over the fields of a record; every part that has no finite value is missing. */
export function expressionSql(extraction: Extraction, tree: Expression): FeatureSql {
  const { dialect, layers, inputs, feature, hint } = extraction;
  const rejected = new Set<string>();
  let count = 0;
  let exact = true;

  const define = (sql: string, reads: readonly Column[]): Part => {
    const column = layers.define(`x${hint}_${++count}`, sql, reads);
    return { sql: column.sql, reads: [column], isName: true };
  };
  const named = (part: Part) => (part.isName ? part : define(part.sql, part.reads));

  const field = (name: string): Part => {
    const { type, column } = inputs.read(feature, name, ["number", "boolean"]);
    if (type === "boolean") {
      const n = dialect.number;
      const sql = caseOf(
        [
          [column.sql, n(1)],
          [`NOT (${column.sql})`, n(0)],
        ],
        null,
      );
      return { sql, reads: [column], isName: false };
    }
    rejected.add(isInfinite(dialect, column.sql));
    return { sql: column.sql, reads: [column], isName: true };
  };

  const compile = (part: Expression): Part => {
    if (part.op === "number") return { sql: dialect.number(part.value), reads: [], isName: true };
    if (part.op === "field") return field(part.field);
    const [first] = part.arguments;
    if (part.name === "negate" && first?.op === "number")
      return compile({ op: "number", value: -first.value });
    if (ROUNDED.includes(part.name)) exact = false;
    const values = part.arguments.map((argument) => named(compile(argument)));
    const reads = values.flatMap((value) => value.reads);
    const { sql, isSafe } = OPERATIONS[part.name](
      extraction.dialect,
      values.map((value) => value.sql),
    );
    if (isSafe) return { sql, reads, isName: false };
    const result = define(sql, reads);
    return { ...result, sql: finite(dialect, result.sql), isName: false };
  };

  const { sql, reads } = compile(tree);
  // a feature is calculated in a later stage than its parts
  const value = reads.length === 0 ? `CAST(${sql} AS ${dialect.numberType})` : sql;
  return { value, rejected: [...rejected], beforeLog: null, exact, hasText: false };
}

type Dialect = Extraction["dialect"];
interface Operation {
  readonly sql: string;
  /** Whether finite values give a finite result. */
  readonly isSafe: boolean;
}
type Write = (dialect: Dialect, values: readonly string[]) => Operation;

const ok = (sql: string): Operation => ({ sql, isSafe: true });
const check = (sql: string): Operation => ({ sql, isSafe: false });
const binary =
  (write: (dialect: Dialect, a: string, b: string) => string): Write =>
  (dialect, [a, b]) =>
    check(write(dialect, a as string, b as string));
const compare =
  (operator: string, opposite: string): Write =>
  ({ number: n }, [a, b]) =>
    ok(
      caseOf(
        [
          [`${a} ${operator} ${b}`, n(1)],
          [`${a} ${opposite} ${b}`, n(0)],
        ],
        null,
      ),
    );
const known = (values: readonly string[]) => values.map((value) => `${value} IS NOT NULL`).join(" AND ");
const some = (values: readonly string[], test: string) =>
  values.map((value) => `${value} ${test}`).join(" OR ");
const extreme =
  (name: string): Write =>
  (_, values) =>
    ok(caseOf([[known(values), `${name}(${values.join(", ")})`]], null));

const OPERATIONS: Readonly<Record<ExpressionFunction, Write>> = {
  add: binary((dialect, a, b) => sumSql(dialect, a, "+", b)),
  subtract: binary((dialect, a, b) => sumSql(dialect, a, "-", b)),
  multiply: binary(productSql),
  divide: binary((dialect, a, b) => quotientSql(dialect, a, b)),
  power: binary(powerSql),
  negate: ({ number: n }, [a]) => ok(`${n(0)} - ${a}`),
  equal: compare("=", "<>"),
  notEqual: compare("<>", "="),
  less: compare("<", ">="),
  lessOrEqual: compare("<=", ">"),
  greater: compare(">", "<="),
  greaterOrEqual: compare(">=", "<"),
  and: ({ number: n }, values) =>
    ok(
      caseOf(
        [
          [some(values, `= ${n(0)}`), n(0)],
          [known(values), n(1)],
        ],
        null,
      ),
    ),
  or: ({ number: n }, values) =>
    ok(
      caseOf(
        [
          [some(values, `<> ${n(0)}`), n(1)],
          [known(values), n(0)],
        ],
        null,
      ),
    ),
  not: ({ number: n }, [a]) =>
    ok(
      caseOf(
        [
          [`${a} = ${n(0)}`, n(1)],
          [`${a} <> ${n(0)}`, n(0)],
        ],
        null,
      ),
    ),
  if: ({ number: n }, [a, yes, no]) =>
    ok(
      caseOf(
        [
          [`${a} <> ${n(0)}`, yes as string],
          [`${a} = ${n(0)}`, no as string],
        ],
        null,
      ),
    ),
  log: ({ number: n }, [a]) => ok(caseOf([[`${a} > ${n(0)}`, `LN(${a})`]], null)),
  log1p: (dialect, [a]) => ok(log1pSql(dialect, a as string)),
  exp: (dialect, [a]) =>
    check(caseOf([[`${a} <= ${dialect.number(LARGEST_EXPONENT)}`, dialect.exp(a as string)]], null)),
  sqrt: (dialect, [a]) => ok(rootSql(dialect, a as string)),
  abs: (_, [a]) => ok(`ABS(${a})`),
  floor: (dialect, [a]) => ok(dialect.floor(a as string)),
  ceil: (dialect, [a]) => ok(`${dialect.number(0)} - ${dialect.floor(`(${dialect.number(0)} - ${a})`)}`),
  round: (dialect, [a]) => ok(roundSql(dialect, a as string)),
  min: extreme("LEAST"),
  max: extreme("GREATEST"),
  clip: (_, [x, low, high]) =>
    ok(
      caseOf(
        [
          [`NOT (${known([x, low, high] as string[])})`, "NULL"],
          [`${low} > ${high} OR ${x} > ${high}`, high as string],
          [`${x} < ${low}`, low as string],
        ],
        x as string,
      ),
    ),
  coalesce: (_, values) => ok(`COALESCE(${values.join(", ")})`),
};

/** Guarded, because a root of a negative number, a division by 0 and an overflow are errors in some databases. */
function powerSql(dialect: Dialect, a: string, b: string): string {
  const n = dialect.number;
  // only its size is asked for, which no power of such a size changes
  const common: [string, string][] = [
    [`${b} > ${n(1e150)}`, n(1e150)],
    [`${b} < ${n(-1e150)}`, n(-1e150)],
    [`ABS(${b}) < ${n(1e-150)}`, n(0)],
  ];
  const power = dialect.traps ? `(${caseOf(common, b)})` : b;
  const exponent = `${power} * LN(NULLIF(ABS(${a}), ${n(0)}))`;
  return caseOf(
    [
      [`${a} < ${n(0)} AND ${b} <> ${dialect.floor(b)}`, "NULL"],
      [`${a} = ${n(0)} AND ${b} < ${n(0)}`, "NULL"],
      [`${exponent} > ${n(LARGEST_EXPONENT)}`, "NULL"],
      [`${exponent} < ${n(-LARGEST_EXPONENT)}`, n(0)],
    ],
    `POWER(${a}, ${b})`,
  );
}

/** To the nearest whole number, halves away from 0. */
function roundSql(dialect: Dialect, a: string): string {
  const n = dialect.number;
  const whole = dialect.floor(`ABS(${a})`);
  return caseOf(
    [[`ABS(${a}) - ${whole} >= ${n(0.5)}`, `SIGN(${a}) * (${whole} + ${n(1)})`]],
    `SIGN(${a}) * ${whole}`,
  );
}
