import type { RangeBin } from "../core/bin";
import { differenceInterval } from "../core/intervals";
import type { FeatureValue } from "../features/types";
import type { HistoryCell } from "../models/history";
import type { FeatureSummary } from "../models/types";
import { own } from "./fillTemplate";
import { isMissing } from "./formatValue";
import { rankOf } from "./rankOf";
import type { Settings } from "./settings";

/** How records with a value like this one converted. */
export interface Past {
  readonly cell: HistoryCell;
  /** 1 if they converted more often than the others, −1 if less, 0 if chance may have done it. */
  readonly direction: 1 | 0 | -1;
}

/**
 * The history cell of a value, or null where there is none, or it has too few records. Its direction is that of
 * Newcombe's 95% interval for the difference between the cell and all other records: the two groups are
 * independent, which the cell and all records are not.
 */
export function pastOf(settings: Settings, feature: FeatureSummary, value: FeatureValue): Past | null {
  const { history, policy } = settings;
  const cells = own(history?.features ?? null, feature.name);
  const cell = cells?.find((one) => holds(one, feature, value));
  if (history === null || cell === undefined || cell.rows === 0 || cell.rows < policy.minimumRows)
    return null;
  const others = { events: history.events - cell.events, count: history.rows - cell.rows };
  if (others.count <= 0 || others.events < 0 || others.events > others.count) return { cell, direction: 0 };
  const { low, high } = differenceInterval({ events: cell.events, count: cell.rows }, others);
  return { cell, direction: low > 0 ? 1 : high < 0 ? -1 : 0 };
}

function holds(cell: HistoryCell, feature: FeatureSummary, value: FeatureValue): boolean {
  if (isMissing(value)) return "missing" in cell;
  if ("level" in cell) return cell.level === (typeof value === "string" ? value : feature.levels?.[value]);
  const rank = rankOf(feature, value);
  return "from" in cell && rank !== null && inRange(cell, rank);
}

/** Whether a number lies in [from, to). A cell without ends holds whatever there was: it says nothing of a value. */
export function inRange(cell: RangeBin, value: number): boolean {
  if (cell.from === null && cell.to === null) return false;
  return (cell.from === null || value >= cell.from) && (cell.to === null || value < cell.to);
}
