import { describe, expect, it } from "vitest";
import { categorical, featureSet, numeric, ordinal, readTable } from "../../src/features/index";
import { createScorer, type PiecewiseTerm, type StepTerm } from "../../src/models/index";
import * as api from "../../src/training/index";
import { failure } from "../core/failure";

interface Lead {
  readonly n: number | null;
  readonly won: boolean;
}

/** Won more often from 50 on, and from 100 on again. */
const leads: Lead[] = Array.from({ length: 900 }, (_, i) => {
  const n = (i * 7) % 150;
  return { n, won: (i * 31) % 10 < (n < 50 ? 2 : n < 100 ? 5 : 8) };
});
const outcome = (lead: Lead) => lead.won;
const logged = featureSet<Lead>()({ n: numeric("n", { transform: "log1p" }) });
const rooted = featureSet<Lead>()({ n: numeric("n", { transform: "sqrt" }) });
const plain = featureSet<Lead>()({ n: numeric("n") });
const sets = [
  ["log1p", logged],
  ["sqrt", rooted],
] as const;

describe.each(sets)("under %s what people give and read is in original units", (transform, features) => {
  const read = transform === "log1p" ? Math.log1p : Math.sqrt;

  it("a scorecard with cuts is the card without the transform", () => {
    const options = { outcome, cuts: { n: [50, 100] } };
    const own = api.fitScorecard(leads, { features, ...options });
    const other = api.fitScorecard(leads, { features: plain, ...options });
    expect(own.report.features).toEqual(other.report.features);
    expect(own.report.cuts).toEqual({ n: [50, 100] });
    expect(api.scorecardTable(own)).toEqual(api.scorecardTable(other));
    expect((own.model.terms[0] as StepTerm).cuts).toEqual([read(50), read(100)]);
    expect(createScorer(own.model, features).scoreAll(leads)).toEqual(
      createScorer(other.model, plain).scoreAll(leads),
    );
  });

  it("so is a scorecard that finds its cuts", () => {
    const own = api.fitScorecard(leads, { features, outcome });
    const other = api.fitScorecard(leads, { features: plain, outcome });
    expect(own.report.cuts).toEqual(other.report.cuts);
    expect(own.report.features).toEqual(other.report.features);
  });

  it("counts and naive Bayes", () => {
    const options = { outcome, cuts: { n: [50, 100] } };
    const own = api.countsFromRecords(leads, { features, ...options });
    expect(own).toEqual(api.countsFromRecords(leads, { features: plain, ...options }));
    const model = api.naiveBayesFromCounts(own.counts, { features });
    expect((model.terms[0] as StepTerm).cuts).toEqual([read(50), read(100)]);
    const fits = [features, plain].map((set) => api.fitNaiveBayes(leads, { features: set, outcome }));
    expect(fits[0]?.report.counts).toEqual(fits[1]?.report.counts);
    expect(failure(() => api.countsFromRecords(leads, { features, outcome, cuts: { n: [-2, 50] } }))).toBe(
      `invalid_argument: countsFromRecords: expected cuts of "n" that ${transform} can take, received -2`,
    );
  });

  it("cuts, bins and knots of fitLogistic", () => {
    const learn = (shape: api.NumberShapes[string], set: typeof plain) =>
      api.fitLogistic(leads, { features: set, outcome, shapes: { n: shape }, penalty: "none" });
    const columns = (one: api.LogisticFit) => one.report.coefficients.map(({ column }) => column);
    for (const shape of [{ cuts: [50, 100] }, { bins: 5 }]) {
      const [own, other] = [learn(shape, features), learn(shape, plain)];
      expect(columns(own)).toEqual(columns(other));
      const [a, b] = [own, other].map(({ model }) => model.terms[0] as StepTerm) as [StepTerm, StepTerm];
      expect(a.cuts).toEqual(b.cuts.map(read));
      a.contributions.forEach((value, i) => {
        expect(value).toBeCloseTo(b.contributions[i] as number, 9);
      });
    }
    const bent = learn({ knots: [0, 50, 149] }, features);
    expect(columns(bent)).toEqual(["(intercept)", "n from 0 to 50", "n from 50 to 149"]);
    expect((bent.model.terms[0] as PiecewiseTerm).knots).toEqual([0, 50, 149].map(read));
    expect(columns(learn({ knots: 4 }, features))).toEqual(columns(learn({ knots: 4 }, plain)));
    expect(learn({ knots: 4 }, features).report.converged).toBe(true);
    expect(failure(() => learn({ cuts: [-3, 50] }, features))).toContain('expected cuts of "n" of at least');
  });

  it("bins of a boosted report, and the edit of one", () => {
    const { model, report } = api.fitBoosted(leads, { features, outcome });
    const shape = report.shapes[0];
    const ends =
      shape?.bins.flatMap(({ bin }) => ("from" in bin && bin.from !== null ? [bin.from] : [])) ?? [];
    expect(ends.length).toBeGreaterThan(1);
    expect(Math.max(...ends)).toBeGreaterThan(90);
    const cut = ends.at(-1) as number;
    const changes = [{ from: cut, to: null, contribution: 3 }];
    const edited = api.editShape(model, shape, { changes, reason: "known" });
    expect((edited.model.terms[0] as StepTerm).contributions.at(-1)).toBe(3);
    expect(edited.model.provenance.edits[0]).toContain(`values from ${cut} `);
  });
});

describe("special codes are met as the feature reads them, or refused", () => {
  const rows = leads.map((lead, i) => ({
    ...lead,
    n: i % 9 === 0 ? 999 : lead.n,
    text: i % (lead.won ? 4 : 2) === 0 ? "web" : "N/a",
    size: "Big",
  }));
  type Row = (typeof rows)[number];
  const learn = (feature: ReturnType<typeof numeric<Row>>, code: number | string) =>
    api.fitScorecard(rows, {
      features: featureSet<Row>()({ x: feature, n: numeric("n") }),
      outcome: (row) => row.won,
      special: { x: [code] } as never,
      minimumInformationValue: 0,
    });
  const specials = ({ report }: api.ScorecardFit) =>
    report.features.flatMap(({ name, bins }) =>
      bins.flatMap((bin) =>
        name === "x" && "special" in bin.bin ? [[bin.bin.special, bin.events + bin.nonEvents]] : [],
      ),
    );

  it("a code within clip counts its records, one beyond it or at its end is refused", () => {
    expect(specials(learn(numeric("n", { clip: [0, 5000] }), 999))).toEqual([[999, 100]]);
    const refused = (clip: [number, number]) => failure(() => learn(numeric("n", { clip }), 999));
    expect(refused([0, 100])).toBe(
      'invalid_argument: fitScorecard: expected special code of "x" to be a number of at least 0 and of at most 100, received 999',
    );
    expect(refused([0, 999])).toContain("within clip, whose ends stand for all numbers beyond them");
  });

  it("spelling and aliases, and placeholders, which are refused", () => {
    const unknown = rows.filter(({ text }) => text === "N/a").length;
    expect(specials(learn(categorical("text", { ignoreCase: true }), "N/A"))).toEqual([["n/a", unknown]]);
    expect(specials(learn(categorical("text", { aliases: { none: "N/a" } }), "none"))).toEqual([
      ["N/a", unknown],
    ]);
    expect(failure(() => learn(categorical("text", { missing: ["N/a"] }), "N/a"))).toContain(
      'expected special code of "x" that does not mean missing, received "N/a"',
    );
    expect(failure(() => learn(numeric("n", { missing: [999] }), 999))).toContain("does not mean missing");
    expect(failure(() => learn(ordinal("size", ["small", "big"], { ignoreCase: true }), "huge"))).toContain(
      'expected special code of "x" to be one of small, big',
    );
  });

  it("cuts beyond clip are refused", () => {
    const features = featureSet<Lead>()({ n: numeric("n", { clip: [0, 20] }) });
    expect(failure(() => api.fitScorecard(leads, { features, outcome, cuts: { n: [5, 50] } }))).toBe(
      'invalid_argument: fitScorecard: expected cuts of "n" of at most 20, its largest value, received 50',
    );
  });

  it("a table made by hand, without original numbers, has the same cuts to twelve digits", () => {
    const { table } = readTable(leads, logged);
    const { values } = table.columns.n as { values: Float64Array };
    const bare = { rowCount: table.rowCount, columns: { n: { type: "number" as const, values } } };
    const options = { features: logged, outcome: leads.map(outcome) };
    expect(api.fitScorecard(bare, options).report.cuts).toEqual(api.fitScorecard(table, options).report.cuts);
  });
});
