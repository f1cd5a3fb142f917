import type { Contribution, Explanation } from "salience";
import { chance, number, percent, roundedSteps, signed, valueText } from "./format";
import { heading, paragraph, table } from "./print";
import type { RankedLead } from "./rankLeads";

/** A ranked lead with its reasons. */
export type ExplainedLead<Row> = RankedLead<Row> & { readonly explanation: Explanation };

const right = { align: "right" } as const;

/** The best leads, each with its sum: the average lead, the strongest reason, all other reasons. */
export function printRanking<Row>(ranked: readonly ExplainedLead<Row>[], of: string): void {
  heading(`The best ${ranked.length} of ${of}`);
  table(
    [
      { title: "#", ...right },
      { title: "lead" },
      { title: "chance", ...right },
      { title: "bucket" },
      { title: "log-odds = average + strongest reason + all others" },
    ],
    ranked.map(({ name, probability, bucket, explanation: { base, margin, contributions } }, i) => {
      const first = strongestFirst(contributions)[0] as Contribution;
      const steps = [first.contribution, margin - base - first.contribution];
      const [strongest, others] = roundedSteps(base, steps, 2) as [number, number];
      const sum = `${number(margin, 2)} = ${number(base, 2)} ${signed(strongest)} ${first.label} ${signed(others)} others`;
      return [String(i + 1), name, chance(probability), bucket, sum];
    }),
  );
}

/** Every reason of one lead: the column adds up. */
export function printReasons<Row>({ name, explanation }: ExplainedLead<Row>): void {
  const { base, margin, contributions, features, probability } = explanation;
  heading(`Every reason for ${name}: the column adds up`);
  const sorted = strongestFirst(contributions);
  const steps = roundedSteps(
    base,
    sorted.map(({ contribution }) => contribution),
    2,
  );
  const rows = sorted.map(({ label, feature, value, referenceValue }, i) => {
    const summary = features.find((one) => one.name === feature);
    return [label, valueText(summary, value), valueText(summary, referenceValue), signed(steps[i] as number)];
  });
  table(
    [{ title: "reason" }, { title: "this lead" }, { title: "usual" }, { title: "log-odds", ...right }],
    [
      ["the average lead", "", "", signed(base)],
      ...rows,
      ["= log-odds of this lead", "", "", signed(margin)],
    ],
  );
  if (probability !== null) {
    paragraph(`As a probability: 1 / (1 + e^${signed(-margin)}) = ${percent(probability, 1)}.`);
  }
  paragraph(
    "Reasons are measured against the average lead; “usual” is the median, so a usual value may count a little.",
  );
}

const strongestFirst = (contributions: readonly Contribution[]) =>
  [...contributions].sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
