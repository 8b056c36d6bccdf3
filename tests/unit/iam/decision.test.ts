import { compileDecision } from '../../../toolbox/iam/decision.ts';
import type { JsonObject } from '../../../toolbox/shared/json.ts';
import { aRole } from './policies.ts';

const MACHINE = 'arn:aws:states:eu-west-1:123456789012:stateMachine:Hello';
const CONDITION = { StringEquals: { 'aws:ResourceTag/stage': 'dev' } };

const allow: JsonObject = { Effect: 'Allow', Action: 'states:StartExecution', Resource: MACHINE };
const deny: JsonObject = { Effect: 'Deny', Action: 'states:*', Resource: '*' };

function decide(statements: readonly JsonObject[], unknownPolicies: readonly string[] = []) {
  return compileDecision(aRole(statements, unknownPolicies))('states:StartExecution', MACHINE);
}

describe('compileDecision', () => {
  test.each([
    { name: 'no statement', statements: [], decision: 'implicitDeny' },
    { name: 'a matching Allow', statements: [allow], decision: 'allow' },
    {
      name: 'an Allow of another action',
      statements: [{ ...allow, Action: 'states:StopExecution' }],
      decision: 'implicitDeny',
    },
    {
      name: 'an Allow of another resource',
      statements: [{ ...allow, Resource: `${MACHINE}2` }],
      decision: 'implicitDeny',
    },
    {
      name: 'action and resource in two Allows',
      statements: [
        { ...allow, Action: 'states:StopExecution' },
        { ...allow, Resource: `${MACHINE}2` },
      ],
      decision: 'implicitDeny',
    },
    { name: 'a Deny behind an Allow', statements: [allow, deny], decision: 'explicitDeny' },
    { name: 'a Deny alone', statements: [deny], decision: 'explicitDeny' },
    {
      name: 'a Deny of another resource',
      statements: [allow, { ...deny, Resource: `${MACHINE}2` }],
      decision: 'allow',
    },
    {
      name: 'an Allow with a condition',
      statements: [{ ...allow, Condition: CONDITION }],
      decision: 'allow',
    },
    {
      name: 'a Deny with a condition',
      statements: [allow, { ...deny, Condition: CONDITION }],
      decision: 'allow',
    },
  ])('$name: $decision', ({ statements, decision }) => {
    expect(decide(statements)).toBe(decision);
  });

  test('allows what no statement allows when the role has unknown policies', () => {
    expect(decide([], ['ReadOnlyAccess'])).toBe('allow');
  });

  test('denies what a known statement denies when the role has unknown policies', () => {
    expect(decide([deny], ['ReadOnlyAccess'])).toBe('explicitDeny');
  });

  test('compares the action without regard to case', () => {
    expect(compileDecision(aRole([allow]))('States:startExecution', MACHINE)).toBe('allow');
  });
});
