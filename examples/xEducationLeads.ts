import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { parse } from "csv-parse/sync";
import { categorical, featureSet, flag, type NarrateOptions, numeric } from "salience";
import type { Dataset, Split } from "./support/dataset";
import { count } from "./support/format";
import { UserError } from "./support/userError";

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
const missing = ["Select"];

/** What the model may look at, with the words for people. */
export const xEducationFeatures = featureSet<XEducationLead>()({
  timeOnSite: numeric("Total Time Spent on Website", {
    fromText: true,
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
  origin: categorical("Lead Origin", { missing, label: "lead origin" }),
  source: categorical("Lead Source", { missing, aliases: { google: "Google" }, label: "lead source" }),
  occupation: categorical("What is your current occupation", { missing, label: "occupation" }),
  specialization: categorical("Specialization", { missing, label: "specialization" }),
  heardFrom: categorical("How did you hear about X Education", { missing, label: "how they heard of us" }),
  mattersMost: categorical("What matters most to you in choosing a course", {
    missing,
    label: "what matters most",
  }),
  country: categorical("Country", { missing, label: "country", visibility: "internal" }),
  city: categorical("City", { missing, label: "city", visibility: "internal" }),
});

/**
 * The leads of a CSV file in X Education's format.
 *
 * @param path - the file
 * @param onProgress - told which share of the file has been read
 */
export function xEducationLeads(
  path: string,
  onProgress: (share: number) => void = () => {},
): Dataset<XEducationLead> {
  return {
    title: `leads of X Education's format, from ${basename(path)}`,
    rows: readRows(path, onProgress),
    features: xEducationFeatures,
    outcome,
    instant: {},
    today: {},
    split: oldestFirst,
    nameOf: (lead) => `Lead ${lead["Lead Number"]}`,
    wordsFor,
    actionable: { timeOnSite: { direction: "increase" }, visits: { direction: "increase" } },
  };
}

function readRows(path: string, onProgress: (share: number) => void): XEducationLead[] {
  const rows = parseCsv(path, onProgress);
  const [first] = rows;
  if (first === undefined) throw new UserError(`${path} holds no records`);
  const missing = COLUMNS.filter((column) => !(column in first));
  if (missing.length > 0) throw new UserError(`${path} lacks the columns ${missing.join(", ")}`);
  return rows as XEducationLead[];
}

function parseCsv(path: string, onProgress: (share: number) => void): Record<string, string>[] {
  try {
    const file = readFileSync(path);
    return parse(file, {
      columns: true,
      bom: true,
      skip_empty_lines: true,
      on_record(record, { records, bytes }) {
        if (records % 1000 === 0) onProgress(bytes / file.length);
        return record;
      },
    });
  } catch (error) {
    throw new UserError(`${path} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** 1 or 0; empty for a lead that is still open. */
function outcome({ Converted: value }: XEducationLead): boolean | null {
  if (value === "") return null;
  if (value !== "0" && value !== "1")
    throw new RangeError(`Converted: expected 0, 1 or nothing, received "${value}"`);
  return value === "1";
}

const FEWEST = 50;

/** There are no dates, but lead numbers rise with time: the oldest 70 % train, the others test. */
function oldestFirst(leads: readonly XEducationLead[]): Split<XEducationLead> {
  const closed = leads.filter((lead) => outcome(lead) !== null);
  if (closed.length < FEWEST) {
    throw new UserError(
      `At least ${FEWEST} leads with an outcome are needed, to learn and to test; there are ${closed.length}`,
    );
  }
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
  phrases: {
    origin: {
      levels: {
        "Lead Add Form": "asked to be called (lead add form)",
        "Landing Page Submission": "came from a landing page",
        API: "came from the website's chat",
      },
    },
    occupation: {
      levels: {
        "Working Professional": "is a working professional",
        Unemployed: "is unemployed",
        Student: "is a student",
      },
    },
    noEmail: { levels: { yes: "does not want e-mail", no: "accepts e-mail" } },
    wantsGuide: { levels: { yes: "wants the free guide", no: "did not ask for the free guide" } },
    specialization: { text: "interested in {value}", missing: "has not named a specialization" },
    mattersMost: {
      levels: { "Better Career Prospects": "wants better career prospects" },
      missing: "has not said what matters most",
    },
  },
  groups: {
    origin: {
      levels: { "Lead Add Form": "from the lead add form", "Landing Page Submission": "from landing pages" },
    },
    occupation: {
      levels: {
        "Working Professional": "who are working professionals",
        Unemployed: "who are unemployed",
        Student: "who are students",
      },
      missing: "who have not named an occupation",
    },
    timeOnSite: "with {value} on the website",
    specialization: { text: "interested in {value}", missing: "without a specialization" },
    mattersMost: {
      levels: { "Better Career Prospects": "who want better career prospects" },
      missing: "who have not said what matters most",
    },
    noEmail: { levels: { yes: "who do not want e-mail", no: "who accept e-mail" } },
  },
  actions: [
    { when: { bucket: "A" }, text: "call today" },
    { when: { bucket: "B", reasonAgainst: "noEmail" }, text: "call this week" },
    { when: { bucket: "B" }, text: "call this week; before that, send the course guide" },
    { when: { bucket: "C" }, text: "invite to an open lecture" },
    { when: { bucket: "D" }, text: "spend no sales time on it now" },
  ],
  ask: ["occupation", "specialization"],
  policy: { maximumSteps: 4 },
  format: { locale: "en-GB" },
};
