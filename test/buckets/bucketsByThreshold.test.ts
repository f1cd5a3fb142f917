import { expect, it } from "vitest";
import { bucketsByThreshold } from "../../src/buckets/index";

it("the best bucket is first, the lowest bucket takes the rest and has no cut", () => {
  expect(bucketsByThreshold({ A: 0.6, B: 0.4, C: 0.2 })).toEqual({
    labels: ["A", "B", "C", "D"],
    cuts: [0.6, 0.4, 0.2],
  });
});

it("the order of the keys does not matter, not even where JavaScript reorders them", () => {
  expect(bucketsByThreshold({ C: 0.2, A: 0.6, B: 0.4 })).toEqual(
    bucketsByThreshold({ A: 0.6, B: 0.4, C: 0.2 }),
  );
  expect(bucketsByThreshold({ 1: 80, 2: 50 }, { rest: "3" })).toEqual({
    labels: ["1", "2", "3"],
    cuts: [80, 50],
  });
});

it("takes any labels and any finite cuts, negative ones too", () => {
  const margins = Object.freeze({ hot: 1.5, warm: -0.5 });
  expect(bucketsByThreshold(margins, Object.freeze({ rest: "cold" }))).toEqual({
    labels: ["hot", "warm", "cold"],
    cuts: [1.5, -0.5],
  });
});

it("survives JSON", () => {
  const buckets = bucketsByThreshold({ A: 0.1 + 0.2 }, { rest: "B" });
  expect(JSON.parse(JSON.stringify(buckets))).toEqual(buckets);
});

it("refuses equal cuts, because the bucket between them would be empty", () => {
  expect(() => bucketsByThreshold({ A: 0.5, B: 0.5 })).toThrow(
    "bucketsByThreshold: expected different cuts, received 0.5",
  );
});

it("refuses cuts that are no finite number", () => {
  const by = (cuts: object) => () => bucketsByThreshold(cuts as never);
  expect(by({ A: Number.NaN })).toThrow(
    'bucketsByThreshold: expected cut of "A" to be a finite number, received NaN',
  );
  expect(by({ A: "0.5" })).toThrow('expected cut of "A" to be a finite number, received "0.5"');
  expect(by({ A: 1, B: null })).toThrow('expected cut of "B"');
  expect(by({ A: Number.NEGATIVE_INFINITY })).toThrow('expected cut of "A"');
});

it("refuses no cuts, a label twice, empty labels, and labels that name a prototype", () => {
  expect(() => bucketsByThreshold({})).toThrow("expected at least one cut");
  expect(() => bucketsByThreshold({ A: 0.5, D: 0.2 })).toThrow('expected each label once, received "D"');
  expect(() => bucketsByThreshold({ "": 0.5 })).toThrow("expected labels that are text");
  expect(() => bucketsByThreshold({ A: 0.5 }, { rest: 4 as never })).toThrow("expected labels that are text");
  expect(() => bucketsByThreshold(JSON.parse('{"__proto__": 0.5}'))).toThrow('received "__proto__"');
  expect(() => bucketsByThreshold({ A: 0.5 }, { rest: "constructor" })).toThrow('received "constructor"');
});

it("refuses what is not an object, and unknown options", () => {
  for (const wrong of [null, undefined, 0.5, "A", [0.6, 0.4]]) {
    expect(() => bucketsByThreshold(wrong as never)).toThrow("expected cuts to be an object");
  }
  expect(() => bucketsByThreshold({ A: 0.5 }, { lowest: "B" } as never)).toThrow('received "lowest"');
});
