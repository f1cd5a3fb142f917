import { describe, expect, it } from "vitest";
import { type FeatureSet, featureSet, flag, numeric } from "../../../src/features/index";
import { createScorer } from "../../../src/models/index";
import { type FitLogisticOptions, fitLogistic } from "../../../src/training/index";
import { describeWithSharedData, readCsv, readReference, sharedDataPath } from "../../support/sharedData";

type Row = Record<string, string>;

interface Golden {
  readonly estimate: number;
  readonly standardError: number;
  readonly z?: number;
  readonly pValue?: number;
  readonly low95?: number;
  readonly high95?: number;
}

const is = (column: string, ...levels: string[]) =>
  flag<Row>((row) => levels.includes(row[column] as string));
const number = (column: string) => numeric<Row>(column, { fromText: true });

const xFeatures = featureSet<Row>()({
  timeThousands: numeric<Row>((row) => Number(row["Total Time Spent on Website"]) / 1000),
  visits: number("TotalVisits"),
  pagesPerVisit: number("Page Views Per Visit"),
  originAddForm: is("Lead Origin", "Lead Add Form"),
  workingProfessional: is("What is your current occupation", "Working Professional"),
  doNotEmail: is("Do Not Email", "Yes"),
});

const salvirtFeatures = featureSet<Row>()({
  competitorsNo: is("Competitors", "No"),
  competitorsYes: is("Competitors", "Yes"),
  budgetYes: is("Budgt_alloc", "Yes"),
  clientCurrent: is("Client", "Current"),
  upSale: is("Up_sale", "Yes"),
  strategicAccount: is("Att_t_client", "Strategic account"),
  rfp: is("RFP", "Yes"),
});

const bankFeatures = featureSet<Row>()({
  age: number("age"),
  campaign: number("campaign"),
  previous: number("previous"),
  contactedBefore: flag<Row>((row) => row.pdays !== "999"),
  previousSuccess: is("poutcome", "success"),
  cellular: is("contact", "cellular"),
  euribor3m: number("euribor3m"),
  confidence: number("cons.conf.idx"),
});

/** Equal to 1e-7 of the golden value's size. */
function expectClose(actual: number | undefined, golden: number, what: string): void {
  expect(Math.abs((actual as number) / golden - 1), `${what}: ${actual} against ${golden}`).toBeLessThan(
    1e-7,
  );
}

type Fit = ReturnType<typeof fitLogistic>;

function expectCoefficients({ report }: Fit, golden: Readonly<Record<string, Golden>>): void {
  const nameOf = (column: string) => (column === "const" ? "(intercept)" : column);
  expect(report.coefficients.map(({ column }) => column).sort()).toEqual(
    Object.keys(golden).map(nameOf).sort(),
  );
  const renamed = { low95: "low", high95: "high" } as const;
  for (const [column, numbers] of Object.entries(golden)) {
    const row = report.coefficients.find((one) => one.column === nameOf(column)) as unknown as Record<
      string,
      number
    >;
    for (const [key, value] of Object.entries(numbers)) {
      expectClose(row[renamed[key as keyof typeof renamed] ?? key], value, `${key} of ${column}`);
    }
  }
}

function predictions(fit: Fit, rows: readonly Row[], features: FeatureSet<Row>, count: number): number[] {
  return Array.from(createScorer(fit.model, features).scoreAll(rows.slice(0, count)).probability);
}

describeWithSharedData("fitLogistic equals statsmodels and scikit-learn to 1e-7 relative", () => {
  const { statistics } = readReference();
  const xRows = readCsv(sharedDataPath("x-education", "leads.csv")).filter((row) => row.TotalVisits !== "");
  const fitX = (options: Partial<FitLogisticOptions<Row>>) =>
    fitLogistic(xRows, { features: xFeatures, outcome: (row) => row.Converted === "1", ...options });
  const semicolons = { delimiter: ";" };
  const salvirtRows = readCsv(sharedDataPath("salvirt-b2b", "opportunities.csv"), semicolons);
  const bankRows = readCsv(sharedDataPath("bank-marketing", "contacts.csv"), semicolons);

  describe.each([
    ["x-education", xRows, xFeatures, (row: Row) => row.Converted === "1"],
    ["salvirt-b2b", salvirtRows, salvirtFeatures, (row: Row) => row.Status === "Won"],
    ["bank-marketing", bankRows, bankFeatures, (row: Row) => row.y === "yes"],
  ] as const)("%s without penalty", (name, rows, features, outcome) => {
    const golden = statistics[name].mle;
    const fit = fitLogistic<Row>(rows, { features, outcome, penalty: "none" });

    it("estimates, standard errors, z, p and intervals", () => {
      expectCoefficients(fit, golden.coefficients);
    });

    it("likelihoods and information criteria", () => {
      for (const key of ["logLikelihood", "nullLogLikelihood", "aic", "bic"] as const) {
        expectClose(fit.report[key], golden[key], key);
      }
    });

    it("counts of records and events, convergence, and nothing to warn of", () => {
      expect(fit.report.rows).toEqual({ given: golden.n, used: golden.n, open: 0, rejected: 0 });
      expect(fit.report.events).toBe(golden.events);
      expect(fit.report).toMatchObject({ converged: true, warnings: [] });
    });

    it("predictions of the model", () => {
      predictions(fit, rows, features, 5).forEach((p, i) => {
        expectClose(p, golden.first5Predictions[i], `prediction ${i}`);
      });
    });
  });

  it("x-education with weights: estimates and standard errors", () => {
    const position = new Map(xRows.map((row, i) => [row, i]));
    const weight = (row: Row) => ((position.get(row) as number) % 3 === 0 ? 2 : 1);
    expectCoefficients(fitX({ weight, penalty: "none" }), statistics["x-education"].weighted.coefficients);
  });

  it.each([
    ["ridge", 1],
    ["ridgeStrong", 100], // C = 0.01
  ] as const)("x-education, %s: standardised weights, intercept and predictions", (name, l2) => {
    const golden = statistics["x-education"][name];
    const fit = fitX({ penalty: { l2 } });
    let intercept = golden.intercept;
    for (const [column, weight] of Object.entries<number>(golden.standardisedWeights)) {
      const row = fit.report.coefficients.find((one) => one.column === column);
      expectClose(row?.standardised, weight, `standardised ${column}`);
      expectClose(row?.estimate, weight / golden.sd[column], column);
      intercept -= (weight / golden.sd[column]) * golden.mean[column];
    }
    expectClose(fit.report.coefficients[0]?.estimate, intercept, "intercept in original units");
    predictions(fit, xRows, xFeatures, 5).forEach((p, i) => {
      expectClose(p, golden.first5Predictions[i], `prediction ${i}`);
    });
  });

  it("an L2 penalty of 1 is the default", () => {
    expect(fitX({}).report.coefficients).toEqual(fitX({ penalty: { l2: 1 } }).report.coefficients);
  });
});
