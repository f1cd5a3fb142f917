const SYMBOLS: Readonly<Record<string, string>> = {
  $: "USD CAD AUD NZD SGD HKD MXN",
  US$: "USD",
  C$: "CAD",
  A$: "AUD",
  R$: "BRL",
  "€": "EUR",
  "£": "GBP",
  "¥": "JPY CNY",
  "₹": "INR",
  "₩": "KRW",
  "₺": "TRY",
  "₪": "ILS",
  kr: "SEK NOK DKK",
  zł: "PLN",
  Kč: "CZK",
  Fr: "CHF",
  R: "ZAR",
};
const CODES = new Set(
  `${Object.values(SYMBOLS).join(" ")} AED ARS BGN CLP COP EGP HUF IDR ISK KES MYR NGN PEN PHP QAR RON RUB SAR THB
  TWD UAH VND`.split(/\s+/),
);

const symbolOf = new Map(Object.keys(SYMBOLS).map((symbol) => [symbol.toLowerCase(), symbol]));

/**
 * The symbol or code of a currency that a text is.
 *
 * @param text - what stands beside a number
 * @returns the symbol, or the code in capitals; null for anything else
 */
export function currencyOf(text: string): string | null {
  if (text.length > 4) return null;
  const symbol = symbolOf.get(text.toLowerCase().replace(/\.$/, ""));
  if (symbol !== undefined) return symbol;
  const code = text.toUpperCase();
  return CODES.has(code) ? code : null;
}

/**
 * Groups symbols and codes that can be of one currency: `$` and `USD` are, `$` and `EUR` are not.
 *
 * @param written - symbols and codes, as {@link currencyOf} gives them
 * @returns groups; one group where they can all be of one currency
 */
export function currencyGroups(written: readonly string[]): string[][] {
  const codesOf = (text: string) => (SYMBOLS[text] ?? text).split(" ");
  const common = codesOf(written[0] ?? "").find((code) =>
    written.every((text) => codesOf(text).includes(code)),
  );
  return common === undefined ? written.map((text) => [text]) : [[...written]];
}
