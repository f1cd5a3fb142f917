import { describeValue } from "../core/describe";
import { isRejection } from "./readers";

/** A record that could not be read, and why. */
export interface RejectedRecord {
  /** Position of the record in the input. */
  readonly index: number;
  /** The first feature that could not be read, or null if the record itself is none or has no finite sum. */
  readonly feature: string | null;
  /** What was expected and what was received. */
  readonly reason: string;
}

/** Why a record is rejected: what a feature said of its value, or what was wanted. */
export function problemOf(
  index: number,
  feature: string | null,
  value: unknown,
  wanted: string,
): RejectedRecord {
  const isReason = isRejection(value) && "expected" in value;
  const { expected, received } = isReason ? value : { expected: wanted, received: value };
  return { index, feature, reason: `expected ${expected}, received ${describeValue(received)}` };
}

/** What a function of the host threw, which may be anything. */
export function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(describeValue(thrown));
}
