import type { DateFormat } from "../dateFormat";
import type { FieldPlan } from "../planTypes";
import type { FieldTally } from "./tally";
import type { KnownOfFile, Ways } from "./ways";

/**
 * The ways in which dates can be read: one where a cell tells whether the month or the day is first, both where none
 * does, or where cells contradict each other.
 *
 * @param tally - what was counted of the field
 * @param known - what the caller knows
 * @returns plans and warnings
 */
export function dateWays(tally: FieldTally, known: KnownOfFile): Ways {
  const { order, pairs, kinds } = tally;
  const paired = new Set(
    [...pairs.values()].flatMap((pair) => [pair.monthFirst.format, pair.dayFirst.format]),
  );
  const plain = [...tally.formats.values()]
    .filter(({ format }) => !paired.has(format.format))
    .sort((a, b) => b.count - a.count || (a.format.format < b.format.format ? -1 : 1))
    .map(({ format }) => format);
  const found = ordersOf(tally, known);
  const plans = found.orders.map((which) => {
    const chosen = [...pairs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair[which]);
    return planOf([...plain, ...chosen], known);
  });
  const readable = found.orders.length > 1 ? kinds.date : kinds.date - unreadable(order, found.orders[0]);
  const hasZone = plans.some((plan) => "zone" in plan);
  const zone =
    hasZone && known.zone === undefined
      ? [
          {
            code: "zone_unknown" as const,
            message: "times without a time zone: planned as UTC, which may be wrong",
          },
        ]
      : [];
  return { plans, readable, warnings: [...found.warnings, ...zone] };
}

type Order = "monthFirst" | "dayFirst";

function unreadable(order: FieldTally["order"], chosen: Order | undefined): number {
  return chosen === "dayFirst" ? order.monthFirst : order.dayFirst;
}

function ordersOf(
  { order, pairs }: FieldTally,
  known: KnownOfFile,
): { orders: Order[]; warnings: Ways["warnings"] } {
  const { monthFirst, dayFirst, both } = order;
  if (known.dateOrder !== undefined) return { orders: [known.dateOrder], warnings: [] };
  if (monthFirst > 0 && dayFirst > 0) {
    const message = `${monthFirst} dates can only have the month first, ${dayFirst} only the day`;
    return { orders: ["monthFirst", "dayFirst"], warnings: [{ code: "mixed_dates", message }] };
  }
  if (pairs.size > 0 && monthFirst === 0 && dayFirst === 0) {
    const message = `${both} dates such as 3/4/2024 may have the month or the day first, and no other date tells`;
    return { orders: ["monthFirst", "dayFirst"], warnings: [{ code: "ambiguous_date", message }] };
  }
  return { orders: [dayFirst > 0 ? "dayFirst" : "monthFirst"], warnings: [] };
}

function planOf(formats: readonly DateFormat[], { zone = "UTC" }: KnownOfFile): FieldPlan {
  const needsZone = formats.some(({ hasTime, hasOffset }) => hasTime && !hasOffset);
  const plan = { kind: "date" as const, formats: formats.map(({ format }) => format) };
  return needsZone ? { ...plan, zone } : plan;
}
