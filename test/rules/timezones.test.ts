import { afterEach, describe, expect, test } from "vitest";
import { categorical, featureSet } from "../../src/features/index";
import { narrate } from "../../src/narratives/index";
import { countsFromRecords, mergeCounts } from "../../src/training/index";
import { explanationOf, feature } from "../narratives/fixtures";

/** Minutes behind UTC on 1 January. */
const offsets: Readonly<Record<string, number>> = { UTC: 0, "America/New_York": 300, "Asia/Kolkata": -330 };

test(`the tests run in the time zone that they are meant to run in, ${process.env.TZ}`, () => {
  expect(new Date(2026, 0, 1).getTimezoneOffset()).toBe(offsets[process.env.TZ ?? ""] ?? expect.any(Number));
});

describe("the zone of the machine plays no part", () => {
  const zoneOfTheRun = process.env.TZ as string;
  afterEach(() => {
    process.env.TZ = zoneOfTheRun;
  });

  const HOUR = 3_600_000;
  // Apia has no 30 December 2011, Kwajalein no 21 August 1993; New York sets its clocks forward on 8 March 2026
  const spells = ["2011-12-29", "1993-08-20", "2026-03-07"].map((day) => Date.parse(`${day}T00:00:00Z`));
  const zones = ["UTC", "Pacific/Apia", "Pacific/Kwajalein", "America/New_York"];

  function told(refreshedAt: string, asOf: Date, timeZone: string) {
    const source = { system: "CRM", refreshedAt };
    const explanation = explanationOf([feature("x", { source })], [], { asOf: null, values: { x: 1 } });
    return narrate(explanation, { asOf, format: { timeZone } }).sources[0]?.text;
  }

  /** What is told of refreshes in every third hour and on every day, around days that a zone skips or cuts. */
  function narratives() {
    return spells.flatMap((start) =>
      zones.flatMap((zone) =>
        Array.from({ length: 20 }, (_, i) => {
          const refresh = new Date(start + 3 * i * HOUR).toISOString();
          const asOf = new Date(start + (60 + 3 * i) * HOUR);
          return [told(refresh, asOf, zone), told(refresh.slice(0, 10), asOf, zone)];
        }),
      ),
    );
  }

  test("counts that were stored without an offset are of UTC", () => {
    process.env.TZ = "America/New_York";
    const features = featureSet<{ origin: string }>()({ origin: categorical("origin") });
    const asOf = new Date("2026-03-08T02:30:00Z");
    const { counts } = countsFromRecords([{ origin: "web" }], { features, outcome: () => true, asOf });
    const stored = { ...counts, from: "2026-03-08T02:30", to: "2026-03-08 02:30:00" };
    expect(mergeCounts(stored, counts)).toMatchObject({ from: counts.from, to: counts.to });
    expect(counts.from).toBe(asOf.toISOString());
  });

  test.each(["Pacific/Apia", "Pacific/Kwajalein", "America/New_York", "Asia/Kolkata"])("in %s", (zone) => {
    process.env.TZ = "UTC";
    const expected = narratives();
    process.env.TZ = zone;
    expect(new Date(2026, 0, 1).getTimezoneOffset()).not.toBe(0);
    expect(narratives()).toEqual(expected);
  });
});
