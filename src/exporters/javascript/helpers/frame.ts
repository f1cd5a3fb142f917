/**
 * The functions around the generated ones: arguments, the choice of how to read, results. Part of every module.
 *
 * @param buckets - whether scores get a bucket
 * @returns declarations
 */
export function frame(buckets: boolean): string {
  return [ARGUMENTS, outputs(buckets), RUN, results(buckets)].join("\n");
}

const ARGUMENTS = `
function instantFrom(caller, options = {}) {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    refuse("invalid_argument", caller + ": expected options to be an object, received " + describe(options));
  }
  for (const key of Object.keys(options)) {
    if (key !== "asOf") {
      refuse("invalid_argument", caller + ": expected options with keys asOf, received " + describe(key));
    }
  }
  const { asOf } = options;
  if (typeof asOf === "function") return asOf;
  if (asOf === undefined) {
    if (NEEDS_INSTANT === null) return NaN;
    refuse("missing_as_of", caller + ': expected asOf, which feature "' + NEEDS_INSTANT + '" needs, received undefined');
  }
  const time = instantOf(asOf);
  if (time !== time) {
    refuse("invalid_argument", caller + ": expected asOf to be a Date or ISO 8601 text, received " + describe(asOf));
  }
  return time;
}`.trim();

const outputs = (buckets: boolean) =>
  `
function makeColumns(n) {
  return {
    rowCount: n,
    status: new Uint8Array(n),
    score: new Float64Array(n),
    probability: new Float64Array(n),
    margin: new Float64Array(n),
    coverage: new Float64Array(n),
    lowConfidence: new Uint8Array(n),
    gate: new Int32Array(n),${buckets ? "\n    bucket: new Int32Array(n)," : ""}
    rejected: [],
  };
}

function rejectRow(out, i, feature, expected, received) {
  out.rejected.push({ index: i, feature, reason: "expected " + expected + ", received " + describe(received) });
  out.status[i] = 3;
  out.score[i] = out.probability[i] = out.margin[i] = NaN;
  out.coverage[i] = out.lowConfidence[i] = 0;
  out.gate[i] = ${buckets ? "out.bucket[i] = " : ""}-1;
}

function rejectForProblem(out, i) {
  const { k, expected, received } = problem;
  rejectRow(out, i, NAMES[k], expected, received);
  problem = null;
}`.trim();

const RUN = `
// the instants of records, where a function gives them
function instantsOf(records, asOf, badInstants) {
  return Float64Array.from(records, (record, i) => {
    if (typeof record !== "object" || record === null) return NaN;
    let date, time = NaN;
    try {
      date = asOf(record);
      time = instantOf(date);
    } catch (error) {
      date = asError(error);
    }
    if (time !== time) badInstants.set(i, date);
    return time;
  });
}

// Named reads are the fastest where all records have the same few shapes, and several times slower than a shared
// function where there are many.
function areOfFewShapes(records) {
  if (records.length < 100) return false;
  const shapes = new Set();
  const step = Math.max(1, Math.floor(records.length / 300));
  try {
    for (let i = 0; i < records.length && shapes.size <= 4; i += step) {
      const record = records[i];
      if (typeof record === "object" && record !== null) shapes.add(Object.keys(record).join());
    }
  } catch {
    return false;
  }
  return shapes.size <= 4;
}

function run(records, asOf, out) {
  const badInstants = new Map();
  const times = typeof asOf === "function" ? instantsOf(records, asOf, badInstants) : null;
  const time = times === null ? asOf : NaN;
  const block = areOfFewShapes(records) ? scoreNamed : scoreShared;
  problem = null;
  for (let start = 0; start < records.length; ) {
    const end = Math.min(start + 1024, records.length);
    try {
      block(records, times, time, badInstants, out, start, end);
      start = end;
    } catch {
      // reading a record may throw, where it has a getter: this way of reading knows which feature it was
      start = row + 1;
      problem = null;
      try {
        scoreShared(records, times, time, badInstants, out, row, start);
      } catch (error) {
        fail(at, "a value of the feature's type", asError(error));
        rejectForProblem(out, row);
      }
    }
  }
}`.trim();

const results = (buckets: boolean) =>
  `
function scoreAll(records, options) {
  if (!Array.isArray(records)) {
    refuse("invalid_argument", "scoreAll: expected records to be an array, received " + describe(records));
  }
  const out = makeColumns(records.length);
  run(records, instantFrom("scoreAll", options), out);
  return out;
}

const ONE = makeColumns(1);

function isList(record) {
  try {
    return Array.isArray(record) && FIELDS.some((field) => !(field in record));
  } catch {
    return false;
  }
}

function score(record, options) {
  if (isList(record)) {
    refuse("invalid_argument", "score: expected a record (scoreAll takes a list of them), received " + describe(record));
  }
  const asOf = instantFrom("score", options);
  ONE.rejected.length = 0;
  run([record], asOf, ONE);
  const status = STATUSES[ONE.status[0]];
  const coverage = ONE.coverage[0];
  if (status === "rejected") {
    const { feature, reason } = ONE.rejected[0];
    return { status, feature, reason };
  }
  if (status === "disqualified") {
    const { reason, id } = GATES[ONE.gate[0]];
    return { status, reason, rule: id };
  }
  if (status === "insufficient_data") {
    return { status, missing: ORDER.filter((k) => ABSENT[k] === 1).map((k) => NAMES[k]), coverage };
  }
  const probability = ONE.probability[0];
  return {
    status,
    score: ONE.score[0],
    probability: probability === probability ? probability : null,
    margin: ONE.margin[0],
    coverage,
    lowConfidence: ONE.lowConfidence[0] === 1,${buckets ? "\n    bucket: BUCKETS[ONE.bucket[0]] ?? null," : ""}
  };
}`.trim();
