import { expect, test } from "vitest";

/** Minutes behind UTC on 1 January. */
const offsets: Readonly<Record<string, number>> = { UTC: 0, "America/New_York": 300, "Asia/Kolkata": -330 };

test(`the tests run in the time zone that they are meant to run in, ${process.env.TZ}`, () => {
  expect(new Date(2026, 0, 1).getTimezoneOffset()).toBe(offsets[process.env.TZ ?? ""] ?? expect.any(Number));
});
