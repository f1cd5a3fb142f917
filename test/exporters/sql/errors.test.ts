import { describe, expect, it } from "vitest";
import { toSql } from "../../../src/exporters/sql/toSql";
import type { ToSqlOptions } from "../../../src/exporters/sql/types";
import {
  categorical,
  countEvents,
  custom,
  daysSince,
  department,
  emailDomainType,
  type Feature,
  featureSet,
  flag,
  numeric,
  seniority,
} from "../../../src/features/index";
import { type AdditiveModel, sealModel } from "../../../src/models/index";
import { pointsModel } from "../../../src/scoring/index";
import type { TestRow } from "./compare";

const OPTIONS: ToSqlOptions = { dialect: "duckdb", table: "leads", key: "id" };

function modelOf(
  features: Readonly<Record<string, Feature<TestRow>>>,
  edit = (model: AdditiveModel) => model,
) {
  const set = featureSet<TestRow>()(features);
  const rules = Object.keys(features).map((name) => ({
    id: name,
    when: { feature: name, exists: true },
    points: 1,
  }));
  return [sealModel(edit(pointsModel<TestRow>({ features: set, rules }))), set] as const;
}

const sqlOf = (features: Readonly<Record<string, Feature<TestRow>>>, options: object = {}) => {
  const [model, set] = modelOf(features);
  return toSql(model, set, { ...OPTIONS, ...options } as ToSqlOptions);
};
const VISITS = { visits: numeric<TestRow>("visits") };

describe("what SQL cannot express is refused by name, with the way out", () => {
  it("a feature made by a function", () => {
    const made = custom<TestRow>((row) => Number(row.a));
    expect(() => sqlOf({ made })).toThrow(
      'toSql: expected feature "made" to be made without a function (write its values to a column of the table, and make the feature of that column), received a function',
    );
    expect(() => sqlOf({ made: numeric<TestRow>((row) => row.a as number) })).toThrow('feature "made"');
  });

  it.each([
    ["seniority", seniority<TestRow>("title")],
    ["department", department<TestRow>("title")],
    ["emailDomainType", emailDomainType<TestRow>("email")],
  ])("%s, whose patterns mean something else in every database", (name, feature) => {
    expect(() => sqlOf({ role: feature })).toThrow(
      `toSql: expected feature "role" of an extractor that has the same meaning in every database (write its values to a column of the table, and make the feature of that column), received "${name}"`,
    );
  });

  it("a Greek sigma where case is ignored, because its lower case depends on the word", () => {
    const city = categorical<TestRow>("city", { ignoreCase: true, levels: ["ΑΘΗΝΑΣ"] });
    expect(() => sqlOf({ city })).toThrow(
      'toSql: expected feature "city" not to ignore the case of the Greek sigma (write the text in lower case to a column of its own), received "αθηνας"',
    );
  });

  it("a search in the text of a category whose column holds numbers", () => {
    const set = featureSet<TestRow>()({ code: categorical<TestRow>("code") });
    const rules = [{ id: "r", when: { feature: "code", startsWith: "1" }, points: 1 }];
    const model = pointsModel<TestRow>({ features: set, rules });
    expect(() => toSql(model, set, { ...OPTIONS, columns: { code: "number" } })).toThrow(
      'toSql: expected a column of text for feature "code", which a condition searches with startsWith, received "a column of numbers"',
    );
  });

  it("half a character, in every dialect", () => {
    const set = featureSet<TestRow>()({ code: categorical<TestRow>("code", { missing: ["\ud800"] }) });
    const rules = [{ id: "r", when: { feature: "code", is: "a" }, points: 1 }];
    const model = pointsModel<TestRow>({ features: set, rules });
    for (const dialect of ["duckdb", "postgres", "spark", "bigquery", "snowflake", "clickhouse"] as const) {
      expect(() => toSql(model, set, { ...OPTIONS, dialect })).toThrow(
        'expected feature "code" without half a character (a lone surrogate)',
      );
    }
  });

  it("numbers that could overflow, where an overflow is an error", () => {
    const [model, set] = modelOf(VISITS, (plain) => ({
      ...plain,
      terms: plain.terms.map((term) => ({ ...term, contribution: 1e60 }) as never),
    }));
    expect(() => toSql(model, set, OPTIONS)).not.toThrow();
    expect(() => toSql(model, set, { ...OPTIONS, dialect: "postgres" })).toThrow(
      'toSql: expected term "visits" with numbers of size 0 or 1e-50 to 1e50, because postgres stops at an overflow, received 1e+60',
    );
  });

  it("names that a database would change", () => {
    const name = "a".repeat(64);
    expect(() => sqlOf({ long: numeric<TestRow>(name) })).not.toThrow();
    expect(() => sqlOf({ long: numeric<TestRow>(name) }, { dialect: "postgres" })).toThrow(
      "with at most 63 bytes",
    );
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a hostile text, which must not be a template
    expect(() => sqlOf({ x: numeric<TestRow>("${x}") }, { dialect: "spark" })).toThrow(
      "with no ${, which Spark substitutes",
    );
    expect(() => sqlOf({ x: numeric<TestRow>("a\0b") })).toThrow(
      'column "a\\u0000b" without NUL and lone surrogates',
    );
  });
});

describe("the options of toSql are checked", () => {
  it.each<readonly [object, string]>([
    [
      { dialect: "oracle" },
      'toSql: expected dialect to be one of duckdb, postgres, spark, bigquery, snowflake, clickhouse, received "oracle"',
    ],
    [
      { colour: 1 },
      'toSql: expected options with keys dialect, table, key, asOf, columns, events, buckets, explain, received "colour"',
    ],
    [{ table: "" }, 'toSql: expected table to be a name, received ""'],
    [{ table: [] }, "toSql: expected table to be a name or a list of names, received an array of 0"],
    [{ table: ["crm", 3] }, "toSql: expected table to be a name, received 3"],
    [{ key: undefined }, "toSql: expected key to be a name, received undefined"],
    [
      { key: "Score" },
      'toSql: expected a key that is named unlike the columns of the result, received "Score"',
    ],
    [
      { table: "SALIENCE_terms" },
      'toSql: expected tables that are named unlike the parts of the query, received "salience_terms"',
    ],
    [
      { asOf: new Date(Number.NaN) },
      "toSql: expected asOf to be a Date or ISO 8601 text, received an invalid Date",
    ],
    [{ asOf: { column: 3 } }, "toSql: expected asOf.column to be a name, received 3"],
    [{ asOf: "today" }, 'toSql: expected asOf to be a Date or ISO 8601 text, received "today"'],
    [
      { columns: { visits: "blob" } },
      'toSql: expected columns["visits"] of type number, text, boolean, timestamp, date, received "blob"',
    ],
    [
      { columns: { visits: { kind: 1 } } },
      'toSql: expected columns["visits"] with keys name, type, received "kind"',
    ],
    [{ columns: { visit: "number" } }, 'toSql: expected columns that a feature reads, received "visit"'],
    [
      { columns: { visits: "boolean" } },
      'toSql: expected columns["visits"] of feature "visits" to be number or text, received "boolean"',
    ],
    [
      { columns: JSON.parse('{"__proto__": "text"}') },
      "toSql: expected columns without keys of object internals",
    ],
    [
      { events: { orders: { table: "o", key: "k" } } },
      'toSql: expected events that a feature reads, received "orders"',
    ],
    [
      { events: { orders: { table: "o", key: ["a", "b"] } } },
      'toSql: expected events["orders"].key with 1 columns, received 2',
    ],
    [
      { events: { orders: { table: "o", key: "k", withoutRows: 0 } } },
      'toSql: expected events["orders"].withoutRows "empty" or "missing", received 0',
    ],
    [{ buckets: { labels: ["A", "B"], cuts: [] } }, "toSql: expected 1 cuts for 2 labels, received 0"],
    [{ explain: { reasons: 1.5 } }, "toSql: expected explain.reasons to be a whole number, received 1.5"],
    [{ explain: { reasons: 21 } }, "toSql: expected explain.reasons in [0, 20], received 21"],
  ])("%j", (options, message) => {
    expect(() => sqlOf(VISITS, options)).toThrow(message);
  });

  it("a feature that needs an instant or a table of events names itself", () => {
    expect(() => sqlOf({ since: daysSince<TestRow>("at") })).toThrow(
      'toSql: expected asOf, which feature "since" needs',
    );
    expect(() => sqlOf({ orders: countEvents<TestRow>("orders") }, { asOf: new Date(0) })).toThrow(
      'toSql: expected events["orders"] to name the table of the events that feature "orders" reads, received undefined',
    );
    const orders = countEvents<TestRow>("orders");
    const events = { orders: { table: "o", key: "k", columns: { other: "text" } } };
    expect(() => sqlOf({ orders }, { asOf: new Date(0), events })).toThrow(
      'toSql: expected events["orders"].columns that a feature reads, received "other"',
    );
  });

  it("two features that expect different types of a column ask for its type", () => {
    const both = { a: flag<TestRow>("x"), b: categorical<TestRow>("x") };
    expect(() => sqlOf(both)).toThrow(
      'toSql: expected columns["x"] to state its type, which feature "b" expects to be text, received "boolean, as feature \\"a\\" expects"',
    );
    expect(() => sqlOf(both, { columns: { x: "boolean" } })).not.toThrow();
  });

  it("a model that was changed after it was sealed is refused", () => {
    const [model, set] = modelOf(VISITS);
    expect(() => toSql({ ...model, intercept: 3 }, set, OPTIONS)).toThrow("content hash");
  });

  it("arguments may be frozen, are not changed, and the same call gives the same text", () => {
    const [model, set] = modelOf(VISITS);
    const options = Object.freeze({ ...OPTIONS, columns: Object.freeze({ visits: "number" as const }) });
    const before = JSON.stringify([model, options]);
    expect(toSql(Object.freeze(model), set, options)).toBe(toSql(model, set, options));
    expect(JSON.stringify([model, options])).toBe(before);
  });
});
