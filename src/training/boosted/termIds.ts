import type { BoostedShapes, FinalPair } from "./boostedFit";
import type { ExactGroup } from "./groupValues";

/**
 * The ids of the terms of groups of values and of pairs: what a term reads, such as `amount = 100` and
 * `amount × source`, with a number behind where a feature or an earlier term has the id already. That of a shape is
 * the name of its feature.
 */
export function termIds({
  shapes,
  exact,
  pairs,
}: BoostedShapes): ReadonlyMap<ExactGroup | FinalPair, string> {
  const ids = new Map<ExactGroup | FinalPair, string>();
  const taken = new Set(shapes.map(({ feature }) => feature.name));
  const give = (part: ExactGroup | FinalPair, wanted: string) => {
    let id = wanted;
    for (let k = 2; taken.has(id); k++) id = `${wanted} (${k})`;
    taken.add(id);
    ids.set(part, id);
  };
  for (const { feature, groups } of exact) {
    for (const group of groups) give(group, `${feature.name} = ${listValues(group)}`);
  }
  for (const final of pairs) {
    const { rows, columns } = final.pair;
    give(final, `${rows.feature.name} × ${columns.feature.name}`);
  }
  return ids;
}

/** The first values of a group: groups of a feature have no value in common, so that these tell them apart. */
export function listValues({ values }: ExactGroup): string {
  const shown = values.slice(0, 3).join(", ");
  return values.length > 3 ? `${shown} and ${values.length - 3} more` : shown;
}
