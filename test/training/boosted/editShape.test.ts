import { describe, expect, it } from "vitest";
import { contentHash, createScorer } from "../../../src/models/index";
import { editShape, fitBoosted, type LearnedShape } from "../../../src/training/index";
import { additive, features, makeRecords, outcome } from "./makeRecords";

const rows = makeRecords(1500, additive);
const { model, report } = fitBoosted(rows, { features, outcome, pairs: 0 });
const shapeOf = (name: string) => report.shapes.find(({ feature }) => feature === name) as LearnedShape;
const reason = "known from the field";

describe("editShape", () => {
  it("sets a range between two cuts, and leaves other scores as they are", () => {
    const shape = shapeOf("y");
    const cuts = shape.bins.flatMap(({ bin }) => ("from" in bin && bin.from !== null ? [bin.from] : []));
    const [from, to] = [cuts[2] as number, cuts[5] as number];
    const edited = editShape(model, shape, {
      changes: [{ from, to, contribution: 0.25 }],
      reason,
      by: "Ada",
    });
    const [before, after] = [createScorer(model, features), createScorer(edited.model, features)];
    const inside = { x: 1, y: from, z: 3, source: "web", won: true };
    const outside = { ...inside, y: to };
    const term = after.explain(inside).contributions.find(({ feature }) => feature === "y");
    const reference = edited.model.terms.find(({ id }) => id === "y")?.reference as number;
    expect((term?.contribution as number) + reference).toBeCloseTo(0.25, 12);
    expect(after.explain(outside).margin).toBe(before.explain(outside).margin);
    expect(edited.model.provenance.edits[0]).toMatch(/^y: values from .* set from .* to 0.25, by Ada: known/);
  });

  it("the reference is the mean contribution over the training records, so that base and reasons stay true", () => {
    const edited = editShape(model, shapeOf("source"), {
      changes: [{ level: "web", contribution: 2 }],
      reason,
    });
    const { contributions, lines } = createScorer(edited.model, features).explainAll(rows);
    const at = lines.findIndex(({ feature }) => feature === "source");
    const mean = (contributions[at] as Float64Array).reduce((total, value) => total + value, 0) / rows.length;
    expect(Math.abs(mean)).toBeLessThan(1e-9);
  });

  it("seals the new model, and does not change the arguments", () => {
    const copy = structuredClone({ model, shape: shapeOf("x") });
    const edited = editShape(model, shapeOf("x"), { changes: [{ missing: true, contribution: 0 }], reason });
    expect(edited.model.provenance.contentHash).toBe(contentHash(edited.model));
    expect(edited.model.provenance.contentHash).not.toBe(model.provenance.contentHash);
    expect({ model, shape: shapeOf("x") }).toEqual(copy);
  });

  it("a second edit takes the shape of the first, and both are recorded", () => {
    const first = editShape(model, shapeOf("x"), { changes: [{ missing: true, contribution: 0 }], reason });
    const second = editShape(first.model, first.shape, {
      changes: [{ missing: true, contribution: 1 }],
      reason,
    });
    expect(second.model.provenance.edits.length).toBe(2);
    expect(second.model.provenance.edits[1]).toBe("x: missing set from 0 to 1: known from the field");
    expect(() =>
      editShape(first.model, shapeOf("x"), { changes: [{ missing: true, contribution: 1 }], reason }),
    ).toThrow('the shape of "x" in this model');
  });

  it("levels that are not listed can be set", () => {
    const edited = editShape(model, shapeOf("source"), {
      changes: [{ unseen: true, contribution: -3 }],
      reason,
    });
    const term = edited.model.terms.find(({ id }) => id === "source");
    expect(term).toMatchObject({ kind: "levels", unseen: -3 });
  });

  it.each([
    ["y", { from: 0.123456, to: null, contribution: 1 }, 'from to be a cut of "y", such as'],
    ["y", { from: null, to: 1e9, contribution: 1 }, 'to to be a cut of "y", such as'],
    ["y", { level: "web", contribution: 1 }, 'ranges of "y", a number'],
    ["source", { level: "moon", contribution: 1 }, 'a level of "source", received "moon"'],
    ["source", { from: null, to: null, contribution: 1 }, 'levels of "source", a category'],
    ["source", { level: "web", contribution: Number.NaN }, "contribution to be a finite number"],
    ["source", { levels: "web", contribution: 1 }, "a change with keys"],
  ])("a wrong bin of %s is refused: %o", (name, change, message) => {
    expect(() => editShape(model, shapeOf(name), { changes: [change as never], reason })).toThrow(message);
  });

  it("a reason is asked for, and each bin changes once", () => {
    const change = { level: "web", contribution: 1 };
    expect(() => editShape(model, shapeOf("source"), { changes: [change], reason: " " })).toThrow(
      "a reason in words",
    );
    expect(() => editShape(model, shapeOf("source"), { changes: [change, change], reason })).toThrow(
      "changed once",
    );
    expect(() => editShape(model, undefined, { changes: [change], reason })).toThrow(
      "a shape from the report",
    );
  });
});
