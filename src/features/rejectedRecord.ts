import { describeThrown, describeValue } from "../core/describe";
import { isRejection } from "./readers";
import type { Rejection } from "./types";

/** A record that could not be read, and why. */
export interface RejectedRecord {
  /** Position of the record in the input. */
  readonly index: number;
  /** The first feature that could not be read, or null if the record itself is none or has no finite sum. */
  readonly feature: string | null;
  /** What was expected and what was received. */
  readonly reason: string;
}

/** Why a record is rejected: what a feature said of its value, or what was wanted. It never throws. */
export function problemOf(
  index: number,
  feature: string | null,
  value: unknown,
  wanted: string,
): RejectedRecord {
  const { expected, received } = rejectionOf(value) ?? { expected: wanted, received: value };
  return { index, feature, reason: `expected ${expected}, received ${describeValue(received)}` };
}

/** Why a record is rejected that a function of the host threw for. */
export function failureOf(
  index: number,
  feature: string | null,
  thrown: unknown,
  wanted: string,
): RejectedRecord {
  const received = `an error: ${describeThrown(thrown)}`;
  return { index, feature, reason: `expected ${wanted}, received ${received}` };
}

/** What a feature said of its value; what a feature made by a host gives may be anything, and may throw. */
function rejectionOf(value: unknown): Rejection | null {
  try {
    if (!isRejection(value)) return null;
    const { expected, received } = value;
    return typeof expected === "string" ? { expected, received } : null;
  } catch {
    return null;
  }
}
