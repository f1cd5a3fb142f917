import type { StandardSchemaV1 } from "@standard-schema/spec";
import { describe, expectTypeOf, it } from "vitest";
import * as z from "zod";
import * as mini from "zod/mini";
import type { AdditiveModel } from "../../src/models/types";
import {
  type modelSchema,
  parseModel,
  parseRecords,
  type RefusedRecord,
  type StandardSchema,
} from "../../src/schemas/index";

describe("parseRecords", () => {
  it("infers the output of zod, zod/mini, and any Standard Schema", () => {
    const schema = z.object({ id: z.string(), visits: z.coerce.number() });
    expectTypeOf(parseRecords(schema, []).accepted).toEqualTypeOf<{ id: string; visits: number }[]>();
    const small = mini.object({ id: mini.optional(mini.string()) });
    expectTypeOf(parseRecords(small, []).accepted).toEqualTypeOf<{ id?: string | undefined }[]>();
    const standard = {} as StandardSchemaV1<string, Date>;
    expectTypeOf(parseRecords(standard, []).accepted).toEqualTypeOf<Date[]>();
  });

  it("gives positions and issues", () => {
    const result = parseRecords({} as StandardSchema<number>, []);
    expectTypeOf(result.acceptedIndex).toEqualTypeOf<number[]>();
    expectTypeOf(result.rejected).toEqualTypeOf<RefusedRecord[]>();
  });

  it("takes readonly rows, and refuses what is no schema", () => {
    parseRecords({} as StandardSchema<number>, [1, 2] as const);
    // @ts-expect-error not a schema
    parseRecords({ parse: (x: unknown) => x }, []);
  });
});

describe("StandardSchema", () => {
  it("accepts the interface of @standard-schema/spec", () => {
    expectTypeOf<StandardSchemaV1<string, Date>>().toExtend<StandardSchema<Date>>();
  });
});

describe("modelSchema", () => {
  it("puts out exactly an AdditiveModel", () => {
    expectTypeOf<z.output<typeof modelSchema>>().toEqualTypeOf<AdditiveModel>();
    expectTypeOf(parseModel).returns.toEqualTypeOf<AdditiveModel>();
    expectTypeOf<typeof modelSchema>().toExtend<StandardSchemaV1<unknown, AdditiveModel>>();
  });
});
