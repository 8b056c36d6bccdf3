import { isJsonObject, type JsonObject } from '../shared/json.ts';
import { JsonDocument } from '../shared/json-document.ts';
import type { Branch } from './branch.ts';

/**
 * Calls an operation of S3 for a Map state, by the same way as the Tasks of the execution.
 *
 * @param action - such as `getObject`
 * @param bytesAs - how the body of an object is given; undefined: as text
 * @throws StatesError of the service
 */
export async function callS3(
  action: string,
  parameters: JsonObject,
  stateName: string,
  { run, signal }: Branch,
  bytesAs?: 'base64',
): Promise<JsonObject> {
  const partition = run.context.Execution.Id.split(':')[1] ?? 'aws';
  const { value } = await run.invokeTask({
    resource: `arn:${partition}:states:::aws-sdk:s3:${action}`,
    payload: JsonDocument.fromValue(parameters),
    stateName,
    retryCount: 0,
    executionArn: run.context.Execution.Id,
    signal: signal(),
    ...(bytesAs === undefined ? {} : { bytesAs }),
    onStarted() {},
    onSubmitted() {},
    onHeartbeat() {},
  });
  return isJsonObject(value) ? value : {};
}
