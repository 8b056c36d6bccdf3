import { type AwsIdentity, functionArn, stateMachineArn } from '../shared/arn.ts';
import type { JsonObject } from '../shared/json.ts';
import { childOf, scalarText, type TemplateNode } from './nodes.ts';
import { holdsUnknownValue } from './unknown-values.ts';

interface PolicyTemplate {
  readonly parameter: string;
  readonly actions: readonly string[];
  resourcesOf(name: string, identity: AwsIdentity): readonly string[];
}

const POLICY_TEMPLATES: Readonly<Record<string, PolicyTemplate>> = {
  LambdaInvokePolicy: {
    parameter: 'FunctionName',
    actions: ['lambda:InvokeFunction'],
    resourcesOf: (name, identity) => [`${functionArn(identity, name)}*`],
  },
  StepFunctionsCallbackPolicy: stateMachinePolicy([
    'states:SendTaskFailure',
    'states:SendTaskHeartbeat',
    'states:SendTaskSuccess',
  ]),
  StepFunctionsExecutionPolicy: stateMachinePolicy(['states:StartExecution']),
  StepFunctionsExecutionPolicy_v2: stateMachinePolicy([
    'states:StartExecution',
    'states:StartSyncExecution',
  ]),
};

function stateMachinePolicy(actions: readonly string[]): PolicyTemplate {
  return {
    parameter: 'StateMachineName',
    actions,
    resourcesOf: (name, identity) => [stateMachineArn(identity, name)],
  };
}

/**
 * The statements of one of SAM's policy templates; undefined when it, or what it is about, is not
 * known here.
 *
 * @see "AWS SAM policy template list" (SAM Developer Guide)
 */
export function policyTemplateStatements(
  name: string,
  parameters: TemplateNode,
  identity: AwsIdentity,
): JsonObject[] | undefined {
  const template = POLICY_TEMPLATES[name];
  const parameter = template && childOf(parameters, template.parameter);
  const value = scalarText(parameter);
  if (template === undefined || parameter === undefined || value === undefined) return undefined;
  if (holdsUnknownValue(parameter)) return undefined;
  const { actions, resourcesOf } = template;
  return [{ Effect: 'Allow', Action: [...actions], Resource: [...resourcesOf(value, identity)] }];
}
