/**
 * From records that nobody has checked to a scorer in a file and back: a schema sorts the records; the model is saved
 * as JSON with its features and buckets, a changed file is refused, and the loaded one gives the same bits.
 *
 *     npx tsx examples/save-and-load.ts
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bucketOf, bucketsByShare, createScorer, fitLogistic, SalienceError } from "salience";
import { packScorer, parseRecords, unpackScorer } from "salience/schemas";
import * as z from "zod";
import { generateLeads } from "./data/generateLeads";
import type { Lead } from "./data/lead";
import { softwareLeads } from "./softwareLeads";
import { count, number } from "./support/format";
import { heading, paragraph } from "./support/print";
import { run } from "./support/run";

const day = z.iso.date();
const LeadSchema: z.ZodType<Lead> = z.object({
  id: z.string(),
  company: z.string(),
  industry: z.string().nullable(),
  employees: z.number().positive().nullable(),
  region: z.string().nullable(),
  contactTitle: z.string().nullable(),
  email: z.email().nullable(),
  source: z.string(),
  openedAt: day,
  events: z.array(
    z.object({
      type: z.enum(["visit", "demo_request", "webinar", "reply"]),
      at: z.iso.datetime(),
      page: z.enum(["pricing", "product", "blog"]).exactOptional(),
      role: z.enum(["decision maker", "user"]).exactOptional(),
    }),
  ),
  headcount: z.array(z.object({ at: day, people: z.number().positive() })),
  renewalOn: day.nullable(),
  budget: z.number().nonnegative().nullable(),
  outcome: z.enum(["won", "lost", "open"]),
  dealValue: z.number().nonnegative().nullable(),
  closedAt: day.nullable(),
});

/** Sorts records by a schema: any library that follows Standard Schema will do. */
function checkRecords(): readonly Lead[] {
  heading("Check");
  const { accepted, rejected } = parseRecords(LeadSchema, generateLeads().leads);
  paragraph(`${count(accepted.length, "record")} accepted, ${number(rejected.length)} refused:`);
  for (const { index, issues } of rejected) {
    const reasons = issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    paragraph(`no. ${index + 1}: ${reasons.join("; ")}`, "    ", "      ");
  }
  return accepted;
}

/** Learns, and writes a model with its features and buckets to a file. */
function learnAndSave(leads: readonly Lead[], path: string): Float64Array {
  const { features, outcome, instant, split } = softwareLeads();
  const { model } = fitLogistic(split(leads).train, { features, outcome, ...instant });
  const { score } = createScorer(model, features).scoreAll(leads, instant);
  const buckets = bucketsByShare(score, { A: 0.1, B: 0.15, C: 0.25, D: 0.5 });
  writeFileSync(path, packScorer({ model, features, buckets }));
  return score;
}

/** What a service does: it has the file, and no features in its code. */
function loadAndScore(leads: readonly Lead[], path: string, before: Float64Array): void {
  heading("Save and load");
  const text = readFileSync(path, "utf8");
  const { scorer, buckets } = unpackScorer<Lead>(text);
  const { method, rows, events, from, to, contentHash } = scorer.model.provenance;
  paragraph(`${count(text.length, "character")} of JSON; the model is sealed as ${contentHash}.`);
  paragraph(
    `Learned by ${method} from ${count(rows ?? 0, "lead")}, ${count(events ?? 0, "event")} among them, seen on days from ${from?.slice(0, 10)} to ${to?.slice(0, 10)}.`,
  );
  const { instant } = softwareLeads();
  const after = scorer.scoreAll(leads, instant).score;
  const same = before.filter((score, i) => Object.is(score, after[i])).length;
  paragraph(`${number(same)} of ${count(before.length, "score")} are the same to the last bit.`);
  const best = after.filter((score) => bucketOf(buckets, score) === "A").length;
  paragraph(`${count(best, "lead")} are in bucket A.`);

  heading("Tampering");
  refused("a coefficient changed by hand", text.replace(/"coefficient":-?[\d.]+/, '"coefficient":9'));
  refused("another window of a feature", text.replace('"withinDays":30', '"withinDays":365'));
  refused("another cut of the buckets", text.replace(/"cuts":\[[\d.]+/, '"cuts":[0.99'));
  refused(
    "another format version",
    text.replace('"formatVersion":1,"kind":"scorer"', '"formatVersion":2,"kind":"scorer"'),
  );
  refused("a file cut short", text.slice(0, 30));
}

/** Shows with which words a text is refused. */
function refused(what: string, text: string): void {
  try {
    unpackScorer(text);
    paragraph(`${what}: accepted`);
  } catch (error) {
    if (!(error instanceof SalienceError)) throw error;
    paragraph(`${what}: refused (${error.code}): ${error.message}`, "  ", "    ");
  }
}

run(() => {
  const folder = mkdtempSync(join(tmpdir(), "salience-"));
  try {
    const path = join(folder, "scorer.json");
    const leads = checkRecords();
    loadAndScore(leads, path, learnAndSave(leads, path));
  } finally {
    rmSync(folder, { recursive: true });
  }
});
