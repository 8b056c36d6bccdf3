/** What the service itself writes into a function's log around an invocation. */
export interface InvocationReport {
  readonly requestId: string;
  readonly durationMs: number;
  readonly memorySizeMb: number;
  readonly maxMemoryUsedMb: number;
  /** Only on a cold start. */
  readonly initDurationMs?: number;
  readonly status: 'success' | 'error' | 'timeout';
  readonly errorType?: string;
}

/**
 * Writes the line of a failed init phase.
 *
 * @see "Lambda execution environment lifecycle" (Lambda Developer Guide)
 */
export function initReportLine(
  durationMs: number,
  phase: 'init' | 'invoke',
  status: 'error' | 'timeout',
  errorType?: string,
): string {
  const type = errorType === undefined ? '' : `\tError Type: ${errorType}`;
  return `INIT_REPORT Init Duration: ${durationMs.toFixed(2)} ms\tPhase: ${phase}\tStatus: ${status}${type}`;
}

export function startLine(requestId: string, version: string): string {
  return `START RequestId: ${requestId} Version: ${version}`;
}

export function endLine(requestId: string): string {
  return `END RequestId: ${requestId}`;
}

export function timeoutLine(requestId: string, timeoutSeconds: number, now: Date): string {
  return `${now.toISOString()} ${requestId} Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
}

/** The REPORT line: each measure ends with a tab, the last one too; a failure adds its status. */
export function reportLine(report: InvocationReport): string {
  const { requestId, durationMs, memorySizeMb, maxMemoryUsedMb, initDurationMs } = report;
  const fields = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${Math.ceil(durationMs)} ms`,
    `Memory Size: ${memorySizeMb} MB`,
    `Max Memory Used: ${maxMemoryUsedMb} MB`,
    ...(initDurationMs === undefined ? [] : [`Init Duration: ${initDurationMs.toFixed(2)} ms`]),
  ];
  return [...fields, statusOf(report)].join('\t');
}

function statusOf({ status, errorType }: InvocationReport): string {
  if (status === 'success') return '';
  if (status === 'timeout' || errorType === undefined) return `Status: ${status}`;
  return `Status: ${status}\tError Type: ${errorType}`;
}
