import { describe, expect, it } from "vitest";
import { placeholdersOf } from "../../src/narratives/fillTemplate";
import { englishWords, germanWords, narrate, toPlainText } from "../../src/narratives/index";
import { acme, acmeHistory, explanationOf, feature, line } from "./fixtures";

describe("another language", () => {
  it("German, with the host's labels in German", () => {
    const features = acme.features.map((one) => ({
      ...one,
      phrase: one.name === "visits30d" ? "{value} {Besuch|Besuche} in den letzten 30 Tagen" : null,
      label:
        one.name === "replied" ? "Antwort eines Entscheiders" : one.name === "budget" ? "Budget" : one.label,
      source: one.source && { ...one.source, system: one.source.system === "CRM" ? "CRM" : "Webanalyse" },
    }));
    const narrative = narrate(
      { ...acme, features },
      {
        name: "Acme Robotics",
        bucket: "A",
        topShare: 0.1,
        population: "der Leads dieses Monats",
        history: acmeHistory,
        ask: ["budget"],
        words: germanWords,
        format: { locale: "de", timeZone: "Europe/Berlin" },
        policy: { hide: ["headcountGrowth", "employees"] },
      },
    );
    expect(toPlainText(narrative).split("\n")).toEqual([
      "Acme Robotics: wird wahrscheinlich kaufen (62 %, Klasse A, beste 10 % der Leads dieses Monats)",
      "Gründe: Antwort eines Entscheiders: ja; 4 Besuche in den letzten 30 Tagen; time to renewal: 83 Tage (üblich: 180 Tage).",
      "Dagegen: Budget nicht bekannt.",
      "Warum das zählt: 64 % von 212 Leads mit Antwort eines Entscheiders haben gekauft, gegenüber 31 % aller Leads; 37 % von 380 Leads mit „3 bis 5 Besuche in den letzten 30 Tagen“ haben gekauft, gegenüber 31 % aller Leads.",
      "Nächster Schritt: diese Woche anrufen; erfragen (noch nicht bekannt): Budget.",
      "Quellen: Webanalyse (aktualisiert gestern), CRM (aktualisiert heute). 2 von 9 Angaben fehlen. Die gezeigten Gründe tragen 73 % des Gewichts dieser Bewertung; 5 weitere werden nicht gezeigt.",
    ]);
  });

  it("is complete and uses no placeholder that English does not have", () => {
    expect(Object.keys(germanWords).sort()).toEqual(Object.keys(englishWords).sort());
    expect(() => narrate(acme, { words: germanWords })).not.toThrow();
  });

  it("drops no placeholder that carries a number or a name", () => {
    for (const [key, text] of Object.entries(englishWords)) {
      if (typeof text !== "string") continue;
      const used = (one: string) =>
        placeholdersOf(one)
          .filter((name) => name !== "noun")
          .sort();
      const given = used(germanWords[key as "reasonsFor"]);
      expect([key, given]).toEqual([key, used(text)]);
    }
  });

  it("one word can be changed alone", () => {
    expect(narrate(acme, { words: { bucket: "tier {bucket}" }, bucket: "A" }).headline.text).toContain(
      "tier A",
    );
  });
});

describe("every word is used", () => {
  it("the empty word for no keeps the digit", () => {
    const explanation = explanationOf(
      [feature("x", { phrase: "{value} {visit|visits}" })],
      [line("x", 0, -1)],
    );
    expect(narrate(explanation, { words: { none: "" } }).reasonsAgainst[0]?.text).toBe("0 visits");
  });

  it("numbers above the last numeral are digits", () => {
    const features = Array.from({ length: 14 }, (_, i) => feature(`f${i}`));
    const { remarks } = narrate(explanationOf(features, []));
    expect(remarks[0]?.text).toMatch(/^14 of 14 facts are missing\.$/);
  });
});
