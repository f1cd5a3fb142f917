/**
 * Records in; scores, reasons, buckets, words and sales velocity out.
 *
 *     npm run quickstart                        leads that the example generates itself
 *     npm run quickstart -- --data leads.csv    a file in the format of X Education
 *
 * The steps are in the order in which you would write them. What is particular to the records is in softwareLeads.ts: copy that file, put in your own records,
 * features and words, and use it at the end of this one.
 */
import {
  bucketReport,
  bucketsByShare,
  createScorer,
  fitLogistic,
  type NarrateOptions,
  narrate,
} from "salience";
import { softwareLeads } from "./softwareLeads";
import { readArguments } from "./support/arguments";
import type { Dataset } from "./support/dataset";
import { findReach } from "./support/findReach";
import { heading, table } from "./support/print";
import { printBuckets } from "./support/printBuckets";
import { printRead, printSplit } from "./support/printData";
import { printEffects, printQuality } from "./support/printQuality";
import { printRanking, printReasons } from "./support/printRanking";
import { printVelocity } from "./support/printVelocity";
import { printNarratives, printReach } from "./support/printWords";
import { createProgress, type Progress } from "./support/progress";
import { type RankedLead, rankLeads } from "./support/rankLeads";
import { readLeads } from "./support/readLeads";
import { run } from "./support/run";
import { xEducationLeads } from "./xEducationLeads";

const HELP = `Usage: npm run quickstart [-- --data FILE.csv]

Without a file it runs on 2,000 leads that it generates itself.

  --data FILE.csv   leads in the format of X Education (a public data set): a header line, and the
                    columns that examples/xEducationLeads.ts names
  --help            this text`;

const SHARES = { A: 0.1, B: 0.15, C: 0.25, D: 0.5 };

/** Everything from records to words. */
export function quickstart<Row extends object>(data: Dataset<Row>, progress: Progress): void {
  const { features, outcome, instant } = data;

  // Read. A record with a value that cannot be used is listed with the reason.
  progress.update(0.4, "checking the records");
  const { leads, rejected } = readLeads(data);
  const split = data.split(leads);

  // Learn from the past.
  progress.update(0.5, "learning");
  const { model, report } = fitLogistic(split.train, { features, outcome, ...instant });
  const scorer = createScorer(model, features);
  const scoresOf = (rows: readonly Row[]) => scorer.scoreAll(rows, instant).probability;

  // Test on the future. A lead of which too little is known has no score, which is NaN in a column.
  progress.update(0.8, "testing");
  const scores = scoresOf(split.test);
  const won = split.test.map((lead) => outcome(lead) === true);
  const tested = split.test
    .map((lead, i) => ({ lead, won: won[i] as boolean, probability: scores[i] as number }))
    .filter(({ probability }) => !Number.isNaN(probability));

  // Cut the scores of the past into buckets, and see what came of each in the future.
  const buckets = bucketsByShare(scoresOf(split.train), SHARES);
  const bucketed = bucketReport(buckets, won, scores);

  // Rank the open leads, each with its reasons, and say it in words.
  progress.update(0.9, "ranking");
  const open = leads.filter((lead) => outcome(lead) === null);
  const ranked = rankLeads(open.length > 0 ? open : split.test, { data, scorer, buckets });
  const tell = ({ lead, rank, bucket }: RankedLead<Row>, more: NarrateOptions = {}) =>
    narrate(scorer.explain(lead, instant), {
      ...data.wordsFor(lead),
      bucket,
      topShare: rank / ranked.length,
      history: report.history,
      ...more,
    });
  const best = ranked.slice(0, 10).map((one) => ({ ...one, explanation: scorer.explain(one.lead, instant) }));
  const reach = findReach(ranked, { data, scorer, buckets });
  progress.stop();

  printRead(data, leads, rejected);
  printSplit(split);
  printQuality(tested, report, data);
  printEffects(data, report);
  printBuckets(bucketed);
  printRanking(best, open.length > 0 ? "today's open leads" : "the tested leads, as if they were open");
  if (best[0]) printReasons(best[0]);
  printNarratives(
    "The best three in words for a sales rep",
    ranked.slice(0, 3).map((one) => tell(one)),
  );
  if (reach) {
    const { one, next, found } = reach;
    printReach(tell(one, { reach: { bucket: next.label, changes: found.changes } }), found, next.cut);
  }
  if (data.deals) printVelocity(data.deals);
  printOutlook();
}

function printOutlook(): void {
  heading("Where to go from here");
  table(
    [{ title: "" }, { title: "" }],
    [
      ["your own records", "copy examples/softwareLeads.ts, and use it in quickstart.ts"],
      ["rules written by hand", "npx tsx examples/points-model.ts"],
      ["save, load, check records", "npx tsx examples/save-and-load.ts"],
      ["real leads, against scikit-learn", "npx tsx examples/x-education.ts"],
      ["every function, with an example", "npm run docs, then open docs/api/index.html"],
    ],
  );
}

run(() => {
  const { data, help } = readArguments(process.argv.slice(2));
  if (help) return console.log(HELP);
  const progress = createProgress();
  const reading = (share: number) => progress.update(0.4 * share, "reading");
  try {
    if (data === null) quickstart(softwareLeads(), progress);
    else quickstart(xEducationLeads(data, reading), progress);
  } finally {
    progress.stop();
  }
});
