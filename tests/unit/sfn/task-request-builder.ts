import { JsonDocument } from '../../../toolbox/shared/json-document.ts';
import type { TaskRequest } from '../../../toolbox/states/execution.ts';

/** A request of a Task state as the interpreter makes it. */
export function aTaskRequest(request: Partial<TaskRequest> = {}): TaskRequest {
  return {
    resource: 'arn:aws:lambda:us-east-1:123456789012:function:F',
    payload: JsonDocument.fromText('{}'),
    stateName: 'State',
    retryCount: 0,
    executionArn: 'arn:aws:states:us-east-1:123456789012:execution:Machine:run-1',
    signal: new AbortController().signal,
    onStarted: () => {},
    onSubmitted: () => {},
    onHeartbeat: () => {},
    ...request,
  };
}
