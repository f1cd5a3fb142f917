import type { Dataset, Split } from "./dataset";
import { count, number } from "./format";
import { heading, paragraph } from "./print";
import type { Problem } from "./readLeads";

const MOST_PROBLEMS = 8;

/** What was read, and what could not be used and why. */
export function printRead<Row>(
  { title, rows, nameOf, outcome }: Dataset<Row>,
  leads: readonly Row[],
  rejected: readonly Problem[],
): void {
  heading("What was read");
  const open = leads.filter((lead) => outcome(lead) === null).length;
  const won = leads.filter((lead) => outcome(lead) === true).length;
  paragraph(`${count(rows.length, "record")}: ${title}.`);
  paragraph(
    `${count(leads.length, "lead")} can be used: ${number(won)} converted, ${number(leads.length - open - won)} did not, ${number(open)} are open.`,
  );
  if (rejected.length === 0) return;
  paragraph(`${count(rejected.length, "record")} cannot, and nothing is dropped silently:`);
  const shown = rejected.slice(0, MOST_PROBLEMS);
  for (const { index, reason } of shown) {
    paragraph(`no. ${index + 1}, ${nameOf(rows[index] as Row)}: ${reason}`, "    ", "      ");
  }
  if (rejected.length > shown.length) paragraph(`… and ${rejected.length - shown.length} more.`, "    ");
}

/** How the past and the future were told apart. */
export function printSplit<Row>({ how }: Split<Row>): void {
  heading("Learn from the past, test on the future");
  for (const text of how) paragraph(text);
}
