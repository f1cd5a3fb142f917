import type { RandomSource } from "salience";

/** One of the keys, with probabilities in proportion to the weights. */
export function pick<Key extends string>(random: RandomSource, weights: Readonly<Record<Key, number>>): Key {
  const entries = Object.entries(weights) as [Key, number][];
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  let left = random.next() * total;
  for (const [key, weight] of entries) {
    left -= weight;
    if (left < 0) return key;
  }
  return (entries.at(-1) as [Key, number])[0];
}

/** One item of a list, all equally likely. */
export function choose<Item>(random: RandomSource, items: readonly Item[]): Item {
  return items[random.integer(items.length)] as Item;
}

/** A draw from the Poisson distribution: how many events happen where `mean` are expected. */
export function poisson(random: RandomSource, mean: number): number {
  let count = 0;
  for (let product = random.next(); product > Math.exp(-mean); product *= random.next()) count++;
  return count;
}

/** A draw from the log-normal distribution, kept within bounds. */
export function logNormal(
  random: RandomSource,
  { median, spread, low, high }: { median: number; spread: number; low: number; high: number },
): number {
  return Math.min(high, Math.max(low, median * Math.exp(spread * random.normal())));
}
