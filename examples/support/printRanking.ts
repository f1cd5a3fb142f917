import type { Contribution, Explanation } from "salience";
import { number, percent, roundedSteps, signed, valueText } from "./format";
import { heading, paragraph, table } from "./print";

/** A lead in the ranking. */
export interface RankedLead<Row> {
  readonly lead: Row;
  readonly name: string;
  readonly probability: number;
  readonly bucket: string;
  readonly explanation: Explanation;
}

const right = { align: "right" } as const;

/** The best leads, each with its sum: the average lead, the strongest reason, all other reasons. */
export function printRanking<Row>(ranked: readonly RankedLead<Row>[], how: string): void {
  heading(`The best ${ranked.length} of ${how}`);
  table(
    [
      { title: "#", ...right },
      { title: "lead" },
      { title: "chance", ...right },
      { title: "bucket" },
      { title: "log-odds", ...right },
      { title: "= average + strongest reason + all other reasons" },
    ],
    ranked.map(({ name, probability, bucket, explanation: { base, margin, contributions } }, i) => {
      const first = strongestFirst(contributions)[0] as Contribution;
      const steps = [first.contribution, margin - base - first.contribution];
      const [strongest, others] = roundedSteps(base, steps, 2) as [number, number];
      const sum = `= ${number(base, 2)} ${signed(strongest)} ${first.label} ${signed(others)} others`;
      return [String(i + 1), name, percent(probability), bucket, number(margin, 2), sum];
    }),
  );
}

/** Every reason of one lead: the column adds up. */
export function printReasons<Row>({ name, explanation }: RankedLead<Row>): void {
  const { base, margin, contributions, features, probability } = explanation;
  heading(`Every reason for ${name}: the column adds up`);
  const sorted = strongestFirst(contributions);
  const steps = roundedSteps(base, sorted.map(({ contribution }) => contribution), 2);
  const rows = sorted.map(({ label, feature, value, referenceValue }, i) => {
    const summary = features.find((one) => one.name === feature) ?? { unit: null };
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
  if (probability === null) return;
  paragraph(`As a probability: 1 / (1 + e^${signed(-margin)}) = ${percent(probability, 1)}.`);
}

const strongestFirst = (contributions: readonly Contribution[]) =>
  [...contributions].sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution));
