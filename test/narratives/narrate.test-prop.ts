import fc from "fast-check";
import { expect, it } from "vitest";
import { sum } from "../../src/core/numeric";
import type { FeatureSummary } from "../../src/models/types";
import {
  germanWords,
  type NarrateOptions,
  type Narrative,
  narrate,
  toMarkdown,
  toPlainText,
} from "../../src/narratives/index";
import { explanationOf, feature, levels, line, numbers } from "./fixtures";

const hostile = fc.constantFrom(
  "[x](javascript:alert(1))",
  "<script>",
  "\n# h",
  "{value}",
  "$&",
  "$1",
  "\u202Eabc",
  "\0",
  "__proto__",
  "1.",
  "{a|b}",
  "“”",
  "😀",
);
// lone surrogates and all; the three words below must come from nowhere but the data
const text = fc
  .array(fc.oneof(hostile, fc.string({ unit: "binary", maxLength: 12 }), fc.string({ maxLength: 12 })), {
    maxLength: 3,
  })
  .map((parts) => parts.join(""))
  .filter((one) => !/undefined|NaN|null/.test(one));

const unit = fc.constantFrom(null, "s", "days", "share", "%", "EUR", "employees", "money", "min", "years");
const phrase = fc.constantFrom(
  null,
  "{value} {visit|visits} in 30 days",
  "a thing happened",
  "{usual} then {value}",
  "{who} did",
  "{",
  "}{",
);
const number = fc.oneof(
  fc.integer({ min: -5, max: 1000 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1, 1e-9, 1e21, -1e300),
);
const type = fc.constantFrom("number", "flag", "ordinal", "category");

const oneFeature = fc.record({
  type,
  label: text,
  unit,
  phrase,
  visibility: fc.constantFrom("public", "public", "internal", "protected"),
  system: text,
  refreshedAt: fc.oneof(fc.constantFrom("2026-11-20", "2026-11-20T10:00:00Z", "1999-01-01"), text),
  number,
  level: text,
  missing: fc.boolean(),
  known: fc.boolean(),
  contribution: fc.double({ min: -5, max: 5, noNaN: true }),
});

const explanation = fc.array(oneFeature, { maxLength: 8 }).map((given) => {
  const features = given.map((one, i) =>
    feature(`f${i}`, {
      type: one.type,
      label: one.label,
      unit: one.unit,
      phrase: one.phrase,
      visibility: one.visibility,
      source: { system: one.system, refreshedAt: one.refreshedAt },
      levels: one.type === "ordinal" ? ["low", one.level] : null,
      reference: !one.known ? null : one.type === "category" ? levels("a", "b") : numbers(0, 2, 100),
    } as Partial<FeatureSummary>),
  );
  const lines = given.map((one, i) => {
    const value = one.missing
      ? null
      : one.type === "number"
        ? one.number
        : one.type === "flag"
          ? Math.abs((one.number % 2) | 0)
          : one.level;
    return line(`f${i}`, value, one.contribution, { referenceValue: one.type === "number" ? 2 : null });
  });
  return { features, lines };
});

const scored = fc
  .record({ given: explanation, points: fc.boolean() })
  .map(({ given, points }) => explanationOf(given.features, given.lines, { points }));

const other = fc
  .record({
    given: explanation,
    reason: text,
    status: fc.constantFrom("disqualified", "insufficient_data", "rejected"),
  })
  .map(({ given, reason, status }) => ({
    ...explanationOf(given.features, given.lines),
    result:
      status === "disqualified"
        ? ({ status: "disqualified", reason, rule: "r" } as const)
        : status === "rejected"
          ? ({ status: "rejected", feature: given.features[0]?.name ?? null, reason } as const)
          : ({
              status: "insufficient_data",
              missing: given.features.map(({ name }) => name),
              coverage: 0,
            } as const),
  }));

const cell = fc
  .record({ rows: fc.integer({ min: 0, max: 500 }), share: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ rows, share }) => ({ rows, events: Math.floor(rows * share) }));

const options: fc.Arbitrary<NarrateOptions> = fc.record(
  {
    name: fc.option(text),
    bucket: fc.constantFrom("A", "D", null),
    topShare: fc.double({ min: 0.001, max: 1, noNaN: true }),
    population: text,
    facts: fc.record({ who: fc.option(text) }),
    phrases: fc.constant({
      f0: { text: ["{who} has {value}", "{value}"], negative: "down {value}" },
      f1: ["{who}"],
    }),
    actions: fc.constant([
      { when: { reasonFor: "f0" }, text: ["do {value} for {who}", "do {value} {thing|things}"] },
      { text: "say {who}" },
    ]),
    ask: fc.constant(["f0", "f1", "f2"]),
    reach: fc.constant({ bucket: "A", changes: [{ feature: "f0", to: 3 }] }),
    history: fc.tuple(cell, cell, cell, cell).map(([a, b, c, d]) => ({
      rows: 2000,
      events: 700,
      features: {
        f0: [
          { from: null, to: 3, ...a },
          { from: 3, to: null, ...b },
          { missing: true as const, ...c },
        ],
        f1: [
          { level: "a", ...a },
          { level: "", ...d },
        ],
        f2: [
          { from: 0, to: 1, ...a },
          { from: 1, to: 2, ...b },
        ],
      },
    })),
    policy: fc.record({ maximumReasons: fc.nat({ max: 6 }), minimumRows: fc.nat({ max: 40 }) }),
    words: fc.constantFrom({}, germanWords),
    format: fc.record({
      locale: fc.constantFrom("en", "de", "fr", "ar", "ja"),
      timeZone: fc.constantFrom("UTC", "Asia/Kolkata"),
    }),
  },
  { requiredKeys: ["facts"] },
);

const textsOf = ({ headline, reasonsFor, reasonsAgainst, why, next, sources, remarks }: Narrative) =>
  [headline, ...reasonsFor, ...reasonsAgainst, ...why, ...next, ...sources, ...remarks].map(
    (item) => item.text,
  );

it("no text has undefined, NaN, null, an unfilled placeholder of ours, or a line break", () => {
  fc.assert(
    fc.property(fc.oneof(scored, other), options, (given, chosen) => {
      const narrative = narrate(given, chosen);
      for (const one of textsOf(narrative)) {
        expect(one).not.toMatch(
          /undefined|NaN|null|\{(label|usual|count|list|share|who|reason|system|date)\}/,
        );
        expect(one).not.toMatch(/[\n\r\u2028\u2029\u202E]/);
        expect(one.trim()).not.toBe("");
      }
    }),
  );
});

it("shown and other contributions together are margin − base, to 1e-9", () => {
  fc.assert(
    fc.property(scored, options, (given, chosen) => {
      const { reasonsFor, reasonsAgainst, remarks } = narrate(given, chosen);
      const rest = remarks.find((remark) => remark.kind === "rest");
      const shown = sum([...reasonsFor, ...reasonsAgainst].map((reason) => reason.contribution));
      expect(Math.abs(shown + (rest?.contribution ?? 0) - (given.margin - given.base))).toBeLessThan(1e-7);
      for (const reason of reasonsFor) expect(reason.contribution).toBeGreaterThan(0);
      for (const reason of reasonsAgainst) expect(reason.contribution).toBeLessThan(0);
    }),
  );
});

it("a feature that is not public appears nowhere", () => {
  fc.assert(
    fc.property(scored, options, (given, chosen) => {
      const secret = new Set(
        given.features.filter((one) => one.visibility !== "public").map(({ name }) => name),
      );
      const { reasonsFor, reasonsAgainst, why, next, remarks } = narrate(given, chosen);
      const named = [
        ...[...reasonsFor, ...reasonsAgainst, ...next].flatMap((item) => item.features),
        ...why.map((item) => item.feature),
        ...remarks.flatMap((remark) => (remark.kind === "missing" ? remark.features : [])),
      ];
      expect(named.filter((name) => secret.has(name))).toEqual([]);
    }),
  );
});

it("evidence never contradicts a reason that is told", () => {
  fc.assert(
    fc.property(scored, options, (given, chosen) => {
      const { reasonsFor, reasonsAgainst, why } = narrate(given, chosen);
      for (const { feature: name, rate, overall } of why) {
        const reason = [...reasonsFor, ...reasonsAgainst].find((reason) => reason.features[0] === name);
        expect(Math.sign(rate - overall.rate)).toBe(Math.sign(reason?.contribution ?? 0));
      }
    }),
  );
});

it("plain text has one line per section, whatever the data", () => {
  fc.assert(
    fc.property(fc.oneof(scored, other), options, (given, chosen) => {
      const narrative = narrate(given, chosen);
      const { reasonsFor, reasonsAgainst, why, next, sources, remarks } = narrative;
      const sections = [reasonsFor, reasonsAgainst, why, next, [...sources, ...remarks]].filter(
        (items) => items.length > 0,
      );
      expect(toPlainText(narrative).split("\n")).toHaveLength(1 + sections.length);
    }),
  );
});

it("Markdown without its escapes is the text again", () => {
  fc.assert(
    fc.property(scored, options, (given, chosen) => {
      const narrative = narrate(given, chosen);
      const markdown = toMarkdown(narrative);
      expect(markdown).not.toMatch(/<|(^|[^\\])(\\\\)*[[`~|$]/m);
      const shown = markdown
        .split("\n")
        .filter((one) => one.startsWith("- "))
        .map((one) =>
          one
            .slice(2)
            .replace(
              /\\([!-/:-@[-`{-~])|&(amp|lt|gt);/g,
              (_, mark, entity) => mark ?? { amp: "&", lt: "<", gt: ">" }[entity as "amp"],
            ),
        );
      const { reasonsFor, reasonsAgainst, why, next, sources } = narrative;
      expect(shown).toEqual(
        [...reasonsFor, ...reasonsAgainst, ...why, ...next, ...sources].map((item) => item.text),
      );
    }),
  );
});
