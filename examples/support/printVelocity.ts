import { type PerLever, type VelocityInputsResult, velocityInputs, velocityLevers } from "salience";
import type { Deals } from "./dataset";
import { count, number, percent, roundedSteps, signed } from "./format";
import { heading, paragraph, table } from "./print";

/** The sales velocity of two periods, and what each lever did to it. */
export function printVelocity<Row extends object>({ currency, fields, before, after }: Deals<Row>): void {
  const first = velocityInputs(before.deals, fields);
  const second = velocityInputs(after.deals, fields);
  const levers = velocityLevers(first.inputs, second.inputs);
  const names = ["opportunityCount", "winRate", "averageDealValue", "cycleLengthDays"] as const;
  const parts = roundedSteps(
    levers.before,
    names.map((name) => levers.contributions[name]),
    0,
  );
  const rows = names.map((name, i) => [
    LABELS[name],
    lever(name, first, currency),
    lever(name, second, currency),
    signed(parts[i] as number, 0),
    signed(levers.sensitivity.gains[name], 0),
  ]);
  const change = Math.round(levers.after) - Math.round(levers.before);
  const right = { align: "right" } as const;
  heading("Sales velocity: what the funnel brings in a day");
  table(
    [
      { title: "closed in" },
      { title: before.name, ...right },
      { title: after.name, ...right },
      { title: `change, ${currency}`, ...right },
      { title: "if 10% better", ...right },
    ],
    [...rows, [`= ${currency} a day`, number(levers.before), number(levers.after), signed(change, 0), ""]],
  );
  paragraph("The changes of the four levers add up to the change of the velocity, without a remainder.");
  printRejected(before.name, first);
  printRejected(after.name, second);
}

const LABELS: Readonly<Record<keyof PerLever, string>> = {
  opportunityCount: "  opportunities",
  winRate: "× win rate",
  averageDealValue: "× value of a won deal",
  cycleLengthDays: "÷ days to close",
};

function lever(name: keyof PerLever, { inputs }: VelocityInputsResult, currency: string): string {
  const value = inputs[name];
  if (name === "winRate") return percent(value, 1);
  if (name === "averageDealValue") return `${currency} ${number(value)}`;
  return number(value, name === "cycleLengthDays" ? 1 : 0);
}

function printRejected(name: string, { rejected }: VelocityInputsResult): void {
  if (rejected.length === 0) return;
  const reasons = rejected.map(({ field, reason }) => `${field}: ${reason}`).join("; ");
  paragraph(`Left out of ${name}: ${count(rejected.length, "deal")} (${reasons}).`);
}
