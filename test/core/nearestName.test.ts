import { expect, test } from "vitest";
import { nearestName } from "../../src/core/nearestName";

const names = ["Lead Source", "visits", "\uFEFFid", "Close Date", "close_date_2", "日付"];

test.each([
  ["Visits", "visits"],
  ["id", "\uFEFFid"],
  ["leadSource", "Lead Source"],
  ["closeDate", "Close Date"],
  [" lead source ", "Lead Source"],
  ["vists", "visits"],
  ["viists", "visits"],
  ["visist", "visits"],
  ["日付 ", "日付"],
])("%j is near %j", (name, expected) => expect(nearestName(name, names)).toBe(expected));

test.each(["budget", "v", "", "closing", "x".repeat(100_000)])("nothing is near %j", (name) => {
  expect(nearestName(name, names)).toBe(null);
});

test("a swap of two letters is one change, and more than a third of the letters is too far", () => {
  expect(nearestName("abc", ["bac"])).toBe("bac");
  expect(nearestName("abc", ["xyc"])).toBe(null);
});

test("of equally near names the first is taken, and equal letters are nearer than any change", () => {
  expect(nearestName("cat", ["cab", "car"])).toBe("cab");
  expect(nearestName("cat", ["cab", "CAT"])).toBe("CAT");
});

test("names of signs only are compared as they are", () => {
  expect(nearestName("%", ["#", "%"])).toBe("%");
  expect(nearestName("%", ["#"])).toBe(null);
});

test("long names and many names take no time", () => {
  const many = Array.from({ length: 20_000 }, (_, i) => `${"x".repeat(90)}${i}`);
  const started = process.cpuUsage().user;
  nearestName("y".repeat(92), many);
  nearestName("y".repeat(1_000_000), ["z".repeat(1_000_000)]);
  expect((process.cpuUsage().user - started) / 1000).toBeLessThan(5000);
});
