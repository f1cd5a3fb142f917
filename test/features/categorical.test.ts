import { describe, expect, it } from "vitest";
import { categorical, featureSet, readTable } from "../../src/features/index";
import { failure } from "../core/failure";
import { type Any, readAll, readOne } from "./read";

const rowsOf = (...values: unknown[]) => values.map((x) => ({ x }));

describe("categorical", () => {
  it("takes text without the white space around it, numbers and booleans as their text", () => {
    expect(readAll(categorical<Any>("x"), rowsOf(" Web ", "Web", "web", 7, -0.5, true))).toEqual([
      "Web",
      "Web",
      "web",
      "7",
      "-0.5",
      "true",
    ]);
  });

  it("null, undefined, NaN, empty and blank text are missing", () => {
    expect(readAll(categorical<Any>("x"), rowsOf(null, undefined, Number.NaN, "", " \t"))).toEqual(
      new Array(5).fill(null),
    );
  });

  it.each([
    [["a"], "an array of 1"],
    [new Date(0), "the Date 1970-01-01T00:00:00.000Z"],
    [Number.POSITIVE_INFINITY, "Infinity"],
  ])("%s rejects the record", (x, shown) => {
    expect(readOne(categorical<Any>("x"), { x })).toBe(`rejected: expected text, received ${shown}`);
  });

  it("text in the data such as __proto__ is a level like any other", () => {
    expect(readAll(categorical<Any>("x"), rowsOf("__proto__", "constructor", "toString"))).toEqual([
      "__proto__",
      "constructor",
      "toString",
    ]);
    expect(({} as Any).polluted).toBeUndefined();
  });

  it("levels are learned in the order of their appearance", () => {
    const { columns } = readTable(rowsOf("b", "a", "b"), featureSet<Any>()({ x: categorical("x") })).table;
    expect(columns.x).toEqual({ type: "category", codes: Int32Array.of(0, 1, 0), levels: ["b", "a"] });
  });
});

describe("the option levels", () => {
  it("is kept on the feature; a value that is not listed keeps its text", () => {
    const feature = categorical<Any>("x", { levels: ["Web", "Fair"] });
    expect(feature.levels).toEqual(["Web", "Fair"]);
    expect(readAll(feature, rowsOf("Web", "web", "Mail"))).toEqual(["Web", "web", "Mail"]);
  });
});

describe("the option ignoreCase", () => {
  it("makes values that differ in case one level, in lower case", () => {
    expect(readAll(categorical<Any>("x", { ignoreCase: true }), rowsOf("Google", "google", "ÄRZTE"))).toEqual(
      ["google", "google", "ärzte"],
    );
  });

  it("spells listed levels as they are listed", () => {
    const feature = categorical<Any>("x", { ignoreCase: true, levels: ["Google", "B2B"] });
    expect(readAll(feature, rowsOf("GOOGLE", "b2b", "Bing"))).toEqual(["Google", "B2B", "bing"]);
  });

  it("folds placeholders and aliases too", () => {
    const feature = categorical<Any>("x", {
      ignoreCase: true,
      missing: ["Select"],
      aliases: { AdWords: "Google" },
    });
    expect(readAll(feature, rowsOf("SELECT", "adwords", "ADWORDS"))).toEqual([null, "google", "google"]);
  });
});

describe("the option missing", () => {
  it("names placeholders; without ignoreCase they are compared as they are", () => {
    expect(
      readAll(
        categorical<Any>("x", { missing: ["Select", "unknown"] }),
        rowsOf("Select", "select", " unknown "),
      ),
    ).toEqual([null, "select", null]);
  });
});

describe("the option aliases", () => {
  it("maps a spelling to a level", () => {
    const feature = categorical<Any>("x", { aliases: { "google ads": "Google", adwords: "Google" } });
    expect(readAll(feature, rowsOf("google ads", "adwords", "Google"))).toEqual([
      "Google",
      "Google",
      "Google",
    ]);
  });

  it("an alias of a placeholder is missing, and an alias beats a placeholder", () => {
    const feature = categorical<Any>("x", {
      missing: ["Select", "none"],
      aliases: { "n.a.": "Select", none: "no source" },
    });
    expect(readAll(feature, rowsOf("n.a.", "none", "Select"))).toEqual([null, "no source", null]);
  });

  it("does not depend on the order of its keys: an alias is not followed into another one", () => {
    const one = categorical<Any>("x", { aliases: { a: "b", b: "c" } });
    const other = categorical<Any>("x", { aliases: { b: "c", a: "b" } });
    expect(readAll(one, rowsOf("a", "b"))).toEqual(["b", "c"]);
    expect(readAll(other, rowsOf("a", "b"))).toEqual(["b", "c"]);
  });

  it("keys of object internals in parsed JSON are spellings like any other", () => {
    const aliases = JSON.parse('{"__proto__":"Web"}');
    expect(readAll(categorical<Any>("x", { aliases }), rowsOf("__proto__", "polluted"))).toEqual([
      "Web",
      "polluted",
    ]);
  });
});

it.each([
  [{ levels: "Web" }, 'levels to be a list, received "Web"'],
  [{ levels: ["Web", ""] }, 'levels to hold text, received ""'],
  [{ levels: ["Web", "Web"] }, 'every level once, received "Web"'],
  [{ levels: ["Web", "WEB"], ignoreCase: true }, 'every level once, received "WEB"'],
  [{ missing: "Select" }, 'missing to be a list, received "Select"'],
  [{ missing: [null] }, "missing to hold text, received null"],
  [{ aliases: null }, "aliases to be an object of texts, received null"],
  [{ aliases: ["a"] }, "aliases to be an object of texts, received an array of 1"],
  [{ aliases: { a: 1 } }, "aliases to hold text, received 1"],
  [null, "options to be an object, received null"],
])("categorical with options %j is refused", (options, message) => {
  expect(failure(() => categorical<Any>("x", options as never))).toBe(
    `invalid_argument: categorical: expected ${message}`,
  );
});
