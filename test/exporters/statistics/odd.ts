import { seededRandom } from "../../../src/core/index";
import {
  categorical,
  countEvents,
  daysSince,
  expression,
  featureSet,
  flag,
  numeric,
  ordinal,
  ratio,
} from "../../../src/features/index";

/** A record as a table holds it. */
export interface OddRow {
  readonly id: number;
  readonly source: string | null;
  readonly visits: number | null;
  readonly amount: string | null;
  readonly seats: number | null;
  readonly stage: string | null;
  readonly optOut: boolean | null;
  readonly contactedAt: string | null;
  readonly asOf: string;
  readonly status: string | null;
  readonly events: readonly { readonly at: string; readonly type: string }[];
}

const sources = [
  ...[
    "Web",
    "web",
    " web ",
    "WEB\u00a0",
    "\u212aelvin",
    "kelvin",
    "\u0130stanbul",
    "i\u0307stanbul",
    "ΟΔΟΣ",
    "οδος",
    "οδοσ",
  ],
  ...[
    "",
    " ",
    "?",
    "n/a",
    "O'Brien",
    '"quoted"',
    "'; DROP TABLE deals; --",
    "a\\b",
    "ß",
    "😀",
    "__proto__",
    "1",
    "1.0",
  ],
];
const amounts = ["12", " 12.5 ", "", "1e3", "-7", "abc", "0", "1e400"];

/** Made-up records with texts of every kind, missing and unusable values, and outcomes that are not known. */
export const oddRows: readonly OddRow[] = (() => {
  const random = seededRandom(77);
  const one = <T>(list: readonly T[], missing = 0.1): T | null =>
    random.next() < missing ? null : (list[random.integer(list.length)] as T);
  return Array.from({ length: 600 }, (_, id): OddRow => {
    const day = 1 + random.integer(28);
    const asOf = `2026-02-${String(day).padStart(2, "0")}T00:00:00.000Z`;
    const events = Array.from({ length: random.integer(5) }, (_, i) => ({
      at: `2026-0${1 + (i % 2)}-${String(1 + random.integer(28)).padStart(2, "0")}T12:00:00.000Z`,
      type: i % 3 === 0 ? "mail" : "visit",
    }));
    return {
      id,
      source: one(sources),
      visits: one([0, 1, 2, 3, 7, 20, 1e6, -0.5, 2.5]),
      amount:
        random.next() < 0.02 ? "abc" : one(amounts.filter((text) => text !== "abc" && text !== "1e400")),
      seats: one([0, 1, 10, 100]),
      stage: random.next() < 0.02 ? "strange" : one(["new", "offer", "won", " new "]),
      optOut: one([true, false]),
      contactedAt: one(["2026-01-01T00:00:00.000Z", "2026-02-10T06:30:00.000Z", "2025-03-01T00:00:00.000Z"]),
      asOf,
      status: one(["won", "lost", "no decision", "open", "Won"], 0.05),
      events,
    };
  });
})();

export const oddFeatures = featureSet<OddRow>()({
  source: categorical("source", {
    ignoreCase: true,
    missing: ["?", "N/A"],
    aliases: { kelvin: "K", "a\\b": "web" },
  }),
  exactly: categorical("source"),
  visits: numeric("visits", { transform: "log1p" }),
  amount: numeric("amount", { fromText: true, clip: [0, 100] }),
  perSeat: ratio("visits", "seats"),
  more: expression({
    op: "call",
    name: "add",
    arguments: [
      { op: "field", field: "visits" },
      { op: "field", field: "seats" },
    ],
  }),
  stage: ordinal("stage", ["new", "offer", "won"]),
  optOut: flag("optOut"),
  quiet: daysSince("contactedAt"),
  recent: countEvents("events", { where: { type: "visit" }, withinDays: 20 }),
});

/** A record with nothing but a flag and a number. */
export interface FlagRow {
  readonly flag: boolean | null;
  readonly number: number;
}

export const flagFeatures = featureSet<FlagRow>()({
  number: flag("number", { trueValues: [1], falseValues: [0, 2] }),
});
