import { TZDate, tz } from "@date-fns/tz";
import { parse } from "date-fns/parse";
import { convertFields } from "../../src/records/index";
import { type BenchResult, expectClose, medians, uniform } from "./support";

const FORMAT = "M/d/yy h:mm a";
const ZONE = "America/New_York";
const ROWS = 100_000;
/** The peer is timed on so many rows. */
const SOME = 2000;

/** Times in a zone, as an American export writes them. */
function times(): { at: string }[] {
  const random = uniform(3);
  const upTo = (most: number) => 1 + Math.floor(random() * most);
  return Array.from({ length: ROWS }, () => ({
    at: `${upTo(12)}/${upTo(28)}/24 ${upTo(12)}:${9 + upTo(50)} PM`,
  }));
}

/** Times of text: reading by a compiled format against `parse` of date-fns in the same zone. */
export async function run(): Promise<readonly BenchResult[]> {
  const rows = times();
  const some = rows.slice(0, SOME);
  const ours = (all: readonly { at: string }[]) =>
    convertFields(all, { at: { kind: "date", formats: [FORMAT], zone: ZONE } }).records;
  const reference = new TZDate(Date.UTC(2024, 0, 1), ZONE);
  const theirs = (all: readonly { at: string }[]) =>
    all.map(({ at }) => parse(at, FORMAT, reference, { in: tz(ZONE) }).getTime());
  expectClose(
    "date-fns parse",
    ours(some).map(({ at }) => Date.parse(at ?? "")),
    theirs(some),
  );
  const [byOurs, byTheirs] = medians([() => ours(rows), () => theirs(some)], { repeats: 3, warmup: 1 }) as [
    number,
    number,
  ];
  return [
    {
      task: "convertFields, 100,000 times in a zone",
      peer: "date-fns parse",
      ours: byOurs,
      theirs: byTheirs * (ROWS / SOME),
      atMost: 0.1,
      note: `the peer was timed on ${SOME.toLocaleString("en")} rows`,
    },
  ];
}
