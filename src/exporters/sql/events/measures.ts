import type { EventDefinition } from "../../../features/definitions";
import { productSql, quotientSql } from "../arithmetic";
import type { Dialect } from "../dialect";
import { caseOf } from "../format";
import type { Column, Layers } from "../layers";
import { noNumber } from "../numbers";

/** The columns of the events for one feature: NULL in an event that does not count, or where it has no number. */
export interface Marked {
  /** Days before the instant. */
  readonly age: Column;
  /** The number, for features that add one up. */
  readonly value: Column | null;
  /** 1 if the event counts but for its number, for sums. */
  readonly seen: Column | null;
  /** The day since 1970, for purchases. */
  readonly day: Column | null;
}

/** What is calculated per record. */
export interface Measure {
  /** Sums and other totals over the events of a record, by a short name. */
  readonly totals: Readonly<Record<string, string>>;
  /** The feature's value from the totals; `missing` where there are no events at all is added to it. */
  readonly value: (total: (name: string) => string) => string;
  /** Whether the database calculates the same bits as the scorer. */
  readonly exact: boolean;
}

interface Setting {
  readonly dialect: Dialect;
  readonly layers: Layers;
  readonly hint: string;
  /** The columns that identify a record. */
  readonly partition: string;
  /** The column that has events in the order of their list, or null. */
  readonly order: string | null;
}

/** The measure of an event feature. */
export function measureOf(setting: Setting, definition: EventDefinition, marked: Marked): Measure {
  const { dialect } = setting;
  const zero = dialect.number(0);
  const value = marked.value?.sql ?? "";
  const count = `CAST(COUNT(${marked.age.sql}) AS ${dialect.numberType})`;
  switch (definition.extractor) {
    case "countEvents":
      return exact({ count }, (total) => `COALESCE(${total("count")}, ${zero})`);
    case "daysSinceEvent":
      return exact({ age: `MIN(${marked.age.sql})` }, (total) => total("age"));
    case "sumEvents":
      return {
        totals: { seen: `MAX(${marked.seen?.sql})`, sum: dialect.sum(value), count },
        value: (total) =>
          caseOf(
            [
              [`${total("seen")} IS NULL`, zero],
              [`${total("count")} > ${zero}`, total("sum")],
            ],
            null,
          ),
        exact: false,
      };
    case "decayedSum":
      return decayed(setting, marked, definition);
    case "growth":
      return growth(setting, marked, definition.overDays);
    case "trend":
      return trend(setting, marked, definition.perDays ?? 1);
    case "recencyFrequencyValue":
      return purchases(setting, marked, definition.measure);
  }
}

function exact(totals: Measure["totals"], value: Measure["value"]): Measure {
  return { totals, value, exact: true };
}

/** Weighted numbers, whose products are made one by one where one that is too small is an error. */
function decayed(
  { dialect, layers, hint }: Setting,
  marked: Marked,
  definition: Extract<EventDefinition, { extractor: "decayedSum" }>,
): Measure {
  const value = (marked.value as Column).sql;
  let weight = weightSql(dialect, definition, marked.age.sql);
  if (dialect.traps) weight = layers.define(`w${hint}`, weight, [marked.age]).sql;
  const zero = dialect.number(0);
  return {
    totals: {
      sum: dialect.sum(productSql(dialect, value, weight)),
      count: `CAST(COUNT(${marked.age.sql}) AS ${dialect.numberType})`,
    },
    value: (total) => caseOf([[`${total("count")} > ${zero}`, total("sum")]], zero),
    exact: false,
  };
}

/** Half-lives after which nothing is left where an underflow is an error. */
const MOST_HALF_LIVES = 400;

function weightSql(
  dialect: Dialect,
  decay: Extract<EventDefinition, { extractor: "decayedSum" }>,
  age: string,
): string {
  const n = dialect.number;
  if ("halfLifeDays" in decay) {
    const halfLives = `${age} / ${n(decay.halfLifeDays)}`;
    const weight = `POWER(${n(2)}, -${halfLives})`;
    if (!dialect.traps) return weight;
    return `(${caseOf([[`${halfLives} > ${n(MOST_HALF_LIVES)}`, n(0)]], weight)})`;
  }
  if ("lifespanDays" in decay) return `GREATEST(${n(0)}, ${n(1)} - ${age} / ${n(decay.lifespanDays)})`;
  const steps = decay.steps.map(({ withinDays, weight }): [string, string] => [
    `${age} <= ${n(withinDays)}`,
    n(weight),
  ]);
  return `(${caseOf(steps, n(0))})`;
}

/** The last number against the last one at least some days before. */
function growth(setting: Setting, marked: Marked, overDays: number): Measure {
  const { dialect, layers, hint, partition, order } = setting;
  const { age } = marked;
  const value = (marked.value as Column).sql;
  const n = dialect.number;
  // databases disagree about the place of NULL
  const first = (test: string, name: string) => {
    const sorting = [caseOf([[test, "0"]], "1"), age.sql, order ?? value].join(", ");
    const rank = `ROW_NUMBER() OVER (PARTITION BY ${partition} ORDER BY ${sorting})`;
    const column = layers.define(`w${hint}_${name}`, rank, [age]);
    return `MIN(${caseOf([[`${column.sql} = 1 AND ${test}`, value]], null)})`;
  };
  return {
    totals: {
      late: first(`${age.sql} IS NOT NULL`, "late"),
      early: first(`${age.sql} >= ${n(overDays)}`, "early"),
    },
    value: (total) =>
      caseOf(
        [
          [
            `${total("early")} > ${n(0)}`,
            `${quotientSql(dialect, total("late"), total("early"), dialect.infinity)} - ${n(1)}`,
          ],
        ],
        null,
      ),
    exact: true,
  };
}

/** The slope of a least-squares line, from centred numbers. */
function trend({ dialect, layers, hint, partition }: Setting, marked: Marked, perDays: number): Measure {
  const n = dialect.number;
  const over = (sql: string) => `${sql} OVER (PARTITION BY ${partition})`;
  const first = layers.define(`w${hint}_1`, over(`MIN(${marked.age.sql})`), [marked.age]);
  const days = layers.define(`w${hint}_2`, `${first.sql} - ${marked.age.sql}`, [first]);
  const value = (marked.value as Column).sql;
  // from the smallest, so that equal values are exactly 0
  const least = layers.define(`w${hint}_3`, over(`MIN(${value})`), [marked.age]);
  const centerX = layers.define(`w${hint}_4`, over(`AVG(${days.sql})`), [days]);
  const rise = layers.define(`w${hint}_5`, `${value} - ${least.sql}`, [least]);
  const centerY = layers.define(`w${hint}_6`, over(`AVG(${rise.sql})`), [rise]);
  const x = layers.define(`w${hint}_7`, `${days.sql} - ${centerX.sql}`, [centerX]);
  const y = layers.define(`w${hint}_8`, `${rise.sql} - ${centerY.sql}`, [centerY]);
  return {
    totals: {
      square: dialect.sum(`${x.sql} * ${x.sql}`),
      product: dialect.sum(productSql(dialect, x.sql, y.sql)),
    },
    value: (total) => {
      const [square, product] = [total("square"), total("product")];
      const slope = dialect.traps
        ? quotientSql(dialect, product, perDays === 1 ? square : `(${square} / ${n(perDays)})`)
        : `${product} / ${square}${perDays === 1 ? "" : ` * ${n(perDays)}`}`;
      return caseOf([[`${square} > ${n(0)}`, slope]], null);
    },
    exact: false,
  };
}

function purchases({ dialect }: Setting, { age, value, day: marked }: Marked, measure: string): Measure {
  const n = dialect.number;
  const day = (marked as Column).sql;
  const days = `CAST(COUNT(DISTINCT ${day}) AS ${dialect.numberType})`;
  if (measure === "frequency") return exact({ days }, (total) => `COALESCE(${total("days")}, ${n(0)})`);
  if (measure === "recency") return exact({ age: `MIN(${age.sql})` }, (total) => total("age"));
  if (measure === "age") return exact({ age: `MAX(${age.sql})` }, (total) => total("age"));
  if (measure === "span") {
    const span = `MAX(${day}) - MIN(${day})`;
    return exact({ span }, (total) => total("span"));
  }
  return {
    totals: { sum: dialect.sum((value as Column).sql), days },
    value: (total) =>
      caseOf(
        [[`${total("days")} > ${n(0)}`, quotientSql(dialect, total("sum"), total("days"))]],
        noNumber(dialect),
      ),
    exact: false,
  };
}
