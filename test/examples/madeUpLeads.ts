import { seededRandom } from "../../src/index";

const HEADER = [
  "Lead Number",
  "Converted",
  "TotalVisits",
  "Total Time Spent on Website",
  "Page Views Per Visit",
  "Lead Origin",
  "Lead Source",
  "Do Not Email",
  "Country",
  "Specialization",
  "How did you hear about X Education",
  "What is your current occupation",
  "What matters most to you in choosing a course",
  "City",
  "A free copy of Mastering The Interview",
  "Tags",
];

/**
 * A CSV file in X Education's format, with invented leads: time on the website and the lead add form raise the
 * chance of converting.
 */
export function madeUpLeads(
  count: number,
  changes: Readonly<Record<number, Readonly<Record<string, string>>>> = {},
) {
  const random = seededRandom(5);
  const choose = (...items: readonly string[]) => items[random.integer(items.length)] as string;
  const rows = Array.from({ length: count }, (_, i) => {
    const seconds = random.integer(1800);
    const asked = random.next() < 0.2;
    const converted = random.next() < 0.1 + seconds / 3600 + (asked ? 0.3 : 0);
    const values = [
      String(1000 + i),
      converted ? "1" : "0",
      choose("", "0", "1", "3", "8"),
      String(seconds),
      choose("", "1", "2.5", "4"),
      asked ? "Lead Add Form" : choose("Landing Page Submission", "API"),
      choose("Google", "google", "Reference", "Direct Traffic"),
      choose("No", "No", "Yes"),
      choose("", "Norway", "Chile"),
      choose("Select", "", "Gardening", "Carpentry, fine"),
      choose("Select", "Radio"),
      choose("", "Student", "Working Professional"),
      choose("", "Better Career Prospects"),
      choose("", "Select", "Oslo"),
      choose("No", "Yes"),
      converted ? "will come" : "no answer", // leaks, and must not be used
    ];
    const change = changes[i] ?? {};
    return HEADER.map((name, j) => change[name] ?? values[j] ?? "");
  });
  const quote = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [HEADER, ...rows].map((row) => row.map(quote).join(",")).join("\n");
}
