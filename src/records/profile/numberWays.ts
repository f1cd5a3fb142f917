import type { FieldPlan, NumberWriting } from "../planTypes";
import { currencyGroups } from "./currencies";
import type { FieldTally } from "./tally";
import type { KnownOfFile, Ways } from "./ways";

/**
 * The ways in which numbers, amounts of money and percentages can be read: several where no number tells whether a
 * point is a decimal one, where numbers contradict each other, and where there are several currencies.
 *
 * @param tally - what was counted of the field
 * @param known - what the caller knows
 * @returns plans and warnings
 */
export function numberWays(tally: FieldTally, known: KnownOfFile): Ways {
  const { kinds, currencies } = tally;
  const kind = kinds.money > 0 ? "money" : kinds.percent > kinds.number ? "percent" : "number";
  const readable = kind === "money" ? kinds.money + kinds.number : kinds[kind];
  const { writings, warnings } = numberWritings(tally, known);
  const groups = kind === "money" ? currencyGroups([...currencies.keys()].sort()) : [[]];
  const plans = groups.flatMap((currency) =>
    writings.map(
      (writing): FieldPlan => (kind === "money" ? { kind, currency, ...writing } : { kind, ...writing }),
    ),
  );
  if (groups.length === 1) return { plans, readable, warnings };
  const counts = [...currencies].sort().map(([text, count]) => `${text} in ${count}`);
  const message = `amounts of several currencies (${counts.join(", ")} cells): a plan reads one`;
  return { plans, readable, warnings: [...warnings, { code: "mixed_currencies", message }] };
}

/** The separators with which the numbers can be read. */
function numberWritings({ numbers }: FieldTally, known: KnownOfFile) {
  const { point, comma, either } = numbers;
  const writing = (decimal: "." | ","): NumberWriting => {
    const [thousands] = [...numbers.groups[decimal]].sort().reverse() as NumberWriting["thousands"][];
    return thousands === undefined ? { decimal } : { decimal, thousands };
  };
  const both = [writing("."), writing(",")];
  const none: Ways["warnings"] = [];
  if (known.decimal !== undefined) return { writings: [writing(known.decimal)], warnings: none };
  if (point > 0 && comma > 0) {
    const message = `${point} numbers have a decimal point, ${comma} a decimal comma`;
    return { writings: both, warnings: [{ code: "mixed_separators" as const, message }] };
  }
  if (point === 0 && comma === 0 && either > 0) {
    const message = `${either} numbers such as 1.204 or 1,204 may have thousands or decimals, and no other number tells`;
    return { writings: both, warnings: [{ code: "ambiguous_separator" as const, message }] };
  }
  return { writings: [writing(comma > 0 ? "," : ".")], warnings: none };
}
