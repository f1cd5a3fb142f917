/**
 * Replaces numbers by the nearest ones that never fall (or never rise), in weighted squares: pooled adjacent
 * violators. O(numbers).
 *
 * @param values - changed in place, between two positions
 * @param weights - one per number, at least 0
 * @param from - the first position
 * @param to - the position after the last
 * @param direction - 1 for never falling, −1 for never rising
 */
export function makeMonotone(
  values: Float64Array,
  weights: ArrayLike<number>,
  from: number,
  to: number,
  direction: 1 | -1,
): void {
  const ends: number[] = [];
  const means: number[] = [];
  const sizes: number[] = [];
  for (let i = from; i < to; i++) {
    let mean = values[i] as number;
    let size = Math.max(weights[i] as number, 1e-9);
    while (means.length > 0 && ((means[means.length - 1] as number) - mean) * direction > 0) {
      const before = means.pop() as number;
      const sizeBefore = sizes.pop() as number;
      ends.pop();
      mean = (mean * size + before * sizeBefore) / (size + sizeBefore);
      size += sizeBefore;
    }
    means.push(mean);
    sizes.push(size);
    ends.push(i + 1);
  }
  let start = from;
  ends.forEach((end, k) => {
    values.fill(means[k] as number, start, end);
    start = end;
  });
}
