const SPLITTER = 134217729; // 2²⁷ + 1: cuts a double into two parts of at most 26 bits (Veltkamp)

/** What x + y lost when it was rounded to `sum`, exactly (Knuth). */
export function sumError(x: number, y: number, sum: number): number {
  const shareOfY = sum - x;
  return x - (sum - shareOfY) + (y - shareOfY);
}

/**
 * What x · y lost when it was rounded to `product`, exactly (Dekker), for factors below 2⁹⁹⁶ and a product that is
 * not near the subnormal numbers.
 */
export function productError(x: number, y: number, product: number): number {
  const bigX = SPLITTER * x;
  const bigY = SPLITTER * y;
  const upperX = bigX - (bigX - x);
  const upperY = bigY - (bigY - y);
  const lowerX = x - upperX;
  const lowerY = y - upperY;
  return upperX * upperY - product + upperX * lowerY + lowerX * upperY + lowerX * lowerY;
}
