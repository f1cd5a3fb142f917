/**
 * From the text of a messy CSV file to a ranked list: what is in the file, what was mended, which cells could not be
 * read, and the open deals by their chance.
 *
 *     npx tsx examples/own-csv.ts
 */
import { parse } from "csv-parse/sync";
import { categorical, createScorer, featureSet, fitLogistic, flag, numeric } from "salience";
import { convertFields, type FieldPlans, profileFields } from "salience/records";
import { messyCsv } from "./data/messyCsv";
import { chance, count, number, percent } from "./support/format";
import { heading, paragraph, table } from "./support/print";
import { run } from "./support/run";

type Row = Record<string, string>;

/** What a person decides after a look at the profile: names, the time zone, the code 999. */
const PLAN = {
  "Deal ID": { kind: "text", name: "id" },
  Company: { kind: "text", name: "company" },
  Amount: {
    kind: "money",
    currency: ["$"],
    thousands: ",",
    missing: ["--"],
    name: "amount",
    badCells: "missing",
  },
  Seats: { kind: "number", thousands: ",", name: "seats" },
  Discount: { kind: "percent", missing: ["N/A"], name: "discount" },
  Opened: { kind: "date", formats: ["M/d/yy h:mm a"], zone: "America/New_York", name: "openedAt" },
  "Last Call": { kind: "date", formats: ["M/d/yy"], name: "lastCallOn" },
  Channels: { kind: "list", separator: ";", name: "channels" },
  "Opted In": { kind: "yesNo", name: "optedIn" },
  Industry: { kind: "text", missing: ["Select", "N/A"], name: "industry" },
  "Score 2023": { kind: "number", missing: ["999"], name: "oldScore" },
  Stage: { kind: "text", name: "stage" },
} as const satisfies FieldPlans;

/** Prints what is in each field, and what a person should know. */
function look(rows: readonly Row[]): void {
  heading("What is in the file");
  const { fields, plan, warnings } = profileFields(rows);
  table(
    [
      { title: "field" },
      { title: "filled", align: "right" },
      { title: "values", align: "right" },
      { title: "planned as" },
      { title: "an example" },
    ],
    fields.map(({ name, fillRate, distinct, examples }) => [
      name,
      percent(fillRate),
      distinct === null ? "many" : number(distinct),
      plan[name]?.kind ?? "",
      examples[0] ?? "",
    ]),
  );
  heading("What a person should know");
  for (const { field, message } of warnings)
    paragraph(`${field?.replace("\uFEFF", "").trim()}: ${message}`, "  ", "    ");
}

/** Converts the rows, and prints what could not be read. */
function mend(rows: readonly Row[]) {
  heading("What was mended");
  const { records, badCells, counts, rejected } = convertFields(rows, PLAN);
  paragraph(
    `${count(counts.rows, "row")}: ${count(records.length, "record")}, ${number(rejected.length)} rejected; ${count(badCells.length, "bad cell")}:`,
  );
  for (const { index, field, reason, effect } of badCells) {
    paragraph(`no. ${index + 1}, ${field.trim()}: ${reason} (${effect})`, "    ", "      ");
  }
  const first = rows[1] ?? {};
  const converted = records[1];
  const changed = (["Amount", "Discount", "Opened", "Channels", "Opted In"] as const).map((field) => {
    const raw = first[field] ?? first[` ${field} `] ?? "";
    return [field, raw, JSON.stringify(converted?.[PLAN[field].name] ?? null)];
  });
  table([{ title: "field" }, { title: "text" }, { title: "value" }], changed);
  return records;
}

/** Learns from the closed deals, and ranks the open ones. */
function rank(deals: ReturnType<typeof mend>): void {
  heading("The best of the open deals");
  const features = featureSet<(typeof deals)[number]>()({
    seats: numeric("seats", { transform: "log1p" }),
    discount: numeric("discount"),
    industry: categorical("industry", { ignoreCase: true }),
    optedIn: flag("optedIn"),
    isReferred: flag(({ channels }) => channels?.includes("Referral") ?? false),
  });
  const closed = deals.filter(({ stage }) => stage !== "Open");
  const open = deals.filter(({ stage }) => stage === "Open");
  const { model } = fitLogistic(closed, { features, outcome: ({ stage }) => stage === "Won" });
  const { score } = createScorer(model, features).scoreAll(open);
  const ranked = open
    .map((deal, i) => ({ deal, score: score[i] ?? Number.NaN }))
    .sort((a, b) => b.score - a.score);
  paragraph(`Learned from ${count(closed.length, "closed deal")}; ${number(open.length)} are open.`);
  table(
    [
      { title: "deal" },
      { title: "company" },
      { title: "seats", align: "right" },
      { title: "chance", align: "right" },
    ],
    ranked
      .slice(0, 8)
      .map(({ deal, score }) => [
        deal.id ?? "",
        deal.company ?? "",
        number(deal.seats ?? Number.NaN),
        chance(score),
      ]),
  );
}

run(() => {
  const rows: Row[] = parse(messyCsv(), { columns: true });
  look(rows);
  rank(mend(rows));
});
