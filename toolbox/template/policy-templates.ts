import { type AwsIdentity, functionArn, stateMachineArn } from '../shared/arn.ts';
import type { JsonObject } from '../shared/json.ts';
import { childOf, scalarText, type TemplateNode } from './nodes.ts';

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
  StepFunctionsExecutionPolicy: {
    parameter: 'StateMachineName',
    actions: ['states:StartExecution'],
    resourcesOf: (name, identity) => [stateMachineArn(identity, name)],
  },
};

/**
 * The statements of one of SAM's policy templates; undefined when it is not known here.
 *
 * @see "AWS SAM policy template list" (SAM Developer Guide)
 */
export function policyTemplateStatements(
  name: string,
  parameters: TemplateNode,
  identity: AwsIdentity,
): JsonObject[] | undefined {
  const template = POLICY_TEMPLATES[name];
  const value = template && scalarText(childOf(parameters, template.parameter));
  if (template === undefined || value === undefined) return undefined;
  const { actions, resourcesOf } = template;
  return [{ Effect: 'Allow', Action: [...actions], Resource: [...resourcesOf(value, identity)] }];
}
