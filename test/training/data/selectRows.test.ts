import { describe, expect, it } from "vitest";
import { categoryColumn, numberColumn, table } from "../../../src/core/index";
import { selectRows } from "../../../src/training/index";

const whole = table({ x: numberColumn([1, Number.NaN, 3]), c: categoryColumn(["a", null, "b"]) });

describe("selectRows", () => {
  it("rows come in the order of the positions, as often as they are named", () => {
    expect(selectRows(whole, [2, 0, 2])).toEqual({
      rowCount: 3,
      columns: {
        x: { type: "number", values: Float64Array.of(3, 1, 3) },
        c: { type: "category", codes: Int32Array.of(1, 0, 1), levels: ["a", "b"] },
      },
    });
  });

  it("missing values stay missing", () => {
    const { x, c } = selectRows(whole, Int32Array.of(1)).columns;
    expect([x, c]).toEqual([
      { type: "number", values: Float64Array.of(Number.NaN) },
      { type: "category", codes: Int32Array.of(-1), levels: ["a", "b"] },
    ]);
  });

  it("no positions give a table without rows; the source is unchanged", () => {
    expect(selectRows(whole, []).rowCount).toBe(0);
    expect(whole.rowCount).toBe(3);
  });

  it.each([[[3]], [[-1]], [[0.5]], [[Number.NaN]]])("position %j is refused", (index) => {
    expect(() => selectRows(whole, index)).toThrow(expect.objectContaining({ code: "invalid_argument" }));
  });

  it("what is no table, or no list of positions, is refused", () => {
    expect(() => selectRows(undefined as never, [0])).toThrow("expected a table");
    expect(() => selectRows(whole, null as never)).toThrow("expected a list of positions");
  });
});
