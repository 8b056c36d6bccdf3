import { isJsonObject, type JsonValue, propertyOf } from '../shared/json.ts';
import { type Branch, recordBesideBranch, recordInBranch, throwIfAborted } from './branch.ts';
import { applyTemplate } from './input-output.ts';
import { childInputs, type ItemsOfAttempt } from './map-child-inputs.ts';
import { runChildren } from './map-children.ts';
import type { Tolerance } from './map-limits.ts';
import { childOutputs, writeResults } from './map-result-writer.ts';
import type { ChildExecution, MapRun } from './map-run.ts';
import { callS3 } from './map-service-call.ts';
import { takeResumedLines } from './parallel.ts';
import { StatesError } from './states-error.ts';

export interface DistributedAttempt extends ItemsOfAttempt {
  readonly maxConcurrency: number;
  readonly tolerance: Tolerance;
}

export interface DistributedResult {
  readonly result: JsonValue;
  readonly mapRunSucceededId: number;
}

/**
 * Runs a Map state whose items get executions of their own.
 *
 * @throws StatesError States.ItemReaderFailed, States.ResultWriterFailed, States.ExceedToleratedFailureThreshold
 * @see "Map state in Distributed mode" (Step Functions Developer Guide)
 */
export async function runDistributed(attempt: DistributedAttempt): Promise<DistributedResult> {
  const { state, distributed, parent, maxConcurrency, tolerance } = attempt;
  const mapRun = parent.run.startMapRun({
    stateName: state.Name,
    Label: distributed.Label,
    ExecutionType: distributed.ExecutionType,
    processor: state.ItemProcessor,
    limits: {
      maxConcurrency,
      toleratedFailureCount: tolerance.toleratedFailureCount ?? 0,
      toleratedFailurePercentage: tolerance.toleratedFailurePercentage ?? 0,
    },
    isRedriven: takeResumedLines(parent) !== undefined,
  });
  recordStart(parent, mapRun);
  try {
    const children = await childInputs(attempt);
    throwIfAborted(parent);
    mapRun.announce(children);
    const ended = await runChildren(children, mapRun, parent.signal());
    throwIfAborted(parent);
    const result = await resultOf(attempt, ended, mapRun);
    mapRun.end('SUCCEEDED');
    return { result, mapRunSucceededId: recordBesideBranch(parent, 'MapRunSucceeded') };
  } catch (error) {
    mapRun.end(parent.signal().aborted ? 'ABORTED' : 'FAILED');
    // The service knows how far its children are.
    parent.innerLines = new Map();
    if (error instanceof StatesError) {
      recordInBranch(parent, 'MapRunFailed', { error: error.error, cause: error.cause });
    }
    throw error;
  }
}

function recordStart(parent: Branch, { mapRunArn, redriveCount }: MapRun): void {
  if (redriveCount === 0) recordInBranch(parent, 'MapRunStarted', { mapRunArn });
  else recordInBranch(parent, 'MapRunRedriven', { mapRunArn, redriveCount });
}

async function resultOf(
  attempt: DistributedAttempt,
  children: readonly ChildExecution[],
  { mapRunArn }: MapRun,
): Promise<JsonValue> {
  const { state, distributed, data, visit, parent } = attempt;
  const writer = distributed.ResultWriter;
  if (writer?.Resource === undefined) return childOutputs(children, writer?.Transformation);
  const parameters = (await applyTemplate(writer.Parameters, data, visit)).value;
  const bucket = textIn(parameters, 'Bucket');
  const prefix = textIn(parameters, 'Prefix');
  try {
    return await writeResults(writer, children, {
      bucket,
      prefix: `${prefix}${prefix === '' || prefix.endsWith('/') ? '' : '/'}${mapRunArn.split(':').at(-1)}/`,
      mapRunArn,
      async putObject(key, body) {
        await callS3('putObject', { Bucket: bucket, Key: key, Body: body }, state.Name, parent);
      },
    });
  } catch (error) {
    if (!(error instanceof StatesError)) throw error;
    throw resultWriterFailed(error.cause ?? error.error);
  }
}

function resultWriterFailed(cause: string | undefined): StatesError {
  return new StatesError('States.ResultWriterFailed', cause);
}

function textIn(parameters: JsonValue, name: string): string {
  const value = isJsonObject(parameters) ? propertyOf(parameters, name) : undefined;
  return typeof value === 'string' ? value : '';
}
