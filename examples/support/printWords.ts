import { type Counterfactual, type Narrative, toPlainText } from "salience";
import { percent } from "./format";
import { heading, paragraph } from "./print";

/** Narratives, a line per section. */
export function printNarratives(title: string, narratives: readonly Narrative[]): void {
  heading(title);
  narratives.forEach((narrative, i) => {
    if (i > 0) console.log();
    printNarrative(narrative);
  });
}

/** One narrative; lines that are too long go on further in. */
export function printNarrative(narrative: Narrative): void {
  for (const line of toPlainText(narrative).split("\n")) paragraph(line, "  ", "    ");
}

/** What would lift a lead into the next bucket. */
export function printReach(
  narrative: Narrative,
  { scoreBefore, scoreAfter }: Counterfactual,
  cut: number,
): void {
  const { name, bucket } = narrative.headline;
  heading(`What would lift ${name} out of bucket ${bucket}`);
  printNarrative(narrative);
  paragraph(
    `The model says ${percent(scoreBefore, 1)} now, ${percent(scoreAfter, 1)} then; the next bucket begins at ${percent(cut, 1)}. It knows what goes together with buying, not what causes it.`,
  );
}
