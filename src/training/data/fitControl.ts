import { reject } from "../../core/checks";

/** What can stop a fit: an `AbortSignal` is one. */
export interface StopSignal {
  readonly aborted: boolean;
  readonly reason?: unknown;
}

/** How far a fit has come. */
export interface FitProgress {
  /** How often records were read, those of a fold or a sample counted as one reading. */
  readonly passes: number;
}

/** How a fit that takes long is followed and stopped. */
export interface FitControl<Progress = FitProgress> {
  /** Is called again and again while the fit goes on; what it throws ends the fit. */
  readonly onProgress?: (progress: Progress) => void;
  /** Looked at as often: where it is aborted, its reason is thrown. */
  readonly signal?: StopSignal | undefined;
}

/** The names of {@link FitControl}. */
export const CONTROL_NAMES: readonly string[] = ["onProgress", "signal"];

/**
 * Checks what follows and stops a fit.
 *
 * @param caller - name of the calling function
 * @param control - as given
 * @returns reports progress, and throws where the fit was aborted
 * @throws SalienceError `invalid_argument`; the reason of a signal that is aborted already
 */
export function checkControl<Progress>(
  caller: string,
  { onProgress, signal }: FitControl<Progress>,
): (progress: Progress) => void {
  if (onProgress !== undefined && typeof onProgress !== "function")
    reject(caller, "onProgress to be a function", onProgress);
  if (signal !== undefined && typeof signal?.aborted !== "boolean")
    reject(caller, "signal to be an AbortSignal", signal);
  const stopIfAborted = () => {
    if (signal?.aborted === true) throw signal.reason ?? new Error(`${caller} was aborted`);
  };
  stopIfAborted();
  return (progress) => {
    onProgress?.(progress);
    stopIfAborted();
  };
}

/** {@link checkControl} for fits that count how often they read the records. */
export function countPasses(caller: string, control: FitControl): () => void {
  const proceed = checkControl(caller, control);
  let passes = 0;
  return () => proceed({ passes: ++passes });
}
