/**
 * Records in; scores, reasons, buckets, words and sales velocity out. The steps are in the order in which you would
 * write them. What is particular to the records is in softwareLeads.ts: copy that file, put in your own records,
 * features and words, and call `quickstart` with it.
 */
import {
  bucketOf,
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
import { heading, paragraph } from "./support/print";
import { printBuckets } from "./support/printBuckets";
import { printRead, printSplit } from "./support/printData";
import { printEffects, printQuality } from "./support/printQuality";
import { printRanking, printReasons, type RankedLead } from "./support/printRanking";
import { printVelocity } from "./support/printVelocity";
import { printNarratives, printReach } from "./support/printWords";
import { createProgress, type Progress } from "./support/progress";
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
  const tested = split.test
    .map((lead, i) => ({ lead, won: outcome(lead) === true, probability: scores[i] as number }))
    .filter(({ probability }) => !Number.isNaN(probability));

  // Cut the scores of the past into buckets, and see what came of each in the future.
  const buckets = bucketsByShare(scoresOf(split.train), SHARES);
  const bucketed = bucketReport(buckets, scores, split.test.map((lead) => outcome(lead) === true));

  // Rank the open leads.
  progress.update(0.9, "ranking");
  const open = leads.filter((lead) => outcome(lead) === null);
  const candidates = open.length > 0 ? open : split.test;
  const chances = scoresOf(candidates);
  const ranked = candidates
    .map((lead, i) => ({ lead, name: data.nameOf(lead), probability: chances[i] as number }))
    .filter(({ probability }) => !Number.isNaN(probability))
    .sort((a, b) => b.probability - a.probability)
    .map((one, i) => ({ ...one, rank: i + 1, bucket: bucketOf(buckets, one.probability) }));
  const explain = (one: (typeof ranked)[number]) => scorer.explain(one.lead, instant);
  const best: RankedLead<Row>[] = ranked.slice(0, 10).map((one) => ({ ...one, explanation: explain(one) }));

  // Say it in words.
  const tell = (one: (typeof ranked)[number], more: NarrateOptions = {}) =>
    narrate(explain(one), {
      ...data.wordsFor(one.lead),
      bucket: one.bucket,
      topShare: one.rank / ranked.length,
      history: report.history,
      ...more,
    });
  const reach = findReach(scorer, buckets, ranked, data);
  progress.stop();

  printRead(data, leads, rejected);
  printSplit(split);
  printQuality(tested, report, data);
  printEffects(data, report);
  printBuckets(bucketed);
  printRanking(best, open.length > 0 ? "today's open leads" : "the newest leads, as if they were open");
  if (best[0]) printReasons(best[0]);
  printNarratives("In the words of a sales rep", ranked.slice(0, 3).map((one) => tell(one)));
  if (reach) {
    const { lead, next, found } = reach;
    const goal = { bucket: next.label, changes: found.changes };
    printReach(tell(lead, { reach: goal, policy: { maximumSteps: 4 } }), found, next.cut);
  }
  if (data.deals) printVelocity(data.deals);
  printOutlook();
}

function printOutlook(): void {
  heading("Where to go from here");
  paragraph("Your own records: copy examples/softwareLeads.ts, and call quickstart with what it returns.");
  paragraph("Rules written by hand instead of learned: npx tsx examples/points-model.ts", "  ", "    ");
  paragraph("Save a model, load it, check records: npx tsx examples/save-and-load.ts", "  ", "    ");
  paragraph("A public data set, against scikit-learn: npx tsx examples/x-education.ts", "  ", "    ");
  paragraph("All functions with examples: npm run docs, then docs/api/index.html", "  ", "    ");
}

function main(): void {
  const { data, help } = readArguments(process.argv.slice(2));
  if (help) return console.log(HELP);
  const progress = createProgress(data !== null && statSync(data).size > 1e6);
  if (data === null) quickstart(softwareLeads(), progress);
  else quickstart(xEducationLeads(data, progress), progress);
}

run(main);
