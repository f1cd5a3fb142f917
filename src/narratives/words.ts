/**
 * The fixed words of a narrative. Each is a template; the placeholders that it may use are those of the English
 * one, and `{verb}`, `{past}`, `{noun}` and `{nouns}` everywhere.
 */
export interface NarrativeWords {
  /** Titles of the sections. */
  readonly reasonsFor: string;
  readonly reasonsAgainst: string;
  readonly why: string;
  readonly next: string;
  readonly sources: string;
  /** The event and the record, unless `outcome` and `recordNoun` say otherwise. */
  readonly verb: string;
  readonly past: string;
  readonly noun: string;
  readonly nouns: string;
  /** The headline. */
  readonly headline: string;
  readonly headlineDetails: string;
  /** In place of a name. */
  readonly unnamed: string;
  /** One for each outlook. */
  readonly veryLikely: string;
  readonly likely: string;
  readonly aboveAverage: string;
  readonly even: string;
  readonly unlikely: string;
  readonly veryUnlikely: string;
  /** In place of an outlook where the model was learned from too little. */
  readonly unsure: string;
  readonly unsureChance: string;
  /** Where the bucket says another thing than the probability. */
  readonly yetHigher: string;
  readonly yetLower: string;
  /** A total of points: never called a chance. */
  readonly points: string;
  /** A score that is neither a probability nor points. */
  readonly score: string;
  /** Headlines of what was not scored. */
  readonly disqualified: string;
  readonly insufficient: string;
  readonly rejected: string;
  readonly rejectedHidden: string;
  readonly rejectedRecord: string;
  /** Details of the headline. */
  readonly bucket: string;
  readonly top: string;
  readonly topOf: string;
  readonly lowerHalf: string;
  readonly lowerHalfOf: string;
  readonly rank: string;
  readonly rankAmong: string;
  readonly pointsDetail: string;
  readonly average: string;
  readonly lowConfidence: string;
  /** Values. */
  readonly yes: string;
  readonly no: string;
  readonly notKnown: string;
  /** In place of the digit in `{value} {visit|visits}`; empty text keeps the digit. */
  readonly none: string;
  readonly lessThan: string;
  readonly moreThan: string;
  readonly below: string;
  readonly atLeast: string;
  readonly atMost: string;
  readonly range: string;
  /** Reasons. */
  readonly labelled: string;
  readonly labelledMissing: string;
  readonly usual: string;
  readonly averageValue: string;
  readonly unusualAbove: string;
  readonly unusualBelow: string;
  readonly unusualUnseen: string;
  /** A rule that sets the score, whatever else is known. */
  readonly override: string;
  /** A rule over several features of which no more is known than its name. */
  readonly rule: string;
  /** Evidence. */
  readonly evidence: string;
  readonly groupLevel: string;
  readonly groupYes: string;
  readonly groupNo: string;
  readonly groupNumber: string;
  readonly groupMissing: string;
  /** Before a phrase that begins with `{value}`: "with" and "3 to 5 visits". */
  readonly groupPhrase: string;
  /** Next steps. */
  readonly nextHigh: string;
  readonly nextMedium: string;
  readonly nextLow: string;
  readonly nextNone: string;
  /** For a good probability in a low bucket. */
  readonly nextLater: string;
  readonly nextDisqualified: string;
  readonly nextRejected: string;
  readonly fillIn: string;
  readonly ask: string;
  readonly reach: string;
  readonly change: string;
  /** Sources. */
  readonly refreshedDay: string;
  readonly refreshedDate: string;
  readonly stale: string;
  /** Remarks: whole sentences; their first letter is made a capital. */
  readonly missing: string;
  readonly missingNamed: string;
  readonly andOthers: string;
  readonly rest: string;
  /** Where caps take the rest. */
  readonly restLimits: string;
  /** Where a rule sets the score. */
  readonly restOverride: string;
  /** Where no reason may be told. */
  readonly restOnly: string;
  readonly nothing: string;
  /** Words for 0, 1, 2 and so on in remarks; digits after the last. */
  readonly numerals: readonly string[];
}

/** The default words. */
export const englishWords: NarrativeWords = {
  reasonsFor: "Reasons",
  reasonsAgainst: "Against",
  why: "Why it matters",
  next: "Next",
  sources: "Sources",
  verb: "convert",
  past: "converted",
  noun: "lead",
  nouns: "leads",
  headline: "{name}: {verdict}",
  headlineDetails: "{name}: {verdict} ({details})",
  unnamed: "This {noun}",
  veryLikely: "very likely to {verb}",
  likely: "likely to {verb}",
  aboveAverage: "more likely to {verb} than the average {noun}",
  even: "about as likely to {verb} as not",
  unlikely: "unlikely to {verb}",
  veryUnlikely: "very unlikely to {verb}",
  unsure: "too few past {nouns} to say how likely it is to {verb}",
  unsureChance: "{chance} by the model",
  yetHigher: "{verdict}, yet in bucket {bucket}",
  yetLower: "{verdict}, yet only in bucket {bucket}",
  points: "scores {score} {point|points}",
  score: "scores {score}",
  disqualified: "disqualified ({reason})",
  insufficient: "too little is known for a score ({known} of {total} facts)",
  rejected: "not scored, because {label} cannot be used: {reason}",
  rejectedHidden: "not scored, because one of its values cannot be used",
  rejectedRecord: "not scored, because the record cannot be used: {reason}",
  bucket: "bucket {bucket}",
  top: "top {share}",
  topOf: "top {share} of {population}",
  lowerHalf: "lower half",
  lowerHalfOf: "lower half of {population}",
  rank: "number {position} of {total}",
  rankAmong: "number {position} of {total} among {population}",
  pointsDetail: "{score} {point|points}",
  average: "against {rate} of all {nouns}",
  lowConfidence: "low confidence",
  yes: "yes",
  no: "no",
  notKnown: "not known",
  none: "no",
  lessThan: "less than {value}",
  moreThan: "more than {value}",
  below: "less than {value}",
  atLeast: "at least {value}",
  atMost: "at most {value}",
  range: "{from} to {to}",
  labelled: "{label}: {value}",
  labelledMissing: "{label} not known",
  usual: "{text} (usual: {usual})",
  averageValue: "{text} (average: {usual})",
  unusualAbove: "{text} (more than ever seen before)",
  unusualBelow: "{text} (less than ever seen before)",
  unusualUnseen: "{text} (never seen before)",
  override: "the score is set by a rule",
  rule: "{label} (a rule over {count} {fact|facts})",
  evidence: "{rate} of {rows} {nouns} {group} {past}, against {overall} of all {nouns}",
  groupLevel: "with {label} “{value}”",
  groupYes: "with {label}",
  groupNo: "without {label}",
  groupNumber: "with {label} of {value}",
  groupMissing: "with {label} not known",
  groupPhrase: "with {text}",
  nextHigh: "call this week",
  nextMedium: "write, and offer a call",
  nextLow: "keep in the nurture programme",
  nextNone: "spend no sales time on it now",
  nextLater: "turn to it after the {nouns} in better buckets",
  nextDisqualified: "spend no sales time on it, unless the reason is wrong",
  nextRejected: "correct {label} in the record, then score again",
  fillIn: "fill in what is missing: {list}",
  ask: "ask about {list} (not known yet)",
  reach: "bucket {bucket} is within reach: {changes}",
  change: "{label} from {from} to {to}",
  refreshedDay: "{system} (refreshed {day})",
  refreshedDate: "{system} (refreshed {date})",
  stale: "{system} (stale: last refreshed {date})",
  missing: "{count} of {total} facts {is|are} missing.",
  missingNamed: "{count} of {total} facts {is|are} missing: {list}.",
  andOthers: "{count} {other|others}",
  rest: "the reasons shown carry {share} of the weight in this score; {count} {other is|others are} not shown.",
  restLimits:
    "the reasons shown carry {share} of the weight in this score; the rest is due to limits on their points.",
  restOverride: "this rule decides alone, whatever the other facts are.",
  restOnly: "{count} {reason|reasons} behind this score {is|are} not shown.",
  nothing: "nothing sets it apart.",
  numerals: [
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
  ],
};
