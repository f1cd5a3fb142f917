export type { Bin, LearnedBin, LevelBin, LevelsBin, MissingBin, RangeBin, SpecialBin } from "./bin";
export { canonicalJson } from "./canonicalJson";
export {
  checkConfidence,
  checkNumber,
  checkOneOf,
  checkOptions,
  checkPositive,
  checkSeed,
  checkWhole,
  POLLUTING_KEYS,
  reject,
} from "./checks";
export { chiSquareQuantile, chiSquareTail } from "./chiSquare";
export {
  type CategoryColumn,
  type Column,
  categoryColumn,
  type NumberColumn,
  numberColumn,
  type Table,
  table,
} from "./columns";
export { daysBetween } from "./daysBetween";
export { describeValue } from "./describe";
export { SalienceError, type SalienceErrorCode } from "./errors";
export { exp2 } from "./exp2";
export { fingerprint } from "./fingerprint";
export { hashUnit, sha256 } from "./hash";
export { upperGamma } from "./incompleteGamma";
export { checkInstant, type Instant } from "./instant";
export { differenceInterval, type Interval, meanInterval, wilsonInterval } from "./intervals";
export { type IsotonicCurve, type IsotonicOptions, isotonicRegression } from "./isotonicRegression";
export { erfc, normalCdf, normalQuantile } from "./normal";
export { expit, log1pExp, logExpit, logit, sum } from "./numeric";
export { parseInstant } from "./parseInstant";
export { power } from "./power";
export { type RandomSource, seededRandom } from "./random";
export { mean, quantile, quantileSorted, sortedNumbers, standardDeviation, variance } from "./statistics";
export {
  checkDecay,
  type Decay,
  decayWeight,
  MILLISECONDS_PER_DAY,
} from "./time";
export { LIBRARY_VERSION } from "./version";
