import { isJsonObject, type JsonObject, type JsonValue } from '../../../toolbox/shared/json.ts';
import { restApisOf } from '../../../toolbox/template/apis.ts';
import type { Method, RestApi, SamTemplate } from '../../../toolbox/template/model.ts';
import { APP_REGION } from './load-app.ts';

/** `states:StartExecution arn:…`: an action and the resource that it is done with. */
type Permission = string;

/** Actions that know no resources, so that AWS takes only `*` for them. */
const DELIVER_LOGS = [
  'logs:CreateLogDelivery',
  'logs:GetLogDelivery',
  'logs:UpdateLogDelivery',
  'logs:DeleteLogDelivery',
  'logs:ListLogDeliveries',
  'logs:PutResourcePolicy',
  'logs:DescribeResourcePolicies',
  'logs:DescribeLogGroups',
];
const WRITE_TRACES = ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'];
const SAMPLE_TRACES = ['xray:GetSamplingRules', 'xray:GetSamplingTargets'];

const STATE_MACHINE_ARN = /arn:aws:states:[\w-]+:\d+:stateMachine:\w+/g;

/**
 * What the integrations, states and functions of a template do, by the ARN of the role that they do
 * it with.
 */
export function usedPermissions(template: SamTemplate): Map<string, Permission[]> {
  const used = new Map<string, Permission[]>();
  const add = (roleArn: string | undefined, permissions: readonly Permission[]): void => {
    if (roleArn === undefined) return;
    used.set(roleArn, [...new Set([...(used.get(roleArn) ?? []), ...permissions])].toSorted());
  };
  for (const { integration } of restApisOf(template).flatMap(({ methods }) => methods)) {
    const text = integration?.requestTemplates['application/json']?.text ?? '';
    add(integration?.credentials, startsOf([text]));
  }
  for (const { roleArn, definition } of template.stateMachines) {
    add(roleArn, taskPermissions(definition.value));
    add(roleArn, onAll([...DELIVER_LOGS, ...WRITE_TRACES, ...SAMPLE_TRACES]));
  }
  for (const { roleArn, environment, logGroupName } of template.functions) {
    const logGroup = `arn:aws:logs:${APP_REGION}:123456789012:log-group:${logGroupName}:*`;
    add(roleArn, startsOf(Object.values(environment)));
    add(roleArn, [`logs:CreateLogStream ${logGroup}`, `logs:PutLogEvents ${logGroup}`]);
    add(roleArn, onAll(WRITE_TRACES));
  }
  return used;
}

function onAll(actions: readonly string[]): Permission[] {
  return actions.map((action) => `${action} *`);
}

/** A start of each state machine that texts name. */
function startsOf(texts: readonly string[]): Permission[] {
  return texts
    .flatMap((text) => text.match(STATE_MACHINE_ARN) ?? [])
    .map((arn) => `states:StartExecution ${arn}`);
}

/** What the Task states do, wherever they stand in the definition. */
function taskPermissions(value: JsonValue): Permission[] {
  if (Array.isArray(value)) return value.flatMap(taskPermissions);
  if (!isJsonObject(value)) return [];
  if (value['Type'] === 'Task') return [taskPermission(value)];
  return Object.values(value).flatMap(taskPermissions);
}

function taskPermission({ Resource, Parameters }: JsonObject): Permission {
  if (Resource !== 'arn:aws:states:::apigateway:invoke') {
    return `lambda:InvokeFunction ${String(Resource)}`;
  }
  const { ApiEndpoint, Method, Stage, Path, 'Path.$': format } = Parameters as JsonObject;
  const apiId = String(ApiEndpoint).split('.')[0];
  // The format that States.Format fills: anything may stand for its braces.
  const path = Path ?? String(format).split("'")[1]?.replace('{}', '*');
  return `execute-api:Invoke arn:aws:execute-api:${APP_REGION}:123456789012:${apiId}/${Stage}/${Method}/${path}`;
}

/** `function source ARN` of each method whose function API Gateway invokes in its own name. */
export function usedFunctionPermissions(template: SamTemplate): string[] {
  return restApisOf(template).flatMap((api) =>
    api.methods
      .filter(({ integration }) => integration?.credentials === undefined)
      .flatMap((method) => functionPermission(api, method)),
  );
}

function functionPermission({ apiId, stageName }: RestApi, method: Method): string[] {
  const [, functionName] =
    /:function:(\w+)\/invocations$/.exec(method.integration?.uri ?? '') ?? [];
  if (functionName === undefined) return [];
  const path = `${method.httpMethod}${method.resourcePath.replaceAll(/\{\w+\}/g, '*')}`;
  return [
    `${functionName} arn:aws:execute-api:${APP_REGION}:123456789012:${apiId}/${stageName}/${path}`,
  ];
}
