export { type FormulaOptions, formula } from "./formula";
export { type ParseFormulaOptions, parseFormula } from "./parseFormula";
