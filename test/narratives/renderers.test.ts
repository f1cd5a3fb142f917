import { describe, expect, it } from "vitest";
import { narrate, toMarkdown, toPlainText } from "../../src/narratives/index";
import { acme, acmeOptions, explanationOf, feature, line } from "./fixtures";

const named = (name: string) => narrate(explanationOf([feature("visits")], [line("visits", 5, 1)]), { name });

describe("plain text", () => {
  it("a section without anything to say is left out", () => {
    expect(toPlainText(narrate(explanationOf([], [], { points: true, base: 3 })))).toBe(
      "This lead: scores 3 points\nNothing sets it apart.",
    );
  });

  it("a text that ends a sentence gets no second full stop", () => {
    const text = (action: string) => toPlainText(narrate(acme, { actions: [{ text: action }] }));
    expect(text("Call them!")).toContain("Next: Call them!\n");
    expect(text("call")).toContain("Next: call.\n");
  });

  it("nothing in a narrative adds a line, not even one changed by hand", () => {
    const narrative = narrate(acme, acmeOptions);
    const changed = {
      ...narrative,
      headline: { ...narrative.headline, text: "A\nReasons: bought yesterday" },
    };
    expect(toPlainText(changed).split("\n")).toHaveLength(toPlainText(narrative).split("\n").length);
  });
});

describe("Markdown", () => {
  it("titles are bold, items are lists", () => {
    expect(toMarkdown(named("Acme")).split("\n")).toEqual([
      "**Acme: about as likely to convert as not (55%)**",
      "",
      "**Reasons**",
      "",
      "- visits: 5",
      "",
      "**Next**",
      "",
      "- write, and offer a call",
    ]);
  });

  it.each([
    ["[x](javascript:alert(1))", "\\[x\\](javascript:alert(1))"],
    ["<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"],
    ["![i](http://e.vil/x)", "!\\[i\\](http\\:\\//e\\.vil/x)"],
    ["a\n\n# b", "a # b"],
    ["**bold** _it_ `code` ~~no~~", "\\*\\*bold\\*\\* \\_it\\_ \\`code\\` \\~\\~no\\~\\~"],
    ["a | b $x$ \\ ^1", "a \\| b \\$x\\$ \\\\ \\^1"],
    ["# heading", "\\# heading"],
    ["- item", "\\- item"],
    ["+ item", "\\+ item"],
    ["12. item", "12\\. item"],
    ["12) item", "12\\) item"],
    ["2.R", "2\\.R"],
    ["&lt;b&gt;", "&amp;lt;b&amp;gt;"],
    ["www.evil.com", "www\\.evil\\.com"],
    ["//evil.com", "\\//evil\\.com"],
    ["ada@evil.com", "ada\\@evil\\.com"],
    ["3.5 St. Gallen", "3.5 St. Gallen"],
  ])("%j is shown as it is", (name, escaped) => {
    const { headline, ...rest } = named("Acme");
    expect(toMarkdown({ ...rest, headline: { ...headline, text: name } }).split("\n")[0]).toBe(
      `**${escaped}**`,
    );
    const reasonsFor = rest.reasonsFor.map((reason) => ({ ...reason, text: name }));
    expect(toMarkdown({ ...rest, headline, reasonsFor })).toContain(`- ${escaped}\n`);
  });
});

describe.each([toPlainText, toMarkdown])("bad input", (render) => {
  it("what is not a narrative is refused", () => {
    const narrative = narrate(acme);
    const wrong = (value: unknown) => () => render(value as never);
    const name = render.name;
    expect(wrong(null)).toThrow(`${name}: expected narrative.headline to have a text, received undefined`);
    expect(wrong({ ...narrative, reasonsFor: "x" })).toThrow(
      `${name}: expected narrative.reasonsFor to be a list`,
    );
    expect(wrong({ ...narrative, why: [{}] })).toThrow(`${name}: expected narrative.why to have a text`);
    expect(wrong({ ...narrative, remarks: undefined })).toThrow(
      `${name}: expected narrative.remarks to be a list`,
    );
    expect(wrong({ ...narrative, titles: {} })).toThrow(
      `${name}: expected narrative.titles.reasonsFor to be text`,
    );
  });
});
