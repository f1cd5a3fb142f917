import { MILLISECONDS_PER_DAY } from "salience";

/** Days in milliseconds. */
export const days = (count: number) => count * MILLISECONDS_PER_DAY;

/** The start of the day (UTC) that an instant lies in. */
export const startOfDay = (time: number) => time - (time % MILLISECONDS_PER_DAY);

/** A day as `2026-11-21`. */
export const isoDay = (time: number) => new Date(time).toISOString().slice(0, 10);

/** An instant as `2026-11-21T09:00:00Z`. */
export const isoTime = (time: number) => `${new Date(time).toISOString().slice(0, 19)}Z`;
