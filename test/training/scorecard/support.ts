import { expit, seededRandom } from "../../../src/core/index";
import { categorical, featureSet, flag, numeric, ordinal } from "../../../src/features/index";
import type { ScorecardBin, ScorecardFeature, ScorecardFit } from "../../../src/training/index";

export interface Lead {
  readonly visits: number | null;
  /** Days since the last contact; 999 for never, −1 for unknown. */
  readonly contact: number | null;
  readonly source: string | null;
  readonly size: string | null;
  readonly optOut: boolean | null;
  readonly weight: number;
  readonly won: boolean;
}

export const SIZES = ["small", "medium", "large", "huge"];

const random = seededRandom(20);
const pick = <T>(list: readonly T[]): T => list[random.integer(list.length)] as T;

/** Leads that are won more often with visits, recent contact, size and some sources. */
export const leads = Array.from({ length: 3000 }, (): Lead => {
  const visits = random.next() < 0.08 ? null : random.integer(15);
  const contact = pick([999, -1, null, ...Array.from({ length: 7 }, () => random.integer(60))]);
  const source = pick(["web", "fair", "mail", "referral", "partner", "web", "web", null]);
  const size = pick([...SIZES, ...SIZES, ...SIZES, null]);
  const optOut = random.next() < 0.2;
  const recent = contact === null || contact === 999 || contact === -1 ? 0 : (30 - contact) / 25;
  const margin =
    -1.6 +
    (visits ?? 9) / 6 +
    recent +
    (contact === 999 ? -1.5 : contact === -1 ? 0.8 : 0) +
    (source === "referral" || source === "partner" ? 1 : source === null ? -1 : 0) +
    SIZES.indexOf(size ?? "small") / 3 -
    (optOut ? 1.2 : 0);
  const won = random.next() < expit(margin - 0.5);
  return { visits, contact, source, size, optOut, won, weight: random.integer(3) };
});

export const features = featureSet<Lead>()({
  visits: numeric("visits", { label: "visits" }),
  contact: numeric("contact", { label: "days since contact" }),
  source: categorical("source"),
  size: ordinal("size", SIZES),
  optOut: flag("optOut"),
});

export const options = {
  features,
  outcome: (lead: Lead) => lead.won,
  special: { contact: [999, -1] },
};

export const featureOf = ({ report }: ScorecardFit, name: string): ScorecardFeature =>
  report.features.find((one) => one.name === name) as ScorecardFeature;

export const binsOf = (fit: ScorecardFit, name: string): readonly ScorecardBin[] => featureOf(fit, name).bins;

/** The bin of the report that holds a value of a feature, found by reading the report alone. */
export function binOf(fit: ScorecardFit, name: string, value: unknown): ScorecardBin | undefined {
  const bins = binsOf(fit, name);
  const number = Number(value);
  return (
    bins.find(({ bin }) => (value === null ? "missing" in bin : "special" in bin && bin.special === value)) ??
    bins.find(({ bin }) => "levels" in bin && bin.levels.includes(String(value))) ??
    bins.find(({ bin }) => "levels" in bin && bin.otherLevels) ??
    bins.find(({ bin }) => {
      if (!("from" in bin)) return false;
      return (
        number >= (bin.from ?? Number.NEGATIVE_INFINITY) && number < (bin.to ?? Number.POSITIVE_INFINITY)
      );
    })
  );
}

/** The points of a record, added up by hand from the report. */
export function pointsByHand(fit: ScorecardFit, record: object): number {
  return fit.report.features.reduce((total, { name }) => {
    const value = (record as Readonly<Record<string, unknown>>)[name];
    return total + (binOf(fit, name, value ?? null)?.points ?? Number.NaN);
  }, fit.report.scale.basePoints);
}
