import type { Circumstances } from "./truth";

const STARTS =
  "Al Bran Cor Dal Els Fen Gar Hal Ing Jor Kel Lin Mar Nor Orr Pel Quil Ros Sel Tor Ul Ver Wend Yar Zan";
const ENDS = "by den feld holm wick stad more lund ton veld";
const PLACES = STARTS.split(" ").flatMap((start) => ENDS.split(" ").map((end) => start + end));

const TRADES: Readonly<Record<Circumstances["industry"], string>> = {
  manufacturing: "Robotics,Machines,Tooling,Castings,Drives,Valves,Instruments,Packaging",
  logistics: "Freight,Logistics,Haulage,Forwarding,Warehousing,Shipping,Couriers,Cold Chain",
  construction: "Builders,Construction,Civil Works,Timber Homes,Concrete,Scaffolding,Roofing,Interiors",
  retail: "Stores,Outfitters,Foods,Markets,Home,Sports,Garden Centres,Books",
  healthcare: "Clinics,Diagnostics,Care,Pharma Supply,Dental,Medical,Laboratories,Rehab",
  "professional services": "Consulting,Advisors,Partners,Audit,Legal,Surveyors,Staffing,Research",
  education: "Academy,College,Training,Language School,Institute,Learning,Campus,Tutors",
};

/** An invented company name, a different one for each of the first 2,000 numbers. */
export function companyName(industry: Circumstances["industry"], number: number): string {
  const trades = TRADES[industry].split(",");
  const place = PLACES[(number * 77) % PLACES.length];
  // the next 250 names have the same places with other trades: 251 · k modulo 8 differs for k from 0 to 7
  return `${place} ${trades[(number + Math.floor(number / PLACES.length)) % trades.length]}`;
}

/** Job titles by seniority. */
export const TITLES: Readonly<Record<Circumstances["seniority"], readonly string[]>> = {
  executive: ["Chief Operating Officer", "Managing Director", "Chief Financial Officer", "COO"],
  vp: ["VP Operations", "Vice President Planning", "VP Finance"],
  director: ["Head of Operations", "Director of Planning", "Head of Finance"],
  manager: ["Operations Manager", "Planning Manager", "Finance Manager"],
  senior: ["Senior Planner", "Project Manager", "Senior Analyst"],
  entry: ["Planner", "IT Administrator", "Assistant to the Managing Director", "Analyst"],
  training: ["Operations Intern", "Trainee"],
};
