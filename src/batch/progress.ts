/** How many records came so far, and what became of them. The last four add up to the first. */
export interface BatchProgress {
  /** Records of all chunks so far. */
  readonly read: number;
  readonly scored: number;
  readonly disqualified: number;
  readonly insufficientData: number;
  readonly rejected: number;
}

/** Is told how far the work is; a promise is waited for. */
export type OnProgress = (progress: BatchProgress) => unknown;

/**
 * Counts what becomes of records.
 *
 * @param onProgress - is told after each chunk, if given
 * @returns a function to call with the status column of each chunk
 */
export function progressCounter(onProgress: OnProgress | undefined): (status: Uint8Array) => Promise<void> {
  const counts: [number, number, number, number] = [0, 0, 0, 0]; // in the order of SCORE_STATUSES
  return async (status) => {
    for (const code of status) counts[code as 0 | 1 | 2 | 3] += 1;
    const [scored, disqualified, insufficientData, rejected] = counts;
    const read = scored + disqualified + insufficientData + rejected;
    await onProgress?.({ read, scored, disqualified, insufficientData, rejected });
  };
}
