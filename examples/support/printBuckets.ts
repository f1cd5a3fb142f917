import type { BucketReport, BucketRow } from "salience";
import { number, percent } from "./format";
import { heading, paragraph, table } from "./print";

/** What came of each bucket. */
export function printBuckets(report: BucketReport): void {
  heading("Buckets: cut by the scores of the past, tested on the same unseen leads");
  const right = { align: "right" } as const;
  table(
    [
      { title: "bucket" },
      { title: "chance", ...right },
      { title: "leads", ...right },
      { title: "share", ...right },
      { title: "converted", ...right },
      { title: "rate", ...right },
      { title: "95% interval", ...right },
      { title: "lift", ...right },
    ],
    report.buckets.map((row) => [
      row.label,
      rangeOf(row),
      number(row.count),
      percent(row.share),
      number(row.events),
      percent(row.conversionRate),
      `${percent(row.interval.low)} to ${percent(row.interval.high)}`,
      number(row.lift, 2),
    ]),
  );
  paragraph(orderText(report));
  const { mql } = report;
  paragraph(
    `As marketing-qualified leads, ${mql.labels.join(", ")} are ${percent(mql.share)} of the leads and hold ${percent(mql.eventShare)} of those that converted.`,
  );
}

function rangeOf({ low, high }: BucketRow): string {
  if (high === null) return low === null ? "any" : `from ${percent(low)}`;
  return low === null ? `below ${percent(high)}` : `${percent(low)} to ${percent(high)}`;
}

function orderText({ monotone, steps, buckets }: BucketReport): string {
  const order = buckets.map(({ label }) => label).join(" > ");
  const broken = steps.filter((step) => !step.holds).map(({ better, worse }) => `${better} > ${worse}`);
  const vague = steps.filter((step) => step.holds && !step.distinguishable);
  const chance = vague.map(({ better, worse }) => `${better} and ${worse}`).join(", ");
  const doubt =
    vague.length === 0 ? "" : ` With so few leads, chance may explain the difference between ${chance}.`;
  return monotone
    ? `${order} holds.${doubt}`
    : `${order} does not hold: not ${broken.join(", not ")}.${doubt}`;
}
