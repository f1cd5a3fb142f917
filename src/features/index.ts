export type { AbsentField } from "./absentFields";
export { type CategoricalOptions, categorical } from "./categorical";
export type { ArrowTable, ArrowType, ArrowVector, ColumnInput, FieldColumn } from "./columnInput";
export { type CountEventsOptions, countEvents } from "./countEvents";
export { type CustomOptions, custom } from "./custom";
export { daysSince } from "./daysSince";
export { type DaysSinceEventOptions, daysSinceEvent } from "./daysSinceEvent";
export { daysUntil } from "./daysUntil";
export { type DecayedSumOptions, decayedSum } from "./decayedSum";
export type {
  CategoricalDefinition,
  EmailDomainDefinition,
  EventDefinition,
  EventNumberDefinition,
  EventsDefinition,
  ExpressionDefinition,
  FieldDefinition,
  FlagDefinition,
  KnownDefinition,
  NumericDefinition,
  OrdinalDefinition,
  RatioDefinition,
  TitleDefinition,
} from "./definitions";
export { DEPARTMENT_LEVELS, department } from "./department";
export { EMAIL_DOMAIN_TYPES, type EmailDomainTypeOptions, emailDomainType } from "./emailDomainType";
export type { EventFilter, EventOf, EventOptions, EventValue, EventWeight, UnknownEvent } from "./events";
export {
  checkExpression,
  type Expression,
  type ExpressionFunction,
  evaluateExpression,
  expression,
} from "./expression";
export { featureFromDefinition } from "./featureFromDefinition";
export { type FeatureSet, featureSet, type NameFeatures } from "./featureSet";
export { type FlagOptions, flag } from "./flag";
export { type GrowthOptions, growth } from "./growth";
export { mergeFeatureSets } from "./mergeFeatureSets";
export { type NumericOptions, numeric } from "./numeric";
export { type OrdinalOptions, ordinal } from "./ordinal";
export { ratio } from "./ratio";
export { readColumns } from "./readColumns";
export { type ReadTableResult, readTable } from "./readTable";
export {
  type RecencyFrequencyValueMeasure,
  type RecencyFrequencyValueOptions,
  recencyFrequencyValue,
} from "./recencyFrequencyValue";
export type { RejectedRecord } from "./rejectedRecord";
export { SENIORITY_LEVELS, seniority } from "./seniority";
export { type SumEventsOptions, sumEvents } from "./sumEvents";
export type { TitleOptions } from "./titleFeature";
export { type TrendOptions, trend } from "./trend";
export type {
  AsOf,
  Feature,
  FeatureDefinition,
  FeatureOptions,
  FeatureSource,
  FeatureType,
  FeatureValue,
  KeysOf,
  RecordField,
  Rejection,
  ValueLimits,
} from "./types";
