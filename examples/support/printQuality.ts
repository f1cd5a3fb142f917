import { brierScore, type LogisticReport, logLoss, rocAuc } from "salience";
import type { Dataset } from "./dataset";
import { count, number, percent, signed } from "./format";
import { heading, paragraph, table } from "./print";

/** A lead whose outcome is known, and the probability that the model gave it without knowing. */
export interface TestedLead<Row> {
  readonly lead: Row;
  readonly won: boolean;
  readonly probability: number;
}

/** How good the model is on leads that it has never seen, and what to know before using it. */
export function printQuality<Row>(
  tested: readonly TestedLead<Row>[],
  report: LogisticReport,
  { truth }: Dataset<Row>,
): void {
  heading(`How good it is on ${count(tested.length, "lead")} that it has never seen`);
  const won = tested.map((one) => one.won);
  const expected = tested.map((one) => one.probability);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const baseRate = mean(won.map(Number));
  const guess = report.events / report.rows.used;
  const always = tested.map(() => guess);
  const best =
    truth &&
    rocAuc(
      won,
      tested.map(({ lead }) => truth.chanceOf(lead)),
    );
  const ceiling = best === undefined ? "" : `; ${number(best, 3)} with the formula that made the data`;
  table(
    [{ title: "" }, { title: "", align: "right" }, { title: "" }],
    [
      ["ROC AUC", number(rocAuc(won, expected), 3), `0.5 is chance, 1 is perfect${ceiling}`],
      [
        "log loss",
        number(logLoss(won, expected), 3),
        `${number(logLoss(won, always), 3)} for the base rate as answer to all; less is better`,
      ],
      [
        "Brier score",
        number(brierScore(won, expected), 3),
        `${number(brierScore(won, always), 3)} for the base rate as answer to all; less is better`,
      ],
      ["base rate", percent(baseRate, 1), `converted; the model expected ${percent(mean(expected), 1)}`],
    ],
  );
  const { warnings } = report;
  if (warnings.length === 0)
    paragraph("No warnings: the fit converged, nothing separates, nothing is collinear.");
  for (const { message } of warnings) paragraph(`Warning: ${message}.`, "  ", "    ");
}

/** What was learned beside what is true, where the data were made by a formula. */
export function printEffects<Row>({ truth, features }: Dataset<Row>, report: LogisticReport): void {
  if (truth === undefined) return;
  const rows = report.coefficients.flatMap(({ column, estimate, low, high }) => {
    const effect = truth.effects[column];
    if (effect === undefined) return [];
    const { label, transform } = features.features[column] ?? {};
    const name = `${label ?? column}${transform === "log1p" ? ", ln(1 + x)" : ""}`;
    const verdict = effect >= low && effect <= high ? "inside" : "outside";
    const interval = `${signed(low, 3)} to ${signed(high, 3)}`;
    return [[name, signed(estimate, 3), interval, signed(effect, 3), verdict]];
  });
  heading("What it learned, beside the truth that the generator wrote down");
  const right = { align: "right" } as const;
  table(
    [
      { title: "log-odds per unit of" },
      { title: "learned", ...right },
      { title: "95% interval", ...right },
      { title: "truth", ...right },
      { title: "" },
    ],
    rows,
  );
}
