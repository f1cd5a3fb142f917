import {
  categorical,
  createScorer,
  daysSince,
  featureSet,
  flag,
  numeric,
  pointsModel,
  type Scorer,
  seededRandom,
} from "salience";

/** A lead as a file has it: every value may be text. */
export interface BatchLead {
  readonly id: string;
  readonly employees: number | string | null;
  readonly visits: number | string | null;
  readonly source: string | null;
  readonly lastTouch: string | null;
  readonly optedOut: boolean | string;
}

/** The columns of the file that the features read. */
export const FIELDS = ["employees", "visits", "source", "lastTouch", "optedOut"] as const;

/** The day from which the leads are seen. */
export const TODAY = new Date("2026-11-21T09:00:00Z");

/** Points by rules: fit, interest, silence. A model that was learned and saved as JSON would do as well. */
export function batchScorer(): Scorer<BatchLead> {
  const features = featureSet<BatchLead>()({
    employees: numeric("employees", { fromText: true, unit: "employees" }),
    visits: numeric("visits", { fromText: true }),
    source: categorical("source", { ignoreCase: true }),
    daysSilent: daysSince("lastTouch"),
    optedOut: flag("optedOut", { trueValues: ["yes"], falseValues: ["no"] }),
  });
  const model = pointsModel({
    features,
    rules: [
      { id: "size", when: { feature: "employees", atLeast: 50, atMost: 5000 }, points: 20 },
      { id: "visits", when: { feature: "visits", above: 0 }, points: 2, times: "visits", cap: 30 },
      { id: "source", when: { feature: "source", in: ["partner", "webinar"] }, points: 15 },
      { id: "silent", when: { feature: "daysSilent", above: 60 }, points: -20 },
    ],
    disqualify: [{ id: "optedOut", when: { feature: "optedOut", is: true }, reason: "has opted out" }],
  });
  return createScorer(model, features);
}

/** Made-up leads, some with gaps, and one in 2,500 with a date that nobody can read. */
export function* madeUpLeads(count: number): Generator<BatchLead> {
  const random = seededRandom(3);
  const sources = ["partner", "webinar", "Fair", "search", null];
  for (let i = 0; i < count; i++) {
    const day = new Date(TODAY.getTime() - random.integer(200) * 86_400_000).toISOString().slice(0, 10);
    yield {
      id: `L${100_000 + i}`,
      employees: random.next() < 0.1 ? null : 1 + random.integer(8000),
      visits: random.integer(25),
      source: sources[random.integer(sources.length)] ?? null,
      lastTouch: i % 2500 === 1234 ? "last week" : day,
      optedOut: random.next() < 0.05,
    };
  }
}
