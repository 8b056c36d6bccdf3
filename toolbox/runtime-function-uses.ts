import { lambdaFunction } from './gateway/integrations/lambda-function.ts';
import { withStageVariables } from './gateway/stage-variables.ts';
import type { FunctionUse } from './lambda/unknown-functions.ts';
import { isJsonObject, type JsonValue } from './shared/json.ts';
import type { Position } from './shared/problem.ts';
import type { Api, SamTemplate, StateMachineConfiguration } from './template/model.ts';

/** Where the APIs and state machines of a template call functions. */
export function functionUses({ apis, stateMachines }: SamTemplate): FunctionUse[] {
  return [...apis.flatMap(usesOfApi), ...stateMachines.flatMap(usesOfStateMachine)];
}

interface Target {
  readonly uri?: string;
  readonly position: Position;
}

function usesOfApi(api: Api): FunctionUse[] {
  return targetsOf(api).flatMap(({ uri, position }) => {
    const { uri: called } = withStageVariables({ uri: uri ?? '' }, api.stageVariables);
    const functionName = lambdaFunction(called) ?? (FUNCTION_ARN.test(called) ? called : undefined);
    return functionName === undefined ? [] : [{ functionName, position }];
  });
}

function targetsOf(api: Api): Target[] {
  switch (api.protocolType) {
    case 'REST':
      return api.methods.flatMap(({ integration }) => integration ?? []);
    case 'HTTP':
      return api.routes.flatMap(({ integration }) =>
        integration?.kind === 'LAMBDA' ? [integration] : [],
      );
    case 'WEBSOCKET':
      return api.routes.flatMap(({ integration }) =>
        integration?.integrationUri === undefined
          ? []
          : [{ uri: integration.integrationUri, position: integration.position }],
      );
  }
}

const FUNCTION_ARN = /^arn:[\w-]+:lambda:[^:]*:[^:]*:function:/;
const LAMBDA_INVOKE = /^arn:[\w-]+:states:::lambda:invoke(?:\.waitForTaskToken)?$/;

function usesOfStateMachine({ definition }: StateMachineConfiguration): FunctionUse[] {
  return tasksIn(definition.value, '').flatMap(({ functionName, pointer }) =>
    functionName === undefined ? [] : [{ functionName, position: definition.positionOf(pointer) }],
  );
}

interface Task {
  readonly functionName: string | undefined;
  readonly pointer: string;
}

/** Tasks at any depth: those of branches and item processors too. */
function tasksIn(value: JsonValue, pointer: string): Task[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.entries(value).flatMap(([key, member]) =>
    tasksIn(member, `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
  );
  if (!isJsonObject(value) || value['Type'] !== 'Task') return inside;
  return [{ functionName: functionOf(value), pointer: `${pointer}/Resource` }, ...inside];
}

/** The function that a Task names outright; undefined when it calls none or its input decides. */
function functionOf(task: Readonly<Record<string, JsonValue>>): string | undefined {
  const resource = String(task['Resource']);
  if (FUNCTION_ARN.test(resource)) return resource;
  if (!LAMBDA_INVOKE.test(resource)) return undefined;
  const parameters = task['Parameters'] ?? task['Arguments'];
  const name = isJsonObject(parameters) ? parameters['FunctionName'] : undefined;
  return typeof name === 'string' && !name.startsWith('{%') ? name : undefined;
}
