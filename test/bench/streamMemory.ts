/** Scores a stream of made-up records and prints the peak memory of this process: started by stream.bench.ts. */
import { scoreStream } from "../../src/batch/index";
import { type StreamRecord, streamScorer } from "./streamScorer";
import { uniform } from "./support";

async function* records(count: number): AsyncGenerator<StreamRecord> {
  const random = uniform(7);
  const whole = (most: number) => Math.floor(random() * most);
  for (let id = 0; id < count; id++) {
    yield {
      id,
      visits: id % 1000 === 0 ? ("many" as never) : whole(40),
      seats: whole(500),
      budget: random() < 0.2 ? null : whole(90_000),
      lastTouch: `2026-0${1 + whole(9)}-1${whole(10)}T08:00:00Z`,
      origin: ["web", "fair", "partner"][whole(3)] as string,
      optOut: random() < 0.5,
    };
  }
}

const count = Number(process.argv[2]);
const asOf = new Date("2026-10-01T00:00:00Z");
const started = performance.now();
let scored = 0;
let rejected = 0;
const onRejected = () => {
  rejected += 1;
};
for await (const { scores } of scoreStream(streamScorer(), records(count), { asOf, onRejected })) {
  scored += scores.rowCount;
}
if (scored !== count || rejected !== Math.ceil(count / 1000))
  throw new Error(`${scored} scored, ${rejected} rejected`);
const megabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ megabytes, seconds: (performance.now() - started) / 1000 }));
