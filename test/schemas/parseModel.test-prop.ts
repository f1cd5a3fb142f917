import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SalienceError } from "../../src/core/errors";
import { modelSchema, parseModel, serializeModel } from "../../src/schemas/index";
import { arbitraryModel } from "../support/arbitraryModel";

/** A path to every property and element of a value, from the outside in. */
function pathsOf(value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] {
  if (typeof value !== "object" || value === null) return [path];
  const keys = Array.isArray(value) ? value.map((_, i) => i) : Object.keys(value);
  return [
    path,
    ...keys.flatMap((key) => pathsOf((value as Record<string | number, unknown>)[key], [...path, key])),
  ];
}

/** A copy of JSON data with another value at a path. */
function replaced(value: unknown, [key, ...rest]: readonly (string | number)[], by: unknown): unknown {
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

const codeOf = (action: () => unknown): unknown => {
  try {
    action();
    return "no error";
  } catch (error) {
    return error instanceof SalienceError ? error.code : error;
  }
};

describe("parseModel and serializeModel", () => {
  it("a round trip changes nothing", () => {
    fc.assert(
      fc.property(arbitraryModel, (model) => {
        const text = serializeModel(model);
        const read = parseModel(text);
        expect(read).toEqual(model);
        expect(serializeModel(read)).toBe(text);
        expect(parseModel(JSON.parse(text))).toEqual(model);
        expect(parseModel(JSON.stringify(model))).toEqual(model);
      }),
    );
  });

  it("the schema accepts every model and puts it out as it is", () => {
    fc.assert(
      fc.property(arbitraryModel, (model) => {
        expect(modelSchema.parse(model)).toEqual(model);
      }),
    );
  });

  it("whatever is changed in a model, the result is refused as invalid_model", () => {
    const change = fc.constantFrom<unknown>(
      undefined,
      null,
      "x",
      "",
      7.25,
      -7.25,
      NaN,
      Infinity,
      true,
      [],
      {},
      [[]],
      { a: 1 },
      1n,
      () => 1,
    );
    fc.assert(
      fc.property(arbitraryModel, fc.nat(), change, (model, at, by) => {
        const paths = pathsOf(model);
        const path = paths[at % paths.length] as readonly (string | number)[];
        const changed = replaced(model, path, by);
        const same = serializeModel(model);
        fc.pre(canonical(changed) !== same);
        expect(codeOf(() => parseModel(changed))).toBe("invalid_model");
      }),
      { numRuns: 500 },
    );
  });

  it("a key too many is refused wherever it is", () => {
    fc.assert(
      fc.property(
        arbitraryModel,
        fc.nat(),
        fc.constantFrom("extra", "__proto__", "constructor", ""),
        (model, at, key) => {
          const objects = pathsOf(model).filter((path) => {
            const value = path.reduce<unknown>(
              (inner, step) => (inner as Record<string, unknown>)[step],
              model,
            );
            return typeof value === "object" && value !== null && !Array.isArray(value);
          });
          const path = objects[at % objects.length] as readonly (string | number)[];
          const value = path.reduce<unknown>(
            (inner, step) => (inner as Record<string, unknown>)[step],
            model,
          );
          const more = JSON.parse(`{${JSON.stringify(key)}: 1, ${JSON.stringify(value).slice(1)}`);
          expect(codeOf(() => parseModel(replaced(model, path, more)))).toBe("invalid_model");
        },
      ),
    );
  });

  it("whatever the text, the answer is a model or invalid_model", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        expect(codeOf(() => parseModel(text))).toBe("invalid_model");
      }),
    );
  });
});

/** JSON with sorted keys, or null for what JSON cannot hold. */
function canonical(value: unknown): string | null {
  try {
    return JSON.stringify(value, (_, inner) => {
      if (
        typeof inner === "function" ||
        typeof inner === "bigint" ||
        (typeof inner === "number" && !Number.isFinite(inner))
      ) {
        throw new TypeError("no JSON");
      }
      if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return inner;
      return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
    });
  } catch {
    return null;
  }
}
