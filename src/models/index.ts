export { checkModel } from "./checkModel";
export { contentHash } from "./contentHash";
export { createScorer, type ScoreOptions, type Scorer } from "./createScorer";
export type { ExplanationLine, ExplanationTable } from "./explanationTable";
export { SCORE_STATUSES, type ScoreTable } from "./scoreTable";
export { sealModel } from "./sealModel";
export { termFeatures } from "./termFeatures";
export type {
  AdditiveModel,
  Calibration,
  CategoryReference,
  Condition,
  ConditionTerm,
  Contribution,
  Explanation,
  FeatureSummary,
  Gate,
  GridAxis,
  GridTerm,
  Group,
  LevelsTerm,
  LinearTerm,
  NumberComparison,
  NumberReference,
  PiecewiseTerm,
  Provenance,
  ScoreResult,
  StepTerm,
  Term,
} from "./types";
