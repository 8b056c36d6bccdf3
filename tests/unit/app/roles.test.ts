import type { JsonObject } from '../../../toolbox/shared/json.ts';
import { deployedStack } from './deployed-stack.ts';
import { loadApp } from './load-app.ts';
import { usedFunctionPermissions, usedPermissions } from './used-permissions.ts';

const API_ROLES = ['ApiRole', 'HelloApiRole', 'PetsWorkflowApiRole'];
const { functions, stateMachines } = loadApp();

const trustOf = (role: string) =>
  deployedStack().resources[role]?.properties['AssumeRolePolicyDocument'];

const trustIn = (service: string, condition = {}) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: service },
      Action: 'sts:AssumeRole',
      ...condition,
    },
  ],
});

/** `action resource` of each pair that a statement allows. */
function pairsOf({ Action, Resource }: JsonObject): string[] {
  const resources = [Resource ?? []].flat();
  return [Action ?? []].flat().flatMap((action) => resources.map((one) => `${action} ${one}`));
}

describe('the roles of the stack', () => {
  // No condition keys are documented for API Gateway, and a wrong one would fail every call.
  test.each(API_ROLES)('trust API Gateway without a condition: %s', (role) => {
    expect(trustOf(role)).toEqual(trustIn('apigateway.amazonaws.com'));
  });

  test.each(functions.map(({ logicalId }) => `${logicalId}Role`))('trust Lambda: %s', (role) => {
    expect(trustOf(role)).toEqual(trustIn('lambda.amazonaws.com'));
  });

  test.each(stateMachines.map(({ logicalId }) => `${logicalId}Role`))(
    'trust Step Functions for the state machines of this account and region alone: %s',
    (role) => {
      expect(trustOf(role)).toEqual(
        trustIn('states.amazonaws.com', {
          Condition: {
            StringEquals: { 'aws:SourceAccount': '123456789012' },
            ArnLike: { 'aws:SourceArn': 'arn:aws:states:eu-west-1:123456789012:stateMachine:*' },
          },
        }),
      );
    },
  );

  const app = loadApp();
  const used = usedPermissions(app);

  test.each(app.roles)('allow what is used, and nothing more: $logicalId', (role) => {
    const allowed = role.statements.flatMap(pairsOf).toSorted();

    expect(role.statements.map(({ Effect }) => Effect)).not.toContain('Deny');
    expect(role.unknownPolicies).toEqual([]);
    expect(allowed).toEqual(used.get(role.roleArn));
  });

  test('are all there', () => {
    expect([...used.keys()].toSorted()).toEqual(app.roles.map(({ roleArn }) => roleArn).toSorted());
  });

  test('name no action with *', () => {
    const actions = app.roles.flatMap(({ statements }) =>
      statements.flatMap(({ Action }) => Action),
    );

    expect(actions.filter((action) => String(action).includes('*'))).toEqual([]);
  });
});

describe('the permissions of the functions', () => {
  test('let API Gateway invoke them for the methods that do, and for nothing else', () => {
    const app = loadApp();
    const given = app.permissions.map(({ functionName, action, principal, sourceArn }) => {
      expect([action, principal]).toEqual(['lambda:InvokeFunction', 'apigateway.amazonaws.com']);
      const name = functionName.replace(/^.*:function:/, '');
      // SAM lets all stages of the API in: it has but one.
      return `${name} ${sourceArn?.replace('/*/', '/dev/')}`;
    });

    expect(given.toSorted()).toEqual(usedFunctionPermissions(app).toSorted());
  });
});
