import { describe, expect, it } from "vitest";
import { narrate } from "../../src/narratives/index";
import { acme } from "./fixtures";

const refused = (options: unknown) => {
  try {
    narrate(acme, options as never);
  } catch (error) {
    return (error as Error).message.replace("narrate: expected ", "");
  }
  return "accepted";
};

const cases: readonly (readonly [unknown, string])[] = [
  [null, "options to be an object, received null"],
  [{ nmae: "x" }, 'received "nmae"'],
  [JSON.parse('{"__proto__": {}}'), 'received "__proto__"'],
  [{ name: 5 }, "name to be text, received 5"],
  [{ bucket: {} }, "bucket to be text"],
  [{ topShare: 0 }, "topShare in (0, 1], received 0"],
  [{ topShare: 1.1 }, "topShare in [0, 1], received 1.1"],
  [{ topShare: Number.NaN }, "topShare in [0, 1], received NaN"],
  [{ rank: { position: 4, of: 3 } }, "rank.position in [1, 3], received 4"],
  [{ rank: { position: 1 } }, "rank.of to be a finite number of at least 1, received undefined"],
  [{ population: 3 }, "population to be text"],
  [{ asOf: "January" }, "asOf to be a Date or ISO 8601 text"],
  [{ asOf: new Date(Number.NaN) }, "asOf to be a Date or ISO 8601 text"],
  [{ outcome: { past: "" } }, "outcome.past to be text that is not empty"],
  [{ outcome: "buy" }, "outcome to be an object"],
  [{ recordNoun: { one: "lead" } }, "recordNoun.other to be text that is not empty"],
  [{ facts: [] }, "facts to be an object"],
  [
    { facts: { value: 3 } },
    'facts with names other than value, usual, name, without { } |, received "value"',
  ],
  [{ facts: { "a|b": 3 } }, 'received "a|b"'],
  [{ facts: { day: new Date(Number.NaN) } }, "facts.day to be text, a number, a valid Date or missing"],
  [{ facts: { day: {} } }, "facts.day to be text, a number, a valid Date or missing"],
  [{ phrases: { visits30d: "" } }, "phrases.visits30d to be text that is not empty"],
  [{ phrases: { visits30d: [] } }, "phrases.visits30d to hold at least one text"],
  [{ phrases: { visits30d: { texts: "x" } } }, 'received "texts"'],
  [{ phrases: { visits30d: { levels: { yes: 3 } } } }, "phrases.visits30d.levels.yes to be text"],
  [
    { phrases: { x: "{valeu} visits" } },
    'phrases.x with placeholders {value}, {usual}, {name}, received "valeu"',
  ],
  [
    { groups: { x: "with {pages}" }, facts: { page: 1 } },
    'with placeholders {value}, {usual}, {name}, {page}, received "pages"',
  ],
  [{ history: [] }, "history to be an object"],
  [{ history: { rows: 10, events: 11, features: {} } }, "history.events in [0, 10], received 11"],
  [{ history: { rows: 10, events: 1, features: { x: {} } } }, "history.features.x to be a list of cells"],
  [
    { history: { rows: 10, events: 1, features: { x: [{ rows: 1, events: 1 }] } } },
    "a cell of history.features.x to have level, from and to, or missing",
  ],
  [
    { history: { rows: 10, events: 1, features: { x: [{ level: "a", rows: Number.NaN, events: 1 }] } } },
    "history.features.x[].rows to be a finite number of at least 0, received NaN",
  ],
  [{ actions: {} }, "actions to be a list"],
  [{ actions: [{ text: "x", if: 3 }] }, 'received "if"'],
  [{ actions: [{ when: {} }] }, "actions[0].text to be text that is not empty"],
  [{ actions: [{ when: { outlook: "good" }, text: "x" }] }, "actions[0].when.outlook to be one of"],
  [
    { actions: [{ when: { status: "ok" }, text: "x" }] },
    "actions[0].when.status to be one of scored, disqualified",
  ],
  [{ actions: [{ when: { bucket: [3] }, text: "x" }] }, "actions[0].when.bucket to hold text, received 3"],
  [{ actions: [{ when: { reasons: "x" }, text: "x" }] }, 'received "reasons"'],
  [{ ask: "budget" }, "ask to be a list of names"],
  [{ reach: { changes: [] } }, "reach.bucket to be text"],
  [
    { reach: { bucket: "A", changes: [{ feature: "x" }] } },
    "reach.changes[].to to be a number, text or null",
  ],
  [{ policy: { hide: "x" } }, "policy.hide to be a list of feature names"],
  [{ policy: { hidden: [] } }, 'received "hidden"'],
  [{ policy: { expect: { x: "up" } } }, 'policy.expect.x to be "increasing" or "decreasing", received "up"'],
  [{ policy: { unusual: "no" } }, 'policy.unusual to be "say" or "hide"'],
  [{ policy: { minimumShare: 2 } }, "policy.minimumShare in [0, 1]"],
  [{ policy: { maximumReasons: 1.5 } }, "policy.maximumReasons to be a whole number"],
  [{ policy: { maximumSteps: -1 } }, "policy.maximumSteps to be a whole number of at least 0"],
  [{ thresholds: { likely: 0.3 } }, "thresholds.likely in [0.4, 1], received 0.3"],
  [{ thresholds: { aboveAverage: 0.5 } }, "thresholds.aboveAverage to be a finite number of at least 1"],
  [{ staleAfterDays: -1 }, "staleAfterDays to be a finite number of at least 0"],
  [{ format: { locale: "xx" } }, 'format.locale to be a locale that Intl supports, received "xx"'],
  [{ format: { locale: "no such locale" } }, "format.locale to be a locale that Intl supports"],
  [{ format: { locale: ["en"] } }, "format.locale to be a locale that Intl supports"],
  [{ format: { timeZone: "Mars/Olympus" } }, "format.timeZone to be a time zone that Intl supports"],
  [{ format: { currency: "euro" } }, "format.currency to be an ISO 4217 code such as EUR"],
  [{ words: { headlin: "x" } }, 'received "headlin"'],
  [{ words: { bucket: 3 } }, "words.bucket to be text, received 3"],
  [
    { words: { bucket: "{name}" } },
    "words.bucket with placeholders {bucket}, {verb}, {past}, {noun}, {nouns}",
  ],
  [{ words: { numerals: "one" } }, "words.numerals to be a list of texts"],
];

describe("options", () => {
  it.each(cases)("%j is refused", (options, message) => {
    expect(refused(options)).toContain(message);
  });

  it("names that the model does not read are accepted: one table serves several models", () => {
    const options = {
      phrases: { other: "{value}" },
      groups: { other: "with {value}" },
      ask: ["other"],
      policy: { hide: ["other"], expect: { other: "increasing" } },
      actions: [{ when: { reasonFor: "other" }, text: "x" }],
      history: { rows: 0, events: 0, features: { other: [] } },
    };
    expect(refused(options)).toBe("accepted");
  });

  it("an unknown placeholder has the code invalid_configuration", () => {
    expect(() => narrate(acme, { phrases: { x: "{y}" } })).toThrow(
      expect.objectContaining({ name: "SalienceError", code: "invalid_configuration" }),
    );
  });
});

describe("the explanation", () => {
  it.each([null, undefined, 3, {}, { ...acme, result: { status: "ok" } }, { ...acme, contributions: {} }])(
    "%j is refused",
    (explanation) => {
      expect(() => narrate(explanation as never)).toThrow(
        "narrate: expected explanation to be the result of explain",
      );
    },
  );

  it("a contribution that is no number is refused", () => {
    const contributions = [{ ...acme.contributions[0], contribution: Number.NaN }];
    expect(() => narrate({ ...acme, contributions } as never)).toThrow(
      'narrate: expected the contribution of "visits30d" to be a finite number, received NaN',
    );
  });
});
