export type { ScoreInput } from "./blocks";
export type { FeatureChange } from "./candidateValues";
export { checkModel } from "./checkModel";
export { compareModels, type ModelComparison, type ModelDisagreement } from "./compareModels";
export { contentHash } from "./contentHash";
export {
  type Counterfactual,
  type CounterfactualChange,
  type CounterfactualOptions,
  counterfactual,
} from "./counterfactual";
export { createScorer, type ScoreOptions, type Scorer } from "./createScorer";
export {
  type ChangeCause,
  diffExplanations,
  type ExplanationChange,
  type ExplanationDifference,
  type ScoredMoment,
} from "./diffExplanations";
export type { ExplanationLine, ExplanationTable } from "./explanationTable";
export { firedRules } from "./firedRules";
export type { ConversionHistory, HistoryCell } from "./history";
export type { Contribution, Explanation, ScoreResult } from "./resultTypes";
export { SCORE_STATUSES, type ScoreTable } from "./scoreTable";
export { sealModel } from "./sealModel";
export { termFeatures } from "./termFeatures";
export type {
  AdditiveModel,
  Calibration,
  CategoryReference,
  Condition,
  ConditionTerm,
  FeatureSummary,
  Gate,
  GridAxis,
  GridTerm,
  LevelsTerm,
  LinearTerm,
  NumberComparison,
  NumberReference,
  PiecewiseTerm,
  Provenance,
  StepTerm,
  Term,
  TermGroup,
} from "./types";
export { withReference } from "./withReference";
