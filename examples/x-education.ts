/**
 * Real leads of an education company (Kaggle, ashydv/leads-dataset) against scikit-learn, on the same columns and the
 * same split. The columns that are filled in after the first contact are left out: they give the outcome away.
 *
 *     npx tsx examples/x-education.ts [leads.csv]
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import {
  brierScore,
  bucketOf,
  bucketReport,
  bucketsByShare,
  createScorer,
  fitLogistic,
  logLoss,
  narrate,
  rocAuc,
} from "salience";
import { count, number } from "./support/format";
import { heading, paragraph, table } from "./support/print";
import { printBuckets } from "./support/printBuckets";
import { printNarratives } from "./support/printWords";
import { run } from "./support/run";
import { type XEducationLead, xEducationLeads } from "./xEducationLeads";

const USUAL_PLACE = join(import.meta.dirname, "../../shared/data/x-education/leads.csv");

/** scikit-learn 1.2.1, LogisticRegression with L2 and C = 1, on the same columns and rows. */
const REFERENCE = { rocAuc: 0.8629, logLoss: 0.4519, brierScore: 0.1442 };

function xEducation(path: string): void {
  const { rows, features, outcome, nameOf, wordsFor } = xEducationLeads(path);

  // the split of the reference: rows whose position ends in 0, 3 or 7 are tested
  const isTest = (_: XEducationLead, position: number) => [0, 3, 7].includes(position % 10);
  const train = rows.filter((row, i) => !isTest(row, i));
  const test = rows.filter(isTest);

  const { model, report } = fitLogistic(train, { features, outcome });
  const scorer = createScorer(model, features);
  const { probability } = scorer.scoreAll(test);
  const enrolled = test.map((lead) => outcome(lead) === true);

  heading("X Education, without the columns that leak the outcome");
  paragraph(`Learned from ${count(train.length, "lead")}, tested on ${count(test.length, "other")}.`);
  const right = { align: "right" } as const;
  table(
    [{ title: "" }, { title: "Salience", ...right }, { title: "scikit-learn", ...right }, { title: "" }],
    [
      ["ROC AUC", number(rocAuc(enrolled, probability), 4), number(REFERENCE.rocAuc, 4), "more is better"],
      ["log loss", number(logLoss(enrolled, probability), 4), number(REFERENCE.logLoss, 4), "less is better"],
      [
        "Brier score",
        number(brierScore(enrolled, probability), 4),
        number(REFERENCE.brierScore, 4),
        "less is better",
      ],
    ],
  );

  const scores = scorer.scoreAll(train).probability;
  const buckets = bucketsByShare(scores, { A: 0.1, B: 0.15, C: 0.25, D: 0.5 });
  printBuckets(bucketReport(buckets, enrolled, probability));

  // one lead from the top, one from the middle, one from the bottom
  const ranked = test
    .map((lead, i) => ({ lead, chance: probability[i] as number }))
    .filter(({ chance }) => !Number.isNaN(chance))
    .sort((a, b) => b.chance - a.chance);
  const chosen = [0.02, 0.3, 0.95].flatMap((share) => ranked[Math.floor(share * ranked.length)] ?? []);
  const narratives = chosen.map(({ lead, chance }) =>
    narrate(scorer.explain(lead), {
      ...wordsFor(lead),
      name: nameOf(lead),
      bucket: bucketOf(buckets, chance),
      topShare: (ranked.findIndex((one) => one.lead === lead) + 1) / ranked.length,
      history: report.history,
    }),
  );
  printNarratives("Three leads in words", narratives);
}

run(() => {
  const path = process.argv[2] ?? USUAL_PLACE;
  if (process.argv[2] === undefined && !existsSync(path)) {
    return console.log(
      `skipped: ${path} is absent; give the path of leads.csv from Kaggle, ashydv/leads-dataset`,
    );
  }
  xEducation(path);
});
