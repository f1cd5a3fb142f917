export { germanWords } from "./germanWords";
export { narrate } from "./narrate";
export type {
  Action,
  ActionCondition,
  NarrateOptions,
  NarrativeFormat,
  OutlookThresholds,
  Phrase,
  Reach,
  ReasonPolicy,
  Template,
} from "./options";
export { toMarkdown } from "./toMarkdown";
export { toPlainText } from "./toPlainText";
export type {
  Evidence,
  Headline,
  Narrative,
  NarrativeTitles,
  NextStep,
  Outlook,
  Remark,
  Signal,
  SourceNote,
} from "./types";
export { englishWords, type NarrativeWords } from "./words";
