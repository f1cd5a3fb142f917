/**
 * Prepares a value per level: a table that is made once for a list of levels, and grows with it.
 *
 * @param give - gives the value of a level
 * @returns a function from a list of levels to the values in its order
 */
export function levelLookup(
  give: (level: string) => number,
): (levels: readonly string[]) => readonly number[] {
  let known: readonly string[] = [];
  let values: number[] = [];
  return (levels) => {
    if (levels !== known) [known, values] = [levels, []];
    while (values.length < levels.length) values.push(give(levels[values.length] as string));
    return values;
  };
}
