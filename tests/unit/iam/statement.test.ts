import { compileStatement } from '../../../toolbox/iam/statement.ts';
import type { JsonValue } from '../../../toolbox/shared/json.ts';

const MACHINE = 'arn:aws:states:eu-west-1:123456789012:stateMachine:Hello';

describe('compileStatement', () => {
  test.each<[JsonValue, boolean]>([
    ['states:StartExecution', true],
    ['STATES:startexecution', true],
    ['states:*', true],
    ['states:Start????ution', true],
    ['*', true],
    [['states:StopExecution', 'states:StartExecution'], true],
    ['states:StartSyncExecution', false],
    ['states:Start', false],
    [[], false],
  ])('Action %j names states:StartExecution: %p', (action, expected) => {
    const named = compileStatement({ Effect: 'Allow', Action: action });
    const excluded = compileStatement({ Effect: 'Allow', NotAction: action });

    expect(named.matchesAction('states:startexecution')).toBe(expected);
    expect(excluded.matchesAction('states:startexecution')).toBe(!expected);
  });

  test.each<[JsonValue, boolean]>([
    [MACHINE, true],
    [MACHINE.toLowerCase(), false],
    ['arn:aws:states:*:*:stateMachine:Hell?', true],
    ['*', true],
    [['arn:aws:s3:::bucket', MACHINE], true],
    [`${MACHINE}:1`, false],
    ['HELLO', false],
  ])('Resource %j names the state machine: %p', (resource, expected) => {
    const named = compileStatement({ Effect: 'Allow', Resource: resource });
    const excluded = compileStatement({ Effect: 'Allow', NotResource: resource });

    expect(named.matchesResource(MACHINE)).toBe(expected);
    expect(excluded.matchesResource(MACHINE)).toBe(!expected);
  });

  test('a statement without action and resource matches nothing', () => {
    const statement = compileStatement({ Effect: 'Allow' });

    expect(statement.matchesAction('states:startexecution')).toBe(false);
    expect(statement.matchesResource(MACHINE)).toBe(false);
  });

  describe.each<[string, JsonValue]>([
    ['a policy variable', 'arn:aws:states:*:*:stateMachine:${aws:username}'],
    ['an export', '<ImportValue Machine>'],
    ['a text that could not be resolved', ''],
    ['what is no text', { 'Fn::Unknown': 'x' }],
    ['null', null],
  ])('%s as a resource', (_, resource) => {
    test.each([
      ['Allow', 'Resource', true],
      ['Allow', 'NotResource', true],
      ['Deny', 'Resource', false],
      ['Deny', 'NotResource', false],
    ])('in %s with %s matches: %p', (effect, element, expected) => {
      const statement = compileStatement({ Effect: effect, [element]: resource });

      expect(statement.matchesResource(MACHINE)).toBe(expected);
    });
  });

  test.each([
    ['Allow', 'Resource', true],
    ['Allow', 'NotResource', true],
    ['Deny', 'Resource', false],
    ['Deny', 'NotResource', false],
  ])('in %s with %s a machine of another region and account matches: %p', (...row) => {
    const [effect, element, expected] = row;
    const elsewhere = 'arn:aws:states:us-west-2:210987654321:stateMachine:Hello';
    const statement = compileStatement({ Effect: effect, [element]: elsewhere });

    expect(statement.matchesResource(MACHINE)).toBe(expected);
  });

  test('an account that is not compared leaves the name to be compared', () => {
    const other = 'arn:aws:states:us-west-2:210987654321:stateMachine:Other';
    const statement = compileStatement({ Effect: 'Allow', Resource: other });

    expect(statement.matchesResource(MACHINE)).toBe(false);
  });

  test.each([
    ['Allow', 'Resource', true],
    ['Deny', 'Resource', true],
    ['Allow', 'NotResource', false],
    ['Deny', 'NotResource', false],
  ])('in %s with %s the names here and on AWS match: %p', (effect, element, expected) => {
    for (const resource of [MACHINE, `${MACHINE}-*`]) {
      const statement = { Effect: effect, [element]: resource };
      const { matchesResource } = compileStatement(statement, (arn) => `${arn}-A1B2C3`);

      expect(matchesResource(MACHINE)).toBe(expected);
    }
  });

  test('a policy variable stands for its own part of the resource only', () => {
    const statement = compileStatement({
      Effect: 'Allow',
      Resource: 'arn:aws:states:*:*:activity:${aws:username}',
    });

    expect(statement.matchesResource(MACHINE)).toBe(false);
  });

  test('an export as an action may be any', () => {
    const statement = compileStatement({ Effect: 'Allow', Action: '<ImportValue Action>' });

    expect(statement.matchesAction('states:startexecution')).toBe(true);
  });

  test.each([
    ['Allow', 'Allow'],
    ['Deny', 'Deny'],
    ['', 'Allow'],
  ])('Effect %j counts as %s', (written, effect) => {
    expect(compileStatement({ Effect: written }).effect).toBe(effect);
  });

  test.each<[JsonValue, boolean]>([
    [{ Bool: { 'aws:SecureTransport': 'false' } }, true],
    ['', true],
    [{}, false],
  ])('Condition %j makes it conditional: %p', (condition, expected) => {
    expect(compileStatement({ Effect: 'Deny', Condition: condition }).isConditional).toBe(expected);
  });

  test('a statement without Condition is not conditional', () => {
    expect(compileStatement({ Effect: 'Deny' }).isConditional).toBe(false);
  });
});
