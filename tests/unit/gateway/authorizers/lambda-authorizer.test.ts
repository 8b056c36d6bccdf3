import { callLambdaAuthorizer } from '../../../../toolbox/gateway/authorizers/lambda-authorizer.ts';
import {
  contextTexts,
  readPolicyAnswer,
  readSimpleAnswer,
} from '../../../../toolbox/gateway/authorizers/lambda-authorizer-answer.ts';
import type { Clock } from '../../../../toolbox/shared/clock.ts';
import {
  type InvokeFunction,
  LambdaServiceError,
} from '../../../../toolbox/shared/function-invoker.ts';
import type { JsonValue } from '../../../../toolbox/shared/json.ts';
import type { ServicePrincipal } from '../../../../toolbox/shared/principal.ts';
import { aRecordingLambda, FUNCTION_ARN } from '../an-api.ts';

const OUTPUT = 'DG "Output from a Lambda authorizer"';
const HTTP_API = 'DG "Working with AWS Lambda authorizers for HTTP APIs"';
const NEVER: Clock = { now: () => 0, sleep: () => new Promise(() => {}) };

const PRINCIPAL: ServicePrincipal = {
  kind: 'service',
  service: 'apigateway.amazonaws.com',
  sourceArn: 'arn:aws:execute-api:eu-west-1:123456789012:abcde12345/authorizers/a1b2c3',
};

function call(lambda: InvokeFunction, clock = NEVER) {
  const event = { type: 'TOKEN', authorizationToken: 'secret' };
  const request = { functionName: FUNCTION_ARN, event, principal: PRINCIPAL };
  return callLambdaAuthorizer(request, { lambda, clock });
}

describe('callLambdaAuthorizer', () => {
  test('invokes the function with the event, in the name of the authorizer', async () => {
    const { lambda, calls } = aRecordingLambda({ payload: '{"isAuthorized":true}' });

    expect(await call(lambda)).toEqual({ isAuthorized: true });
    expect(calls).toEqual([
      {
        functionName: FUNCTION_ARN,
        payload: '{"type":"TOKEN","authorizationToken":"secret"}',
        principal: PRINCIPAL,
      },
    ]);
  });

  test.each<[source: string, errorMessage: string, isUnauthorized: boolean]>([
    ['DG "Output from a Lambda authorizer"', 'Unauthorized', true],
    ['DG "Output from a Lambda authorizer"', 'unauthorized', false],
    ['DG "Output from a Lambda authorizer"', 'Error: Unauthorized', false],
    ['DG "Output from a Lambda authorizer"', '', false],
  ])('%s: a function that fails with "%s"', async (_source, errorMessage, isUnauthorized) => {
    const payload = JSON.stringify({ errorMessage, errorType: 'Error' });
    const { lambda } = aRecordingLambda({ functionError: 'Unhandled', payload });

    await expect(call(lambda)).rejects.toMatchObject({
      name: 'LambdaAuthorizerError',
      isUnauthorized,
    });
  });

  test('tells why Lambda did not invoke the function', async () => {
    const lambda: InvokeFunction = async () => {
      throw new LambdaServiceError('AccessDeniedException', 403, 'no permission');
    };

    await expect(call(lambda)).rejects.toMatchObject({
      name: 'LambdaAuthorizerError',
      message: 'the authorizer was not invoked: AccessDeniedException: no permission',
      isUnauthorized: false,
    });
  });

  test('gives up after ten seconds', async () => {
    const slept: number[] = [];
    const clock: Clock = {
      now: () => 0,
      async sleep(delayMs) {
        slept.push(delayMs);
      },
    };

    await expect(call(() => new Promise(() => {}), clock)).rejects.toMatchObject({
      name: 'LambdaAuthorizerError',
      message: 'the authorizer did not answer in 10000 ms',
    });
    expect(slept).toEqual([10_000]);
  });

  test('waits no longer when the answer is there', async () => {
    let waiting: AbortSignal | undefined;
    const clock: Clock = {
      now: () => 0,
      sleep(_delayMs, signal) {
        waiting = signal;
        return new Promise(() => {});
      },
    };

    await call(aRecordingLambda().lambda, clock);

    expect(waiting?.aborted).toBe(true);
  });

  test('refuses an answer that is no JSON', async () => {
    await expect(call(aRecordingLambda({ payload: 'yes' }).lambda)).rejects.toThrow(
      'the authorizer answered no JSON',
    );
  });
});

const POLICY = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
};
const ANSWER = { principalId: 'me', policyDocument: POLICY };

describe('readPolicyAnswer', () => {
  test(`reads all of it (${OUTPUT})`, () => {
    const answer = { ...ANSWER, context: { n: 1 }, usageIdentifierKey: 'key' };

    expect(readPolicyAnswer(answer)).toEqual(answer);
  });

  test(`needs neither context nor usageIdentifierKey (${OUTPUT})`, () => {
    expect(readPolicyAnswer({ ...ANSWER, context: null, usageIdentifierKey: null })).toEqual({
      ...ANSWER,
      context: {},
      usageIdentifierKey: undefined,
    });
  });

  test('takes a number as the principal (local runtime)', () => {
    expect(readPolicyAnswer({ ...ANSWER, principalId: 7 }).principalId).toBe('7');
  });

  test.each<[source: string, name: string, answer: JsonValue]>([
    [OUTPUT, 'nothing', null],
    [OUTPUT, 'a text', 'allow'],
    [OUTPUT, 'a list', [ANSWER]],
    [OUTPUT, 'no principalId', { policyDocument: POLICY }],
    [OUTPUT, 'a principalId that is an object', { ...ANSWER, principalId: { id: 7 } }],
    [OUTPUT, 'no policyDocument', { principalId: 'me' }],
    [OUTPUT, 'a policy as text', { ...ANSWER, policyDocument: JSON.stringify(POLICY) }],
    [OUTPUT, 'a policy without statements', { ...ANSWER, policyDocument: { Statement: [] } }],
    [
      OUTPUT,
      'a statement without an effect',
      { ...ANSWER, policyDocument: { Statement: [{ Action: '*', Resource: '*' }] } },
    ],
    [
      OUTPUT,
      'a resource of 513 characters',
      {
        ...ANSWER,
        policyDocument: {
          Statement: [{ Effect: 'Allow', Action: '*', Resource: ['*', 'x'.repeat(513)] }],
        },
      },
    ],
    [OUTPUT, 'a context that is no object', { ...ANSWER, context: 'x' }],
    [OUTPUT, 'a usageIdentifierKey that is no text', { ...ANSWER, usageIdentifierKey: [] }],
    ['issue serverless/examples#557', 'a status instead of a policy', { statusCode: 401 }],
  ])('%s: refuses %s', (_source, _name, answer) => {
    expect(() => readPolicyAnswer(answer)).toThrow(/^the authorizer's answer (has|is) /);
  });
});

describe('readSimpleAnswer', () => {
  test.each([true, false])(`reads isAuthorized %j (${HTTP_API})`, (isAuthorized) => {
    const answer = { isAuthorized, context: { roles: ['a'], n: null } };

    expect(readSimpleAnswer(answer)).toEqual(answer);
    expect(readSimpleAnswer({ isAuthorized })).toEqual({ isAuthorized, context: {} });
  });

  test.each<JsonValue>([
    null,
    true,
    {},
    { isAuthorized: 'true' },
    { isAuthorized: true, context: [] },
  ])('refuses %j', (answer) => {
    expect(() => readSimpleAnswer(answer)).toThrow(/^the authorizer's answer has /);
  });
});

describe('contextTexts', () => {
  test(`makes texts of numbers and booleans (${OUTPUT})`, () => {
    const context = {
      text: 'a',
      number: 1.5,
      yes: true,
      no: false,
      zero: 0,
      empty: '',
      none: null,
    };

    expect(contextTexts(context)).toEqual({
      text: 'a',
      number: '1.5',
      yes: 'true',
      no: 'false',
      zero: '0',
      empty: '',
    });
  });

  test.each<JsonValue>([{}, { a: 1 }, [], ['a']])(`refuses %j (${OUTPUT})`, (value) => {
    expect(() => contextTexts({ roles: value })).toThrow('context value "roles"');
  });
});
