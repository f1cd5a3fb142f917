/** Swings up to this size, in log-odds, are no turning points. */
export const TURN = 0.02;

/**
 * Positions at which a sequence turns: its highest and lowest points, where it goes on the other way by more than a
 * limit. Smaller swings do not count. O(numbers).
 *
 * @param values - the sequence
 * @param limit - the largest swing that does not count
 * @returns positions, increasing; of equal neighbours the first
 */
export function turningPoints(values: ArrayLike<number>, limit: number): number[] {
  const turns: number[] = [];
  let high = 0;
  let low = 0;
  let way = 0; // 1 going up, −1 going down, 0 not known yet
  for (let i = 1; i < values.length; i++) {
    const value = values[i] as number;
    if (value > (values[high] as number)) high = i;
    if (value < (values[low] as number)) low = i;
    if (way >= 0 && (values[high] as number) - value > limit) {
      if (way > 0) turns.push(high);
      way = -1;
      low = i;
      high = i;
    } else if (way <= 0 && value - (values[low] as number) > limit) {
      if (way < 0) turns.push(low);
      way = 1;
      low = i;
      high = i;
    }
  }
  return turns;
}
