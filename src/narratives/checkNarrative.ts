import { reject } from "../core/checks";
import type { Narrative } from "./types";

const SECTIONS = ["reasonsFor", "reasonsAgainst", "why", "next", "sources"] as const;

/** A section as the renderers see it. */
export interface Section {
  readonly key: (typeof SECTIONS)[number];
  readonly title: string;
  readonly texts: readonly string[];
}

/** The sections that have something to say, in the order of reading. Checks what it reads. */
export function sectionsOf(caller: string, narrative: Narrative): Section[] {
  const given = Object(narrative) as Narrative;
  textOf(caller, "headline", given.headline);
  const sections = SECTIONS.map((key) => {
    const title = given.titles?.[key];
    if (typeof title !== "string") reject(caller, `narrative.titles.${key} to be text`, title);
    return { key, title, texts: textsOf(caller, key, given[key]) };
  });
  return sections.filter((section) => section.texts.length > 0);
}

/** The texts of a list of items of a narrative. */
export function textsOf(caller: string, name: string, items: unknown): string[] {
  if (!Array.isArray(items)) reject(caller, `narrative.${name} to be a list`, items);
  return items.map((item) => textOf(caller, name, item));
}

function textOf(caller: string, name: string, item: unknown): string {
  const { text } = Object(item) as { text?: unknown };
  return typeof text === "string" ? text : reject(caller, `narrative.${name} to have a text`, item);
}
