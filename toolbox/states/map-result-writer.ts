import { type JsonArray, type JsonObject, type JsonValue, stringifyJson } from '../shared/json.ts';
import type { ResultWriter } from './definition.ts';
import type { ChildExecution } from './map-run.ts';

/** Puts an object into the bucket. */
export type PutObject = (key: string, body: string) => Promise<void>;

export interface Destination {
  readonly bucket: string;
  /** Of all keys; ends with a slash, unless it is empty. */
  readonly prefix: string;
  readonly mapRunArn: string;
  readonly putObject: PutObject;
}

/** The array that a distributed Map state gives: the outputs of the children that succeeded, in their order. */
export function childOutputs(
  children: readonly ChildExecution[],
  transformation: ResultWriter['Transformation'] = 'COMPACT',
): JsonArray {
  const succeeded = children.filter(({ outcome }) => outcome.status === 'SUCCEEDED');
  const results = succeeded.map((child) => resultOf(child, transformation));
  return transformation === 'FLATTEN' ? results.flat() : results;
}

/**
 * Writes the results as files and a manifest that names them.
 *
 * @returns the output of the state, which names the manifest
 * @see "ResultWriter (Map)" (Step Functions Developer Guide)
 */
export async function writeResults(
  { Transformation, OutputType }: ResultWriter,
  children: readonly ChildExecution[],
  { bucket, prefix, mapRunArn, putObject }: Destination,
): Promise<JsonObject> {
  const failed = children.filter(({ outcome }) => outcome.status !== 'SUCCEEDED');
  const files = {
    FAILED: failed.map(executionDetails),
    PENDING: [],
    SUCCEEDED: childOutputs(children, Transformation),
  };
  const ResultFiles: JsonObject = {};
  for (const [status, results] of Object.entries(files)) {
    ResultFiles[status] = [];
    if (results.length === 0) continue;
    const Key = `${prefix}${status}_0.${OutputType === 'JSONL' ? 'jsonl' : 'json'}`;
    const body = fileText(results, OutputType);
    await putObject(Key, body);
    ResultFiles[status] = [{ Key, Size: Buffer.byteLength(body) }];
  }
  const Key = `${prefix}manifest.json`;
  const manifest = { DestinationBucket: bucket, MapRunArn: mapRunArn, ResultFiles };
  await putObject(Key, stringifyJson(manifest));
  return { MapRunArn: mapRunArn, ResultWriterDetails: { Bucket: bucket, Key } };
}

function fileText(results: JsonArray, outputType: ResultWriter['OutputType']): string {
  return outputType === 'JSON'
    ? stringifyJson(results)
    : results.map((result) => `${stringifyJson(result)}\n`).join('');
}

function resultOf(
  child: ChildExecution,
  transformation: ResultWriter['Transformation'],
): JsonValue {
  if (transformation === 'NONE') return executionDetails(child);
  return child.outcome.status === 'SUCCEEDED' ? child.outcome.output.value : null;
}

/** A child execution as the result files show it; its input and output are text. */
function executionDetails(child: ChildExecution): JsonObject {
  const { executionArn, name, stateMachineArn, input, startDate, stopDate, outcome } = child;
  const isRedrivable = outcome.status !== 'SUCCEEDED';
  return {
    ...(outcome.status !== 'SUCCEEDED' && outcome.cause !== undefined
      ? { Cause: outcome.cause }
      : {}),
    ...(outcome.status !== 'SUCCEEDED' && outcome.error !== undefined
      ? { Error: outcome.error }
      : {}),
    ExecutionArn: executionArn,
    Input: input.text,
    InputDetails: { Included: true },
    Name: name,
    ...(outcome.status === 'SUCCEEDED' ? { Output: outcome.output.text } : {}),
    OutputDetails: { Included: true },
    RedriveCount: 0,
    RedriveStatus: isRedrivable ? 'REDRIVABLE_BY_MAP_RUN' : 'NOT_REDRIVABLE',
    ...(isRedrivable
      ? {}
      : { RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven' }),
    StartDate: new Date(startDate).toISOString(),
    StateMachineArn: stateMachineArn,
    Status: outcome.status,
    StopDate: new Date(stopDate).toISOString(),
  };
}
