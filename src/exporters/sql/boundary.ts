/**
 * The smallest double above `low` at which a rising test holds, found by halving: O(2,000) tests at most.
 *
 * @param test - false up to some number and true from there on
 * @param low - where it is false
 * @param high - where it is true
 */
export function boundary(test: (x: number) => boolean, low: number, high: number): number {
  let [from, to] = [low, high];
  for (;;) {
    const middle = from / 2 + to / 2;
    if (!(middle > from && middle < to)) return to;
    if (test(middle)) to = middle;
    else from = middle;
  }
}
