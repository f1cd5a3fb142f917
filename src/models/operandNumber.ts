/**
 * What a number, flag or ordinal feature is compared with in a condition: the rank of a named level, or the number
 * itself, 1 and 0 for true and false.
 *
 * @param operand - as the condition has it
 * @param levels - the levels of an ordinal feature, else null
 * @returns a number; -1 for a text that is no level
 */
export function operandNumber(operand: number | string | boolean, levels: readonly string[] | null): number {
  return typeof operand === "string" && levels !== null ? levels.indexOf(operand) : Number(operand);
}
