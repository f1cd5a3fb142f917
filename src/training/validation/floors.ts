import { checkNumber, checkOptions } from "../../core/checks";

/** What a data set should have before a model is learned from it. Each part is optional. */
export interface DataFloors {
  /** Records with an outcome. */
  readonly records?: number;
  readonly events?: number;
  readonly nonEvents?: number;
  /** Records of the rarer outcome per number that a model has to learn. */
  readonly eventsPerParameter?: number;
  /** Days between the first and the last record. */
  readonly spanDays?: number;
  /** Only records of this many days before the last one count for the first three. */
  readonly withinDays?: number;
}

/**
 * The default of `dataSufficiency`, and what makes data thin instead of insufficient: 100 of each outcome, which is
 * what it takes to see whether probabilities are right; 10 of the rarer outcome per parameter; and three months.
 */
export const USUAL_FLOORS: DataFloors = {
  events: 100,
  nonEvents: 100,
  eventsPerParameter: 10,
  spanDays: 90,
};

/**
 * Floors that vendors publish for their own predictive scores, with the page that says so.
 *
 * - `dynamics365`: Microsoft Dynamics 365 Sales, lead and opportunity scoring: 40 qualified and 40 disqualified leads (or
 *   40 won and 40 lost opportunities) within a chosen time frame of 3 months to 2 years; the longest is taken here.
 *   learn.microsoft.com/dynamics365/sales/faq-lead
 * - `einsteinLead`: Salesforce Einstein Lead Scoring: 1,000 leads created in the last 200 days, 120 of them converted;
 *   for each segment as well. help.salesforce.com, "Considerations for Setting Up Einstein Lead Scoring"
 * - `einsteinOpportunity`: Salesforce Einstein Opportunity Scoring: 200 closed won and 200 closed lost opportunities in
 *   the last 24 months. help.salesforce.com, "Considerations for Setting Up Einstein Opportunity Scoring"
 */
export const VENDOR_FLOORS = {
  dynamics365: { events: 40, nonEvents: 40, withinDays: 730 },
  einsteinLead: { records: 1000, events: 120, withinDays: 200 },
  einsteinOpportunity: { events: 200, nonEvents: 200, withinDays: 730 },
} as const satisfies Readonly<Record<string, DataFloors>>;

/** The name of a vendor's floors. */
export type VendorFloors = keyof typeof VENDOR_FLOORS;

const NAMES = ["records", "events", "nonEvents", "eventsPerParameter", "spanDays", "withinDays"] as const;

/**
 * The floors that are asked for, by name or one by one.
 *
 * @param caller - name of the calling function
 * @param floors - a vendor's name, or numbers
 * @returns the numbers
 * @throws SalienceError `invalid_argument`
 */
export function checkFloors(caller: string, floors: VendorFloors | DataFloors): DataFloors {
  if (typeof floors === "string" && Object.hasOwn(VENDOR_FLOORS, floors)) return VENDOR_FLOORS[floors];
  const names = Object.keys(VENDOR_FLOORS).map((name) => `"${name}"`);
  checkOptions(caller, `floors (${names.join(", ")} or numbers)`, floors, NAMES);
  const numbers = floors as DataFloors;
  for (const name of NAMES) {
    if (numbers[name] !== undefined) checkNumber(caller, `floors.${name}`, numbers[name], 0);
  }
  return numbers;
}
