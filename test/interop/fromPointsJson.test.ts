import { describe, expect, it } from "vitest";
import { type CrmFilter, type CrmPoints, fromPointsJson } from "../../src/interop/index";
import { createScorer } from "../../src/models/index";

type Row = Record<string, unknown>;

const properties = {
  country: "enumeration",
  title: "string",
  employees: "number",
  views: "number",
  opted_out: "bool",
  last_visit: "daysSince",
} as const;

/** The points of records under one rule of 1 point. */
const holds = (filter: CrmFilter, ...rows: Row[]) => {
  const { model, features } = fromPointsJson({
    properties,
    groups: [{ name: "g", rules: [{ ...filter, points: 1 }] }],
  });
  return Array.from(
    createScorer(model, features).scoreAll(rows, { asOf: new Date("2026-03-11T12:00:00Z") }).score,
  );
};

const definition: CrmPoints = {
  properties,
  start: 3,
  groups: [
    {
      name: "fit",
      limit: { maximum: 25 },
      rules: [
        { propertyName: "country", operator: "IN", values: ["DE", "AT"], points: 10, label: "speaks German" },
        { propertyName: "employees", operator: "BETWEEN", value: 50, highValue: "500", points: 20 },
      ],
    },
    {
      name: "engagement",
      limit: { minimum: -5, maximum: 12 },
      rules: [
        { propertyName: "views", operator: "GT", value: 0, points: 2, times: "views", cap: 8 },
        {
          filterGroups: [
            {
              filters: [
                { propertyName: "title", operator: "CONTAINS_TOKEN", value: "vp" },
                { propertyName: "opted_out", operator: "NEQ", value: "true" },
              ],
            },
            { filters: [{ propertyName: "title", operator: "EQ", value: "CEO" }] },
          ],
          points: 6,
        },
        { propertyName: "opted_out", operator: "EQ", value: true, points: -30 },
      ],
    },
  ],
  limit: { minimum: 0, maximum: 38 },
};

describe("fromPointsJson", () => {
  const { model, features } = fromPointsJson(definition);
  const score = (row: Row) => createScorer(model, features).score(row);

  it("sums points by rule, limits each group, then limits the score", () => {
    // fit 10 + 20 → 25; engagement 2 · 3 + 6 = 12 → 12; 3 + 37 = 40 → 38
    expect(
      score({ country: "DE", employees: "120", views: "3", title: "VP Sales", opted_out: "false" }),
    ).toMatchObject({
      status: "scored",
      score: 38,
      probability: null,
    });
    // fit 10; engagement 2 · 2 = 4; 3 + 14
    expect(score({ country: "AT", views: 2 })).toMatchObject({ score: 17 });
    // engagement 8 (capped) − 30 → −5; 3 − 5 → 0
    expect(score({ views: 40, opted_out: true })).toMatchObject({ score: 0 });
    expect(score({ title: "CEO" })).toMatchObject({ score: 9 });
  });

  it("scores a record of which nothing is known", () => {
    expect(score({})).toMatchObject({ status: "scored", score: 3, coverage: 0, lowConfidence: false });
  });

  it("labels are those of the rules, or group and position", () => {
    expect(model.terms.map(({ id, label }) => [id, label])).toEqual([
      ["fit: 1", "speaks German"],
      ["fit: 2", "fit: 2"],
      ["engagement: 1", "engagement: 1"],
      ["engagement: 2", "engagement: 2"],
      ["engagement: 3", "engagement: 3"],
    ]);
  });

  it("the same definition gives the same sealed model, and is not changed", () => {
    const frozen = JSON.parse(JSON.stringify(definition), (_, value) => Object.freeze(value));
    expect(fromPointsJson(frozen).model).toEqual(model);
    expect(frozen).toEqual(definition);
  });

  it.each<[CrmFilter, Row, number]>([
    [{ propertyName: "country", operator: "EQ", value: "DE" }, { country: " DE " }, 1],
    [{ propertyName: "country", operator: "EQ", value: "DE" }, { country: "de" }, 0],
    [{ propertyName: "country", operator: "NEQ", value: "DE" }, { country: "AT" }, 1],
    [{ propertyName: "country", operator: "NEQ", value: "DE" }, { country: "" }, 0],
    [{ propertyName: "country", operator: "NOT_IN", values: ["DE"] }, { country: "FR" }, 1],
    [{ propertyName: "country", operator: "NOT_IN", values: ["DE"] }, {}, 0],
    [{ propertyName: "employees", operator: "LT", value: "50" }, { employees: 49.9 }, 1],
    [{ propertyName: "employees", operator: "LT", value: 50 }, { employees: 50 }, 0],
    [{ propertyName: "employees", operator: "LTE", value: 50 }, { employees: "50" }, 1],
    [{ propertyName: "employees", operator: "GT", value: 50 }, { employees: 50 }, 0],
    [{ propertyName: "employees", operator: "GTE", value: 50 }, { employees: 50 }, 1],
    [{ propertyName: "employees", operator: "EQ", value: "50" }, { employees: 50 }, 1],
    [{ propertyName: "employees", operator: "IN", values: [1, "50"] }, { employees: 50 }, 1],
    [{ propertyName: "employees", operator: "BETWEEN", value: 50, highValue: 60 }, { employees: 60 }, 1],
    [{ propertyName: "employees", operator: "BETWEEN", value: 50, highValue: 60 }, { employees: 60.1 }, 0],
    [{ propertyName: "title", operator: "CONTAINS_TOKEN", value: "Sales" }, { title: "VP sales, EMEA" }, 1],
    [{ propertyName: "title", operator: "EQ", value: "ceo" }, { title: " CEO" }, 1],
    [{ propertyName: "title", operator: "EQ", value: "CEO" }, { title: "ceo" }, 1],
    [{ propertyName: "title", operator: "NEQ", value: "CEO" }, { title: "Ceo" }, 0],
    [{ propertyName: "title", operator: "IN", values: ["ceo", "cto"] }, { title: "CTO" }, 1],
    [{ propertyName: "title", operator: "NOT_IN", values: ["ceo", "cto"] }, { title: "CTO" }, 0],
    [{ propertyName: "country", operator: "IN", values: ["DE"] }, { country: "DE" }, 1],
    [{ propertyName: "country", operator: "IN", values: ["DE"] }, { country: "de" }, 0],
    [{ propertyName: "title", operator: "NOT_CONTAINS_TOKEN", value: "sales" }, { title: "CTO" }, 1],
    [{ propertyName: "title", operator: "NOT_CONTAINS_TOKEN", value: "sales" }, {}, 0],
    [{ propertyName: "title", operator: "HAS_PROPERTY" }, { title: "" }, 0],
    [{ propertyName: "title", operator: "NOT_HAS_PROPERTY" }, { title: "" }, 1],
    [{ propertyName: "opted_out", operator: "EQ", value: false }, { opted_out: "false" }, 1],
    [{ propertyName: "last_visit", operator: "LTE", value: 10.5 }, { last_visit: "2026-03-01" }, 1],
    [{ propertyName: "last_visit", operator: "LT", value: 10.5 }, { last_visit: "2026-03-01" }, 0],
  ])("%j on %j holds %i times", (filter, row, times) => {
    expect(holds(filter, row)).toEqual([times]);
  });
});

describe("CONTAINS_TOKEN looks for whole tokens, * for any letters, case ignored", () => {
  it.each<[string, string, boolean]>([
    ["sales", "Sales", true],
    ["sales", "Sales Manager", true],
    ["sales", "Head of sales/marketing", true],
    ["sales", "VP Sales, EMEA", true],
    ["sales", "(pre-sales)", true],
    ["sales", "Salesforce admin", false],
    ["sales", "Presales", false],
    ["sales*", "Salesforce admin", true],
    ["sales*", "Admin of Salesforce", true],
    ["sales*", "Presales", false],
    ["*sales", "Presales lead", true],
    ["*sales", "Lead of presales", true],
    ["*sales", "Salesforce", false],
    ["*SALES*", "Presalesman", true],
    ["vp sales", "SVP, VP - Sales", true],
    ["vp sales", "VP of Sales", false],
    ["*@acme.io", "ada.lovelace@acme.io", true],
    ["*@acme.io", "ada@mail.acme.io", false],
    ["*@acme.io", "ada@acme.io.example", false],
    ["acme.io", "see acme.io.", true],
    ["r&d", "Head of R&D", true],
    ["über*", "ÜBERSETZER", true],
    ["vp", "!?", false],
  ])("%s in %s: %s", (value, title, isFound) => {
    const points = (operator: "CONTAINS_TOKEN" | "NOT_CONTAINS_TOKEN") =>
      holds({ propertyName: "title", operator, value }, { title }, {});
    expect(points("CONTAINS_TOKEN")).toEqual([isFound ? 1 : 0, 0]);
    expect(points("NOT_CONTAINS_TOKEN")).toEqual([isFound ? 0 : 1, 0]);
  });

  it("a property is read as it is where no token is asked for, or * is at both ends: that can be exported", () => {
    const featuresOf = (value: string) =>
      fromPointsJson({
        properties,
        groups: [
          { name: "g", rules: [{ propertyName: "title", operator: "CONTAINS_TOKEN", value, points: 1 }] },
        ],
      }).features;
    expect(featuresOf("*sales*").names).toEqual(Object.keys(properties).sort());
    expect(featuresOf("sales").features["title (tokens)"]?.definition).toBeNull();
  });
});

describe("fromPointsJson refuses", () => {
  const change = (more: object) => () => fromPointsJson({ ...definition, ...more });
  const rule = (...rules: unknown[]) => change({ groups: [{ name: "g", rules }] });
  const filter = (more: object) =>
    rule({ propertyName: "employees", operator: "GT", value: 1, points: 1, ...more });

  it.each([
    [
      "a property without a type",
      filter({ propertyName: "revenue" }),
      'rule 1 of group "g" to filter a property with a type, received "revenue"',
    ],
    ["an inherited name", filter({ propertyName: "toString" }), "a property with a type"],
    ["a type that is none", change({ properties: { country: "date" } }), 'property "country" of type'],
    [
      "object internals as a property",
      change({ properties: JSON.parse('{"__proto__": "string"}') }),
      "a property to be the name of a column",
    ],
    ["no properties", change({ properties: {} }), "at least one property"],
    ["an operator that is none", filter({ operator: "ABOUT" }), 'an operator of rule 1 of group "g"'],
    ["an inherited operator", filter({ operator: "constructor" }), "an operator of"],
    ["an operand too many", filter({ values: [1] }), 'the GT filter of rule 1 of group "g" with keys'],
    [
      "a value that is no number",
      filter({ value: "many" }),
      'GT of "employees" in rule 1 of group "g" to be a number',
    ],
    ["a value that is missing", filter({ value: undefined }), "to be a number"],
    ["a comparison of text", filter({ propertyName: "title" }), "on a number property"],
    ["text in a number", filter({ operator: "CONTAINS_TOKEN" }), "on a text property"],
    [
      "a range upside down",
      filter({ operator: "BETWEEN", value: 5, highValue: 2 }),
      "at most highValue 2, received 5",
    ],
    ["no values", rule({ propertyName: "country", operator: "IN", values: [], points: 1 }), "values of"],
    [
      "values of IN that are not in lower case on a string",
      rule({ propertyName: "title", operator: "IN", values: ["cto", "CEO"], points: 1 }),
      'values of IN in rule 1 of group "g" in lower case, since the property is a string, received "CEO"',
    ],
    [
      "a token with * inside",
      rule({ propertyName: "title", operator: "CONTAINS_TOKEN", value: "s*s", points: 1 }),
      'CONTAINS_TOKEN of "title" in rule 1 of group "g" to have * at its ends only, received "s*s"',
    ],
    [
      "a token without a letter",
      rule({ propertyName: "title", operator: "NOT_CONTAINS_TOKEN", value: "&", points: 1 }),
      'to have a letter or digit, received "&"',
    ],
    [
      "a token of * alone",
      rule({ propertyName: "title", operator: "CONTAINS_TOKEN", value: "*", points: 1 }),
      'to have a letter or digit, received "*"',
    ],
    ["empty text", rule({ propertyName: "country", operator: "EQ", value: " ", points: 1 }), "to be text"],
    [
      "a truth that is none",
      rule({ propertyName: "opted_out", operator: "EQ", value: "yes", points: 1 }),
      "to be true or false",
    ],
    ["points that are no number", filter({ points: "5" }), 'points of rule 1 of group "g"'],
    ["points that are NaN", filter({ points: Number.NaN }), 'points of rule 1 of group "g"'],
    ["times of text", filter({ times: "title" }), "times of"],
    ["a cap without times", filter({ cap: 5 }), "cap of"],
    ["a cap of the other sign", filter({ times: "views", cap: -5 }), "the sign of its points"],
    ["a label that is no text", filter({ label: 5 }), "label of"],
    ["an unknown key", filter({ weight: 5 }), 'rule 1 of group "g" with keys'],
    ["no filters", rule({ filterGroups: [{ filters: [] }], points: 1 }), "filters of"],
    ["no filter groups", rule({ filterGroups: [], points: 1 }), "filterGroups of"],
    ["a filter beside filter groups", rule({ filterGroups: [], operator: "EQ", points: 1 }), "with keys"],
    ["a rule that is none", rule(null), 'rule 1 of group "g" to be an object'],
    ["no rules", change({ groups: [{ name: "g", rules: [] }] }), "at least one rule"],
    [
      "a group twice",
      change({ groups: [...definition.groups, definition.groups[0]] }),
      'every group once, received "fit"',
    ],
    ["a group of object internals", change({ groups: [{ name: "__proto__", rules: [] }] }), "groups[0].name"],
    ["limits upside down", change({ limit: { minimum: 5, maximum: 1 } }), "limit with minimum at most 1"],
    ["a limit that is no number", change({ limit: { maximum: "9" } }), "maximum of limit"],
    ["groups that are no list", change({ groups: {} }), "groups to be a list"],
    ["what is no object", () => fromPointsJson(null as never), "definition to be an object"],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(message);
    expect(run).toThrow(/^fromPointsJson: expected /);
  });
});
