import { describeValue } from "../core/describe";

/** What the code below reads of a zod issue; zod fills in `input` only where it is asked to. */
export interface Issue {
  readonly code?: string | undefined;
  readonly path?: readonly PropertyKey[] | undefined;
  readonly message?: string | undefined;
  readonly input?: unknown;
  readonly expected?: unknown;
  readonly values?: readonly unknown[];
  readonly minimum?: unknown;
  readonly maximum?: unknown;
  readonly origin?: unknown;
  readonly keys?: readonly string[];
  readonly errors?: readonly (readonly Issue[])[];
  readonly discriminator?: unknown;
  readonly options?: readonly unknown[];
}

const NOUNS: Readonly<Record<string, string>> = {
  array: "a list",
  boolean: "true or false",
  number: "a finite number",
  object: "an object",
  string: "text",
  tuple: "a list",
};

/** Makes zod's messages: every schema is given this object. */
export const SAYING = {
  error: (issue: Issue): string => {
    const inner = bestAlternative(issue);
    if (inner?.message !== undefined) return inner.message;
    const { expected, received } = describeIssue(issue);
    return `expected ${expected}, received ${describeValue(received)}`;
  },
};

/**
 * What an issue of zod says, in words.
 *
 * @param issue - an issue with its input
 * @returns the path below the issue's own, what was expected there, and what was found
 */
export function describeIssue(issue: Issue): {
  readonly path: readonly PropertyKey[];
  readonly expected: string;
  readonly received: unknown;
} {
  const path = issue.path ?? [];
  const found = (expected: string, received: unknown) => ({ path, expected, received });
  const { input } = issue;
  switch (issue.code) {
    case "invalid_type":
      return found(NOUNS[String(issue.expected)] ?? String(issue.expected), input);
    case "invalid_value":
      return found(oneOf(issue.values ?? []), input);
    case "unrecognized_keys":
      return found("an object without other keys", issue.keys?.[0]);
    case "too_small":
      return found(
        issue.origin === "array" ? `a list of ${issue.minimum}` : `at least ${issue.minimum}`,
        input,
      );
    case "too_big":
      return found(
        issue.origin === "array" ? `a list of ${issue.maximum}` : `at most ${issue.maximum}`,
        input,
      );
    case "invalid_union":
      return describeUnion(issue);
    default:
      return found("a valid value", input);
  }
}

function describeUnion(issue: Issue): ReturnType<typeof describeIssue> {
  const { path = [], input, discriminator, options = [], errors = [] } = issue;
  if (typeof discriminator === "string") {
    return { path, expected: oneOf(options), received: (input as Record<string, unknown>)[discriminator] };
  }
  const inner = bestAlternative(issue);
  if (inner !== null) {
    const described = describeIssue(inner);
    return { ...described, path: [...path, ...described.path] };
  }
  const alternatives = errors.flat().map((alternative) => describeIssue(alternative).expected);
  return { path, expected: [...new Set(alternatives)].join(" or "), received: input };
}

/**
 * Of a value that fits no alternative of a union, the first issue of the alternative with the fewest issues; null
 * where the value is of another type altogether.
 */
function bestAlternative({ errors = [] }: Issue): Issue | null {
  const isOfAnotherType = errors.every((issues) => issues.length === 1 && issues[0]?.path?.length === 0);
  if (isOfAnotherType) return null;
  const [best] = errors.toSorted((a, b) => a.length - b.length);
  return best?.[0] ?? null;
}

const oneOf = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join(" or ");
