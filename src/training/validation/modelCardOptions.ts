import type { GroupReport } from "../../metrics/groupReport";
import type { CrossValidation } from "./crossValidationTypes";
import type { LeakageReport } from "./leakageReport";
import type { PublishDecision } from "./publishGate";
import type { DataSufficiency } from "./sufficiencyTypes";

/** What a model card tells beside the model. What is not given is not told, and named as missing where it matters. */
export interface ModelCardOptions {
  /** The heading, `Model card` by default. */
  readonly title?: string;
  /** What the score is for, and what it is not for. */
  readonly purpose?: string;
  /** What the event is, such as `won within 90 days`. */
  readonly event?: string;
  /** The data in a sentence: which records, which were left out. */
  readonly data?: string;
  /** How the model does on records that it had not seen. */
  readonly validation?: CrossValidation;
  readonly sufficiency?: DataSufficiency;
  readonly leakage?: LeakageReport;
  readonly decision?: PublishDecision;
  /** Rates by group, by what the groups are: `{ region: groupReport(…) }`. */
  readonly groups?: Readonly<Record<string, GroupReport>>;
  /** What users should know, one sentence each. */
  readonly limits?: readonly string[];
}
