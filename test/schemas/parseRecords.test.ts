import type { StandardSchemaV1 } from "@standard-schema/spec";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { parseRecords, type StandardSchema } from "../../src/schemas/index";

const Lead = z.object({ id: z.string(), visits: z.number().min(0) });

/** A schema written by hand: numbers above 0, doubled. */
const doubled: StandardSchemaV1<unknown, number> = {
  "~standard": {
    version: 1,
    vendor: "test",
    validate: (value) =>
      typeof value === "number" && value > 0
        ? { value: value * 2 }
        : {
            issues: [
              { message: "not above 0" },
              { message: "and more", path: ["a", 0, { key: "b" }, Symbol("s")] },
            ],
          },
  },
};

const withValidate = (validate: (value: unknown) => unknown) =>
  ({ "~standard": { version: 1, vendor: "test", validate } }) as StandardSchema<unknown>;

const refuses = (action: () => unknown, message: string) =>
  expect(action).toThrow(expect.objectContaining({ code: "invalid_argument", message }));

describe("parseRecords", () => {
  it("sorts records into accepted and rejected, each with its position", () => {
    const rows = [{ id: "a", visits: 1 }, { id: 3, visits: -1 }, { id: "c", visits: 2, other: true }, null];
    expect(parseRecords(Lead, rows)).toEqual({
      accepted: [
        { id: "a", visits: 1 },
        { id: "c", visits: 2 },
      ],
      acceptedIndex: [0, 2],
      rejected: [
        {
          index: 1,
          issues: [
            { path: ["id"], message: "Invalid input: expected string, received number" },
            { path: ["visits"], message: "Too small: expected number to be >=0" },
          ],
        },
        { index: 3, issues: [{ path: [], message: "Invalid input: expected object, received null" }] },
      ],
    });
  });

  it("gives the schema's output, not its input", () => {
    expect(parseRecords(doubled, [1, 2]).accepted).toEqual([2, 4]);
    expect(parseRecords(z.object({ n: z.coerce.number() }), [{ n: "12" }]).accepted).toEqual([{ n: 12 }]);
  });

  it("paths are keys from the outside in, whichever way the schema gives them", () => {
    expect(parseRecords(doubled, [0]).rejected).toEqual([
      {
        index: 0,
        issues: [
          { path: [], message: "not above 0" },
          { path: ["a", 0, "b", "Symbol(s)"], message: "and more" },
        ],
      },
    ]);
    const nested = z.object({ contacts: z.array(z.object({ email: z.email() })) });
    expect(parseRecords(nested, [{ contacts: [{ email: "no" }] }]).rejected[0]?.issues[0]?.path).toEqual([
      "contacts",
      0,
      "email",
    ]);
  });

  it("no records give no records", () => {
    expect(parseRecords(Lead, [])).toEqual({ accepted: [], acceptedIndex: [], rejected: [] });
  });

  it("a hole in the array is a record without a value", () => {
    // biome-ignore lint/suspicious/noSparseArray: the hole is the point
    expect(parseRecords(doubled, [1, , 3])).toMatchObject({
      acceptedIndex: [0, 2],
      rejected: [{ index: 1 }],
    });
  });

  it("accepts a value that is undefined or null if the schema does", () => {
    expect(parseRecords(z.nullish(z.number()), [null, undefined, 1])).toEqual({
      accepted: [null, undefined, 1],
      acceptedIndex: [0, 1, 2],
      rejected: [],
    });
  });

  it("does not change the rows, which may be frozen", () => {
    const rows = Object.freeze([Object.freeze({ id: "a", visits: 1 })]);
    expect(parseRecords(Lead, rows).accepted[0]).not.toBe(rows[0]);
    expect(rows).toEqual([{ id: "a", visits: 1 }]);
  });

  it("a schema that throws for a record rejects that record", () => {
    const moody = withValidate((value) => {
      if (value === 2) throw new Error("no twos");
      if (value === 3) throw "a text";
      return { value };
    });
    expect(parseRecords(moody, [1, 2, 3, 4])).toEqual({
      accepted: [1, 4],
      acceptedIndex: [0, 3],
      rejected: [
        { index: 1, issues: [{ path: [], message: "the schema threw: no twos" }] },
        { index: 2, issues: [{ path: [], message: 'the schema threw: "a text"' }] },
      ],
    });
  });

  it("a schema that answers with a promise is refused, and its rejection does not go unhandled", async () => {
    const message =
      "parseRecords: expected a schema that validates synchronously, received a promise for record 1";
    const late = (promise: () => Promise<unknown>) =>
      withValidate((value) => (value === 1 ? { value } : promise()));
    refuses(
      () =>
        parseRecords(
          late(() => Promise.resolve({ value: 1 })),
          [1, 2],
        ),
      message,
    );
    refuses(
      () =>
        parseRecords(
          late(() => Promise.reject(new Error("later"))),
          [1, 2],
        ),
      message,
    );
    const remote = z.number().refine(async (value) => value > 1);
    refuses(() => parseRecords(remote, [1]), message.replace("record 1", "record 0"));
    await new Promise((resolve) => setTimeout(resolve, 10));
  });

  it("a schema without issues has accepted, whatever else it says", () => {
    expect(
      parseRecords(
        withValidate(() => ({ value: 1, issues: undefined })),
        [0],
      ).accepted,
    ).toEqual([1]);
    expect(
      parseRecords(
        withValidate(() => ({ issues: [] })),
        [0],
      ).rejected,
    ).toEqual([{ index: 0, issues: [] }]);
  });

  it.each([[undefined], [null], [3]])("a schema that answers %s is refused", (answer) => {
    refuses(
      () =>
        parseRecords(
          withValidate(() => answer),
          [0],
        ),
      `parseRecords: expected the schema to answer for record 0 with a value or issues, received ${answer}`,
    );
  });

  it("a schema may be a function, as those of arktype are", () => {
    const schema = Object.assign(() => {}, doubled);
    expect(parseRecords(schema, [1]).accepted).toEqual([2]);
  });

  it.each([
    [undefined],
    [null],
    ["schema"],
    [{}],
    [{ "~standard": null }],
    [{ "~standard": { version: 1, vendor: "x" } }],
    [{ "~standard": { version: 2, vendor: "x", validate: () => ({ value: 1 }) } }],
    [() => true],
  ])("%s is no schema", (schema) => {
    expect(() => parseRecords(schema as never, [])).toThrow(
      "parseRecords: expected schema to be a Standard Schema of version 1",
    );
  });

  it.each([[undefined], [null], [{}], ["rows"], [new Set([1])], [new Float64Array(2)]])(
    "%s are no rows",
    (rows) => {
      expect(() => parseRecords(doubled, rows as never)).toThrow(
        "parseRecords: expected rows to be an array",
      );
    },
  );
});
