import {
  categorical,
  countEvents,
  createScorer,
  featureSet,
  fitLogistic,
  flag,
  hashUnit,
  narrate,
  normalQuantile,
  numeric,
  quantile,
  seededRandom,
  sha256,
  toPlainText,
} from "../../src/index";

interface Lead {
  readonly visits: number | null;
  readonly source: string;
  readonly optOut: boolean;
  readonly at: Date;
  readonly events: readonly { readonly at: Date }[];
  readonly won: boolean;
}

const DAY = 86_400_000;
const random = seededRandom(20_261_121);
const leads = Array.from({ length: 3000 }, (_, i): Lead => {
  const at = new Date(Date.UTC(2026, 0, 1) + i * DAY * 0.1);
  const events = Array.from({ length: random.integer(6) }, () => ({
    at: new Date(at.getTime() - random.next() * 60 * DAY),
  }));
  const visits = random.next() < 0.1 ? null : Math.exp(1 + random.normal());
  const source = ["web", "fair", "referral", "partner"][random.integer(4)] as string;
  const margin = -2 + 0.3 * (visits ?? 2) + 0.2 * events.length + (source === "referral" ? 1 : 0);
  return {
    visits,
    source,
    optOut: random.next() < 0.2,
    at,
    events,
    won: random.next() < 1 / (1 + Math.exp(-margin)),
  };
});

const features = featureSet<Lead>()({
  visits: numeric("visits", { transform: "log1p" }),
  source: categorical("source"),
  optOut: flag("optOut"),
  events30d: countEvents("events", { withinDays: 30 }),
});
const asOf = (lead: Lead) => lead.at;
const { model, report } = fitLogistic(leads, { features, outcome: (lead) => lead.won, asOf });
const scorer = createScorer(model, features);
const { score, margin } = scorer.scoreAll(leads, { asOf });
const { contributions } = scorer.explainAll(leads, { asOf });
const first = leads[0] as Lead;

/** Every bit of the numbers, so that a difference in the last place shows. */
const bits = (values: Float64Array) => sha256(Array.from(new BigUint64Array(values.buffer), String).join());

// printed by every version of Node, and compared
console.log(
  JSON.stringify(
    {
      model: model.provenance.contentHash,
      coefficients: report.coefficients,
      logLikelihood: report.logLikelihood,
      scores: bits(score),
      margins: bits(margin),
      contributions: contributions.map(bits),
      quantile: quantile(score, 0.37),
      normal: [0.001, 0.2, 0.975].map(normalQuantile),
      hash: hashUnit("lead-1", "seed"),
      words: toPlainText(narrate(scorer.explain(first, { asOf: first.at }), { history: report.history })),
    },
    null,
    1,
  ),
);
