import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { categorical, featureSet, flag, type NarrateOptions, numeric } from "salience";
import type { Dataset, Split } from "./support/dataset";
import { count } from "./support/format";

/**
 * The columns that are known before anybody in sales has spoken to a lead. Left out are those that are filled in
 * afterwards and so give the outcome away: Tags, Lead Quality, Lead Profile, Last Activity, Last Notable Activity and
 * the four Asymmetrique scores.
 */
const COLUMNS = [
  "Lead Number",
  "Converted",
  "TotalVisits",
  "Total Time Spent on Website",
  "Page Views Per Visit",
  "Lead Origin",
  "Lead Source",
  "Do Not Email",
  "Country",
  "Specialization",
  "How did you hear about X Education",
  "What is your current occupation",
  "What matters most to you in choosing a course",
  "City",
  "A free copy of Mastering The Interview",
] as const;

/** A row of the file: every value is text. */
export type XEducationLead = Readonly<Record<(typeof COLUMNS)[number], string>>;

// a dropdown that nobody touched says Select, which is no answer
const choice = { ignoreCase: true, missing: ["Select"] };

/** What the model may look at, with the words for people. */
export const xEducationFeatures = featureSet<XEducationLead>()({
  timeOnSite: numeric("Total Time Spent on Website", {
    fromText: true,
    transform: "sqrt",
    label: "time on the website",
    unit: "s",
    phrase: "{value} on the website",
  }),
  visits: numeric("TotalVisits", {
    fromText: true,
    clip: [0, 30],
    label: "visits",
    phrase: "{value} {visit|visits} to the website",
  }),
  pagesPerVisit: numeric("Page Views Per Visit", { fromText: true, clip: [0, 15], label: "pages per visit" }),
  noEmail: flag("Do Not Email", { trueValues: ["Yes"], falseValues: ["No"], label: "does not want e-mail" }),
  wantsGuide: flag("A free copy of Mastering The Interview", {
    trueValues: ["Yes"],
    falseValues: ["No"],
    label: "wants the free interview guide",
  }),
  origin: categorical("Lead Origin", { ...choice, label: "lead origin" }),
  source: categorical("Lead Source", { ...choice, label: "lead source" }), // Google and google are one
  occupation: categorical("What is your current occupation", { ...choice, label: "occupation" }),
  specialization: categorical("Specialization", { ...choice, label: "specialization" }),
  heardFrom: categorical("How did you hear about X Education", { ...choice, label: "how they heard of us" }),
  mattersMost: categorical("What matters most to you in choosing a course", { ...choice, label: "what matters most" }),
  country: categorical("Country", { ...choice, label: "country" }),
  city: categorical("City", { ...choice, label: "city" }),
});

/** A file that cannot be used, in words for the person who gave it. */
export class FileError extends Error {}

/** The leads of a CSV file in X Education's format. */
export function xEducationLeads(path: string): Dataset<XEducationLead> {
  return {
    title: `leads of ${path}`,
    rows: readRows(path),
    features: xEducationFeatures,
    outcome,
    instant: {},
    split: oldestFirst,
    nameOf: (lead) => `Lead ${lead["Lead Number"]}`,
    wordsFor,
    actionable: { timeOnSite: { direction: "increase" }, visits: { direction: "increase" } },
  };
}

function readRows(path: string): XEducationLead[] {
  const rows = parseCsv(path);
  const first = rows[0];
  if (first === undefined) throw new FileError(`${path} holds no records`);
  const missing = COLUMNS.filter((column) => !(column in first));
  if (missing.length > 0) throw new FileError(`${path} lacks the columns ${missing.join(", ")}`);
  return rows as XEducationLead[];
}

function parseCsv(path: string): Record<string, string>[] {
  try {
    return parse(readFileSync(path), { columns: true, bom: true, skip_empty_lines: true });
  } catch (error) {
    throw new FileError(`${path} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** 1 or 0; empty for a lead that is still open. */
function outcome({ Converted: value }: XEducationLead): boolean | null {
  if (value === "") return null;
  if (value !== "0" && value !== "1") throw new RangeError(`Converted: expected 0, 1 or nothing, received "${value}"`);
  return value === "1";
}

/** There are no dates, but lead numbers rise with time: the oldest 70 % train, the others test. */
function oldestFirst(leads: readonly XEducationLead[]): Split<XEducationLead> {
  const closed = leads.filter((lead) => outcome(lead) !== null);
  const byAge = closed.sort((a, b) => Number(a["Lead Number"]) - Number(b["Lead Number"]));
  const cut = Math.floor(closed.length * 0.7);
  const [train, test] = [byAge.slice(0, cut), byAge.slice(cut)];
  return {
    train,
    test,
    how: [
      `The file has no dates, but lead numbers rise with time: it learns from the ${count(train.length, "oldest lead")} and is tested on the ${count(test.length, "newest", "newest")}.`,
    ],
  };
}

function wordsFor(lead: XEducationLead): NarrateOptions {
  return { name: `Lead ${lead["Lead Number"]}`, ...words };
}

const words: NarrateOptions = {
  population: "these leads",
  outcome: { verb: "enrol", past: "enrolled" },
  format: { locale: "en-GB" },
};
