import { expit, type RandomSource, seededRandom } from "salience";
import { csvLine } from "../support/csv";
import { choose } from "./draw";
import { companyName } from "./names";

const COUNT = 3000;
const SEED = 20261129;
const HEADER = [
  "\uFEFFDeal ID",
  "Company",
  " Amount ",
  "Seats",
  "Discount",
  "Opened",
  "Last Call",
  "Channels",
  "Opted In",
  "Industry",
  "Score 2023",
  "Stage",
];

/**
 * An export of a CRM as a spreadsheet leaves it, as the text of a CSV file: the same on every machine. Whether a deal
 * is won depends on the opt-in, the seats, the discount and the channel "Referral", and on nothing else.
 */
export function messyCsv(): string {
  const random = seededRandom(SEED);
  const rows = Array.from({ length: COUNT }, (_, number) => makeRow(random, number));
  rows[17]?.splice(2, 1, "about 5k");
  rows[404]?.splice(3, 1, "many");
  rows[404]?.splice(5, 1, "last spring");
  rows[1203]?.splice(4, 1, "20 percent");
  return csvLine(HEADER) + rows.map(csvLine).join("");
}

function makeRow(random: RandomSource, number: number): string[] {
  const seats = 1 + Math.floor(Math.exp(1 + 5 * random.next()));
  const discount = random.integer(31);
  const optedIn = random.next() < 0.6;
  const channels = ["SEO", "Ads", "Referral", "Fair"].filter(() => random.next() < 0.4);
  const margin =
    -2.6 +
    (optedIn ? 1 : 0) +
    0.35 * Math.log(seats) -
    0.02 * discount +
    (channels.includes("Referral") ? 1 : 0);
  const won = random.next() < expit(margin);
  const opened = Date.UTC(2024, 0, 1) + Math.floor((number / COUNT) * 700) * 86_400_000;
  const industry = choose(random, ["Logistics", "logistics", "Retail", "Healthcare", "Select", "N/A"]);
  return [
    String(number + 1).padStart(6, "0"),
    companyName("logistics", number),
    random.next() < 0.1 ? "--" : money(seats * (80 + random.integer(40))),
    seats.toLocaleString("en-US"),
    random.next() < 0.05 ? "N/A" : `${discount}%`,
    `${american(opened)} ${1 + random.integer(12)}:${10 + random.integer(50)} ${choose(random, ["AM", "PM"])}`,
    random.next() < 0.3 ? "" : american(opened + random.integer(20) * 86_400_000),
    channels.join("; "),
    choose(random, optedIn ? ["Yes", "TRUE", "yes"] : ["No", "FALSE", "no"]),
    industry,
    random.next() < 0.7 ? "999" : String(random.integer(100)),
    number % 12 === 0 ? "Open" : won ? "Won" : "Lost",
  ];
}

const money = (amount: number) =>
  `$${amount.toLocaleString("en-US")}.${String(amount % 100).padStart(2, "0")}`;

function american(time: number): string {
  const date = new Date(time);
  return `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${String(date.getUTCFullYear()).slice(2)}`;
}
