import fc from 'fast-check';
import {
  evaluatePolicy,
  matchingStatement,
} from '../../../../toolbox/gateway/authorizers/evaluate-policy.ts';
import type { JsonObject, JsonValue } from '../../../../toolbox/shared/json.ts';

const API = 'arn:aws:execute-api:eu-west-1:123456789012:abcde12345';
const METHOD_ARN = `${API}/dev/GET/pets/1`;

const OUTPUT = 'DG "Output from a Lambda authorizer"';
const ELEMENTS = 'IAM "IAM JSON policy element reference"';

function aPolicy(...statements: JsonObject[]): JsonObject {
  return { Version: '2012-10-17', Statement: statements };
}

function allow(changes: JsonObject = {}): JsonObject {
  return { Effect: 'Allow', Action: 'execute-api:Invoke', Resource: METHOD_ARN, ...changes };
}

function deny(changes: JsonObject = {}): JsonObject {
  return { ...allow(changes), Effect: 'Deny' };
}

function without(element: string, statement: JsonObject): JsonObject {
  const { [element]: _, ...others } = statement;
  return others;
}

describe('evaluatePolicy', () => {
  test.each<[source: string, name: string, outcome: string, policy: JsonObject]>([
    [OUTPUT, 'an Allow of the method', 'allow', aPolicy(allow())],
    [OUTPUT, 'a Deny of the method', 'explicit-deny', aPolicy(deny())],
    [OUTPUT, 'a Deny behind an Allow', 'explicit-deny', aPolicy(allow(), deny())],
    [OUTPUT, 'a Deny before an Allow', 'explicit-deny', aPolicy(deny(), allow())],
    [OUTPUT, 'no statement', 'implicit-deny', aPolicy()],
    [
      OUTPUT,
      'an Allow of another method',
      'implicit-deny',
      aPolicy(allow({ Resource: `${API}/dev/POST/pets/1` })),
    ],
    [
      OUTPUT,
      'a Deny of another method beside an Allow',
      'allow',
      aPolicy(allow(), deny({ Resource: `${API}/dev/DELETE/*` })),
    ],
    [OUTPUT, 'a * in the resource', 'allow', aPolicy(allow({ Resource: `${API}/dev/GET/*` }))],
    [OUTPUT, 'a ? in the resource', 'allow', aPolicy(allow({ Resource: `${API}/dev/GET/pets/?` }))],
    [OUTPUT, 'everything', 'allow', aPolicy(allow({ Action: '*', Resource: '*' }))],
    [OUTPUT, 'a list of resources', 'allow', aPolicy(allow({ Resource: ['x', METHOD_ARN] }))],
    [
      OUTPUT,
      'a list of actions',
      'allow',
      aPolicy(allow({ Action: ['s3:*', 'execute-api:Invoke'] })),
    ],
    [OUTPUT, 'a * in the action', 'allow', aPolicy(allow({ Action: 'execute-api:*' }))],
    [OUTPUT, 'another action', 'implicit-deny', aPolicy(allow({ Action: 's3:GetObject' }))],
    [
      OUTPUT,
      'ManageConnections',
      'implicit-deny',
      aPolicy(allow({ Action: 'execute-api:ManageConnections' })),
    ],
    [
      ELEMENTS,
      'an action in another case',
      'allow',
      aPolicy(allow({ Action: 'Execute-API:invoke' })),
    ],
    [
      ELEMENTS,
      'a resource in another case',
      'implicit-deny',
      aPolicy(allow({ Resource: METHOD_ARN.toUpperCase() })),
    ],
    [ELEMENTS, 'one statement without a list', 'allow', { Statement: allow() }],
    [
      ELEMENTS,
      'NotAction of another action',
      'allow',
      aPolicy(without('Action', allow({ NotAction: 's3:*' }))),
    ],
    [
      ELEMENTS,
      'NotAction of the action',
      'implicit-deny',
      aPolicy(without('Action', allow({ NotAction: 'execute-api:Invoke' }))),
    ],
    [
      ELEMENTS,
      'NotResource of another method',
      'explicit-deny',
      aPolicy(allow(), without('Resource', deny({ NotResource: `${API}/dev/POST/*` }))),
    ],
    [
      ELEMENTS,
      'NotResource of the method',
      'implicit-deny',
      aPolicy(without('Resource', allow({ NotResource: [METHOD_ARN, 'x'] }))),
    ],
    [ELEMENTS, 'no resource at all', 'implicit-deny', aPolicy(without('Resource', allow()))],
    [ELEMENTS, 'no action at all', 'implicit-deny', aPolicy(without('Action', allow()))],
    ['Local runtime', 'an empty condition', 'allow', aPolicy(allow({ Condition: {} }))],
    [
      'Local runtime',
      'a condition in an Allow',
      'implicit-deny',
      aPolicy(allow({ Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } })),
    ],
    [
      'Local runtime',
      'a condition in a Deny',
      'explicit-deny',
      aPolicy(allow(), deny({ Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } })),
    ],
  ])('%s: %s is %s', (_source, _name, outcome, policy) => {
    expect(evaluatePolicy(policy, METHOD_ARN)).toBe(outcome);
  });

  test.each<JsonValue>([null, 'x', [], {}, { Statement: 1 }, { Statement: [null, 'x'] }])(
    'lets nobody in with the document %j',
    (document) => {
      expect(evaluatePolicy(document, METHOD_ARN)).toBe('implicit-deny');
    },
  );

  test('never throws, whatever the document', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (document, methodArn) => {
        expect(evaluatePolicy(document as JsonValue, methodArn)).toMatch(/allow|deny/);
      }),
    );
  });
});

describe('matchingStatement', () => {
  test('gives the place of the first statement that matches, or -1', () => {
    const policy = aPolicy(allow({ Resource: 'x' }), allow(), allow(), deny({ Resource: 'x' }));

    expect(matchingStatement(policy, METHOD_ARN, 'Allow')).toBe(1);
    expect(matchingStatement(policy, METHOD_ARN, 'Deny')).toBe(-1);
  });
});
