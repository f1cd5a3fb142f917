/** Numbers, and those of records with the event among them. */
export interface CellCount {
  readonly rows: number;
  readonly events: number;
}

/** What is known of a column as if it were sorted. */
export interface OrderedColumn {
  /** The numbers at the ranks asked for; rank 0 is the smallest. */
  readonly atRanks: readonly number[];
  /** How many numbers there are, and how many of them are of records with the event. */
  readonly all: CellCount;
  /** How many numbers are below a limit, and how many of them are of records with the event. */
  below(limit: number): CellCount;
}

/** What has to be known of a column before: whether values are missing, the smallest and the largest number. */
export interface Range {
  readonly missing: number;
  readonly minimum: number;
  readonly maximum: number;
}

const SMALL = 4096;
const FEWEST_CELLS = 512;
const MOST_CELLS = 4096;
const ROWS_PER_CELL = 64;

/**
 * Orders a column as far as some ranks need it. A first reading counts the numbers in cells of equal width, a second
 * one picks those in the cells that hold a rank, and only they are sorted. O(n) for numbers that spread.
 *
 * @param values - numbers; NaN is missing and has no rank
 * @param events - 1 for each record with the event, else 0
 * @param range - the smallest and the largest number, and whether any is missing
 * @param ranks - whole numbers from 0 to the count of numbers − 1, increasing
 * @returns the numbers at the ranks, and counts below limits
 */
export function orderColumn(
  values: Float64Array,
  events: Uint8Array,
  range: Range,
  ranks: readonly number[],
): OrderedColumn {
  const { missing, minimum, maximum } = range;
  const cells = Math.min(Math.max(Math.ceil(values.length / ROWS_PER_CELL), FEWEST_CELLS), MOST_CELLS);
  const perUnit = cells / (maximum - minimum);
  // a width can be 0, or overflow
  const isSpread = perUnit > 0 && perUnit < Number.POSITIVE_INFINITY;
  if (values.length <= SMALL || !isSpread) {
    const below = (limit: number) => countBelow(values, events, limit);
    return { atRanks: sortedAt(values, ranks), all: below(Number.POSITIVE_INFINITY), below };
  }
  const cellOf = new Uint16Array(values.length);
  const counts = new Int32Array((cells + 1) * 2);
  countCells(values, events, minimum, perUnit, cellOf, counts);
  if (missing > 0) takeMissing(values, events, counts);
  const { rowsBefore, eventsBefore } = runningCounts(counts);
  const sizeOf = (cell: number) => (rowsBefore[cell + 1] as number) - (rowsBefore[cell] as number);
  const wanted = ranks.map((rank) => cellOfRank(rowsBefore, rank));
  const starts = new Int32Array(cells + 1).fill(-1);
  const isWanted = new Uint8Array(cells + 1);
  let picked = 0;
  for (const cell of new Set(wanted)) {
    starts[cell] = picked;
    isWanted[cell] = 1;
    picked += sizeOf(cell);
  }
  const chosen = new Float64Array(picked);
  const chosenEvents = new Uint8Array(picked);
  const room = new Uint32Array(picked + missing + 1); // NaN | 0 is 0: missing values come with the first cell
  const positions = room.subarray(0, pickPositions(cellOf, isWanted, room));
  pickCells(values, events, cellOf, positions, starts.slice(), chosen, chosenEvents);
  const partOf = <T extends Float64Array | Uint8Array>(list: T, cell: number): T =>
    list.subarray(starts[cell], (starts[cell] as number) + sizeOf(cell)) as T;
  const before = (cell: number): CellCount => ({
    rows: rowsBefore[cell] as number,
    events: eventsBefore[cell] as number,
  });
  return {
    atRanks: [...new Set(wanted)].flatMap((cell) => {
      const inCell = ranks
        .filter((_, k) => wanted[k] === cell)
        .map((rank) => rank - (rowsBefore[cell] as number));
      return ranksWithin(partOf(chosen, cell), inCell);
    }),
    all: before(cells + 1),
    below(limit) {
      if (!(limit > minimum)) return { rows: 0, events: 0 };
      if (limit > maximum) return before(cells + 1);
      const cell = ((limit - minimum) * perUnit) | 0;
      if (sizeOf(cell) === 0) return before(cell);
      if (starts[cell] === -1) return countBelow(values, events, limit);
      const inCell = countBelow(partOf(chosen, cell), partOf(chosenEvents, cell), limit);
      return { rows: before(cell).rows + inCell.rows, events: before(cell).events + inCell.events };
    },
  };
}

function sortedAt(values: Float64Array, ranks: readonly number[]): number[] {
  const numbers = values.slice().sort(); // NaN come last
  return ranks.map((rank) => numbers[rank] as number);
}

/** The numbers at the ranks of a cell: where it holds many, in cells of its own. */
function ranksWithin(part: Float64Array, ranks: readonly number[]): readonly number[] {
  if (part.length <= SMALL) return sortedAt(part, ranks);
  let minimum = part[0] as number;
  let maximum = minimum;
  for (let i = 1; i < part.length; i++) {
    const value = part[i] as number;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  if (minimum === maximum) return ranks.map(() => minimum);
  return orderColumn(part, new Uint8Array(part.length), { missing: 0, minimum, maximum }, ranks).atRanks;
}

function countBelow(values: Float64Array, events: Uint8Array, limit: number): CellCount {
  let rows = 0;
  let found = 0;
  for (let i = 0; i < values.length; i++) {
    if (!((values[i] as number) < limit)) continue;
    rows++;
    found += events[i] as number;
  }
  return { rows, events: found };
}

/** Finds the cell of each number, and counts those of each cell without and with the event; four at a time. */
function countCells(
  values: Float64Array,
  events: Uint8Array,
  minimum: number,
  perUnit: number,
  cellOf: Uint16Array,
  counts: Int32Array,
): void {
  const whole = values.length & ~3;
  for (let i = 0; i < whole; i += 4) {
    const a = (((values[i] as number) - minimum) * perUnit) | 0;
    const b = (((values[i + 1] as number) - minimum) * perUnit) | 0;
    const c = (((values[i + 2] as number) - minimum) * perUnit) | 0;
    const d = (((values[i + 3] as number) - minimum) * perUnit) | 0;
    cellOf[i] = a;
    cellOf[i + 1] = b;
    cellOf[i + 2] = c;
    cellOf[i + 3] = d;
    (counts[2 * a + (events[i] as number)] as number)++;
    (counts[2 * b + (events[i + 1] as number)] as number)++;
    (counts[2 * c + (events[i + 2] as number)] as number)++;
    (counts[2 * d + (events[i + 3] as number)] as number)++;
  }
  for (let i = whole; i < values.length; i++) {
    const cell = (((values[i] as number) - minimum) * perUnit) | 0;
    cellOf[i] = cell;
    (counts[2 * cell + (events[i] as number)] as number)++;
  }
}

/** Takes missing values off the first cell again, where countCells has put them. */
function takeMissing(values: Float64Array, events: Uint8Array, counts: Int32Array): void {
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i] as number))
      counts[events[i] as number] = (counts[events[i] as number] as number) - 1;
  }
}

/** The positions of the numbers in wanted cells, those of missing values perhaps among them; four at a time. */
function pickPositions(cellOf: Uint16Array, wanted: Uint8Array, positions: Uint32Array): number {
  let count = 0;
  const whole = cellOf.length & ~3;
  for (let i = 0; i < whole; i += 4) {
    const a = wanted[cellOf[i] as number] as number;
    const b = wanted[cellOf[i + 1] as number] as number;
    const c = wanted[cellOf[i + 2] as number] as number;
    const d = wanted[cellOf[i + 3] as number] as number;
    if ((a | b | c | d) === 0) continue;
    positions[count] = i;
    count += a;
    positions[count] = i + 1;
    count += b;
    positions[count] = i + 2;
    count += c;
    positions[count] = i + 3;
    count += d;
  }
  for (let i = whole; i < cellOf.length; i++) {
    positions[count] = i;
    count += wanted[cellOf[i] as number] as number;
  }
  return count;
}

/** The picked numbers and their events, cell by cell. */
function pickCells(
  values: Float64Array,
  events: Uint8Array,
  cellOf: Uint16Array,
  positions: Uint32Array,
  next: Int32Array,
  chosen: Float64Array,
  chosenEvents: Uint8Array,
): void {
  for (const position of positions) {
    const value = values[position] as number;
    if (Number.isNaN(value)) continue;
    const cell = cellOf[position] as number;
    const at = next[cell] as number;
    chosen[at] = value;
    chosenEvents[at] = events[position] as number;
    next[cell] = at + 1;
  }
}

/** For each cell, and for the end, the numbers in the cells before it, and those with the event. */
function runningCounts(counts: Int32Array) {
  const cells = counts.length / 2;
  const rowsBefore = new Int32Array(cells + 1);
  const eventsBefore = new Int32Array(cells + 1);
  for (let cell = 0; cell < cells; cell++) {
    const events = counts[cell * 2 + 1] as number;
    rowsBefore[cell + 1] = (rowsBefore[cell] as number) + (counts[cell * 2] as number) + events;
    eventsBefore[cell + 1] = (eventsBefore[cell] as number) + events;
  }
  return { rowsBefore, eventsBefore };
}

/** The last cell that at most `rank` numbers are before: the one that holds the rank. */
function cellOfRank(rowsBefore: Int32Array, rank: number): number {
  let low = 0;
  let high = rowsBefore.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((rowsBefore[middle] as number) <= rank) low = middle;
    else high = middle;
  }
  return low;
}
