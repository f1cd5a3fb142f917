export { germanWords } from "./germanWords";
export { narrate } from "./narrate";
export type {
  NarrateOptions,
  NarrativeFormat,
  NextBucketReach,
  OutlookThresholds,
  Phrase,
  PlaybookAction,
  PlaybookCondition,
  ReasonPolicy,
  Template,
} from "./options";
export { toMarkdown } from "./toMarkdown";
export { toPlainText } from "./toPlainText";
export type {
  Headline,
  HistoryEvidence,
  Narrative,
  NarrativeTitles,
  NextStep,
  Outlook,
  Remark,
  SourceNote,
  ToldReason,
} from "./types";
export { englishWords, type NarrativeWords } from "./words";
