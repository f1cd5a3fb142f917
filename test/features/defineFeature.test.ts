import { describe, expect, it } from "vitest";
import { numeric } from "../../src/features/index";
import { failure } from "../core/failure";
import type { Any } from "./read";

const make = (options: unknown) => numeric<Any>("x", options as never);

describe("the options that every extractor takes", () => {
  it("are kept on the feature", () => {
    const options = {
      label: "time on site",
      unit: "s",
      source: { system: "web analytics", refreshedAt: "2026-03-09T06:00:00Z" },
      visibility: "internal",
      phrase: "{value} on the site",
    };
    expect(make(options)).toMatchObject(options);
  });

  it("are null or public where they are not given, or undefined", () => {
    const plain = { label: null, unit: null, source: null, visibility: "public", phrase: null, levels: null };
    expect(make({})).toMatchObject(plain);
    expect(make({ label: undefined, source: undefined, visibility: undefined })).toMatchObject(plain);
  });

  it.each([
    [{ label: "" }, 'label to be text, received ""'],
    [{ unit: 3 }, "unit to be text, received 3"],
    [{ phrase: null }, "phrase to be text, received null"],
    [{ visibility: "secret" }, 'visibility public, internal or protected, received "secret"'],
    [{ source: "CRM" }, 'source to be an object, received "CRM"'],
    [{ source: {} }, "source.system to be text, received undefined"],
    [{ source: { system: "CRM", at: 1 } }, 'source with keys system, refreshedAt, received "at"'],
    [
      { source: { system: "CRM", refreshedAt: "yesterday" } },
      'source.refreshedAt to be ISO 8601 text, received "yesterday"',
    ],
    [
      { source: { system: "CRM", refreshedAt: new Date(0) } },
      "source.refreshedAt to be ISO 8601 text, received the Date 1970-01-01T00:00:00.000Z",
    ],
  ])("%j is refused", (options, message) => {
    expect(failure(() => make(options))).toBe(`invalid_argument: numeric: expected ${message}`);
  });

  it("the feature is frozen", () => {
    expect(Object.isFrozen(make({}))).toBe(true);
  });
});
