import { LambdaServiceError } from '../../../../../toolbox/shared/function-invoker.ts';
import {
  aLambdaProxy,
  anIntegration,
  aRecordingLambda,
  FUNCTION_ARN,
  headerValues,
  LAMBDA_URI,
} from '../../an-api.ts';
import { type OneMethod, responses, serveOne, textOf } from './serve-one.ts';

const RECORDED = 'LS test_lambda_aws_proxy_integration';
const LSV = 'LS test_aws_proxy_response_payload_format_validation';

async function eventOf(call: OneMethod = {}) {
  const { lambda, calls } = aRecordingLambda();
  await serveOne({ integration: aLambdaProxy(), ...call, options: { lambda, ...call.options } });
  return JSON.parse(calls[0]?.payload ?? '{}');
}

function answerWith(payload: string, call: OneMethod = {}) {
  const { lambda } = aRecordingLambda({ payload });
  return serveOne({ integration: aLambdaProxy(), ...call, options: { lambda } });
}

describe('the event of aws_proxy', () => {
  const greedy = { method: { resourcePath: '/{proxy+}', httpMethod: 'ANY' } };

  test.each([
    { source: RECORDED, key: 'path', call: { request: { rawPath: '/orders' } }, value: '/orders' },
    {
      source: RECORDED,
      key: 'path',
      call: { ...greedy, request: { rawPath: '/a%20b//c/' } },
      value: '/a%20b//c/',
    },
    {
      source: RECORDED,
      key: 'path',
      call: { ...greedy, request: { rawPath: '//a' } },
      value: '/a',
    },
    {
      source: RECORDED,
      key: 'resource',
      call: { ...greedy, request: { rawPath: '/a' } },
      value: '/{proxy+}',
    },
    {
      source: RECORDED,
      key: 'pathParameters',
      call: { ...greedy, request: { rawPath: '/a%2Fb/c/' } },
      value: { proxy: 'a%2Fb/c' },
    },
    { source: RECORDED, key: 'pathParameters', call: {}, value: null },
    {
      source: RECORDED,
      key: 'queryStringParameters',
      call: { request: { rawQuery: 'a=1&a=2+3&b=%C3%BC' } },
      value: { a: '2 3', b: 'ü' },
    },
    {
      source: RECORDED,
      key: 'multiValueQueryStringParameters',
      call: { request: { rawQuery: 'a=1&a=2' } },
      value: { a: ['1', '2'] },
    },
    { source: RECORDED, key: 'queryStringParameters', call: {}, value: null },
    { source: RECORDED, key: 'body', call: { request: { body: '' } }, value: null },
    { source: RECORDED, key: 'body', call: { request: { body: '{"a":1.0}' } }, value: '{"a":1.0}' },
    {
      source: RECORDED,
      key: 'stageVariables',
      call: { api: { stageVariables: { t: 'x' } } },
      value: { t: 'x' },
    },
    { source: RECORDED, key: 'stageVariables', call: {}, value: null },
    { source: RECORDED, key: 'httpMethod', call: {}, value: 'POST' },
    { source: RECORDED, key: 'isBase64Encoded', call: { request: { body: 'a' } }, value: false },
    { source: RECORDED, key: 'version', call: {}, value: undefined },
  ])('$source: $key of $call.request', async ({ key, call, value }) => {
    expect((await eventOf(call))[key]).toEqual(value);
  });

  test.each([
    { header: 'X-OrDer', sent: 'X-OrDer', values: ['a', 'b'] },
    { header: 'Connection', sent: 'Connection', values: undefined },
    { header: 'Content-Length', sent: 'Content-Length', values: undefined },
  ])(`${RECORDED}: the header $header keeps its spelling, or stays out`, async (row) => {
    const event = await eventOf({
      request: {
        headers: [
          [row.header, 'a'],
          [row.header, 'b'],
        ],
      },
    });

    expect(event.multiValueHeaders[row.sent]).toEqual(row.values);
    expect(event.headers[row.sent]).toBe(row.values?.at(-1));
  });

  test(`${RECORDED}: a Regional endpoint adds headers`, async () => {
    const { headers } = await eventOf();

    expect(Object.keys(headers)).toEqual(
      expect.arrayContaining([
        'X-Amzn-Trace-Id',
        'X-Forwarded-For',
        'X-Forwarded-Port',
        'X-Forwarded-Proto',
      ]),
    );
  });

  test(`${RECORDED}: requestContext and identity have these keys`, async () => {
    const { requestContext } = await eventOf();

    expect(Object.keys(requestContext).sort()).toEqual(
      'accountId apiId deploymentId domainName domainPrefix extendedRequestId httpMethod identity path protocol requestId requestTime requestTimeEpoch resourceId resourcePath stage'.split(
        ' ',
      ),
    );
    expect(Object.keys(requestContext.identity).sort()).toEqual(
      'accessKey accountId caller cognitoAuthenticationProvider cognitoAuthenticationType cognitoIdentityId cognitoIdentityPoolId principalOrgId sourceIp user userAgent userArn'.split(
        ' ',
      ),
    );
    expect(requestContext.path).toBe('/dev/orders');
  });

  test(`${RECORDED}: a body of a binary media type is Base64`, async () => {
    const event = await eventOf({
      api: { binaryMediaTypes: ['image/*'] },
      request: { body: Buffer.from([0, 255]), headers: [['Content-Type', 'image/png']] },
    });

    expect(event).toMatchObject({ body: 'AP8=', isBase64Encoded: true });
    expect(await eventOf({ api: { binaryMediaTypes: ['*/*'] } })).toMatchObject({
      body: null,
      isBase64Encoded: false,
    });
  });
});

describe('the answer of an aws_proxy function', () => {
  test.each([
    { source: LSV, payload: '{"statusCode":201,"body":"a"}', status: 201, body: 'a' },
    { source: LSV, payload: '{"statusCode":"201"}', status: 201, body: '' },
    { source: LSV, payload: '{"headers":{"X-A":"a"}}', status: 200, body: '' },
    { source: LSV, payload: '{"statusCode":200,"headers":null}', status: 200, body: '' },
    { source: 'issue anomalyco/sst#2760', payload: '{"statusCode":200,"cookies":[]}', status: 502 },
    { source: LSV, payload: '{"statusCode":200,"other":1}', status: 502 },
    { source: LSV, payload: '"text"', status: 502 },
    { source: 'I', payload: '[1]', status: 502 },
    { source: 'I', payload: '1', status: 502 },
    { source: 'I', payload: 'null', status: 502 },
    { source: LSV, payload: '{"statusCode":"abc"}', status: 502 },
    { source: 'DOTNET V1_HandlesZeroStatusCodeRest', payload: '{"statusCode":0}', status: 502 },
    { source: LSV, payload: '{"statusCode":200,"body":{"a":1}}', status: 502 },
    { source: LSV, payload: '{"multiValueHeaders":{"X-A":"a"}}', status: 502 },
    { source: LSV, payload: '{"errorMessage":"failed"}', status: 502 },
  ])('$source: $payload is $status', async ({ payload, status, body }) => {
    const response = await answerWith(payload);

    expect(response.statusCode).toBe(status);
    expect(response.body).toBe(body ?? '{"message": "Internal server error"}');
    expect(headerValues(response, 'x-amzn-ErrorType')).toEqual(
      status === 502 ? ['InternalServerErrorException'] : [],
    );
    if (status === 502) expect(response.entry?.error).toContain('function');
  });

  test.each([
    { source: LSV, answer: { headers: { 'X-A': true } }, values: ['true'] },
    {
      source: 'DOTNET',
      answer: { headers: { 'X-A': 'c' }, multiValueHeaders: { 'X-A': ['a', 'b'] } },
      values: ['a', 'b', 'c'],
    },
    {
      source: 'DOTNET',
      answer: { headers: { 'x-a': 'b' }, multiValueHeaders: { 'X-A': ['a'] } },
      values: ['a', 'b'],
    },
  ])('$source: headers $answer', async ({ answer, values }) => {
    expect(headerValues(await answerWith(JSON.stringify(answer)), 'X-A')).toEqual(values);
  });

  const issue = 'issue ministackorg/ministack#767';

  test.each([
    { source: issue, accept: 'image/png', types: ['image/png'], bytes: true },
    { source: issue, accept: 'image/png, text/html', types: ['image/png'], bytes: true },
    { source: issue, accept: 'text/html, image/png', types: ['image/png'], bytes: false },
    { source: issue, accept: 'image/png', types: [], bytes: false },
    { source: issue, accept: undefined, types: ['*/*'], bytes: true },
  ])('$source: Base64 for Accept $accept with $types is bytes: $bytes', async (row) => {
    const response = await answerWith('{"body":"AP8=","isBase64Encoded":true}', {
      api: { binaryMediaTypes: row.types },
      request: { headers: row.accept ? [['Accept', row.accept]] : [] },
    });

    expect(response.body).toEqual(row.bytes ? Buffer.from([0, 255]) : 'AP8=');
  });

  test('DG: a function error is 502', async () => {
    const { lambda } = aRecordingLambda({
      functionError: 'Unhandled',
      payload: '{"errorType":"TypeError","errorMessage":"x is not a function"}',
    });

    const response = await serveOne({ integration: aLambdaProxy(), options: { lambda } });

    expect(response.statusCode).toBe(502);
    expect(response.entry?.error).toBe('the function failed: TypeError: x is not a function');
  });

  test.each([
    {
      source: 'LS ..non_post_method',
      integration: aLambdaProxy({ httpMethod: 'GET' }),
      error: undefined,
    },
    {
      source: 'issue DataBiosphere/azul#6624',
      integration: aLambdaProxy(),
      error: 'AccessDeniedException',
    },
    { source: 're:Post question', integration: aLambdaProxy(), error: 'TooManyRequestsException' },
  ])('$source: a refused invocation is 500', async ({ integration, error }) => {
    const refusal = new LambdaServiceError(error ?? '', 403, 'no');

    const response = await serveOne({
      integration,
      options: { lambda: () => Promise.reject(refusal) },
    });

    expect(response).toMatchObject({
      statusCode: 500,
      body: '{"message": "Internal server error"}',
    });
  });
});

describe('aws with a function', () => {
  test.each([
    { type: "'Event'", invocationType: 'Event', body: '' },
    { type: "'RequestResponse'", invocationType: 'RequestResponse', body: '{}' },
  ])('DG "Set up asynchronous invocation": X-Amz-Invocation-Type $type', async (row) => {
    const { lambda, calls } = aRecordingLambda();

    const response = await serveOne({
      integration: anIntegration({
        uri: LAMBDA_URI,
        requestParameters: { 'integration.request.header.X-Amz-Invocation-Type': row.type },
      }),
      options: { lambda },
    });

    expect(calls).toMatchObject([{ invocationType: row.invocationType }]);
    expect(response).toMatchObject({ statusCode: 200, body: row.body });
  });

  test('LS test_lambda_selection_patterns: without a match the error is a 200 with its JSON', async () => {
    const payload = '{"errorMessage":"e","errorType":"E"}';

    const response = await serveOne({
      integration: anIntegration({ uri: LAMBDA_URI, responses: responses({ default: {} }) }),
      options: { lambda: aRecordingLambda({ functionError: 'Unhandled', payload }).lambda },
    });

    expect(response).toMatchObject({ statusCode: 200, body: payload });
  });

  test.each([
    { uri: LAMBDA_URI.replace(':orders', ':${stageVariables.fn}'), called: FUNCTION_ARN },
    {
      uri: LAMBDA_URI.replace(':orders', ':orders:${stageVariables.alias}'),
      called: `${FUNCTION_ARN}:live`,
    },
    { uri: LAMBDA_URI.replace(FUNCTION_ARN, '${stageVariables.arn}'), called: FUNCTION_ARN },
  ])('DG "Use stage variables": calls the function of $uri', async ({ uri, called }) => {
    const { lambda, calls } = aRecordingLambda();

    await serveOne({
      integration: aLambdaProxy({
        uri,
        credentials: 'arn:aws:iam::${stageVariables.account}:role/r',
      }),
      api: {
        stageVariables: { fn: 'orders', alias: 'live', arn: FUNCTION_ARN, account: '123456789012' },
      },
      options: { lambda },
    });

    expect(calls).toMatchObject([
      { functionName: called, principal: { roleArn: 'arn:aws:iam::123456789012:role/r' } },
    ]);
  });

  test('DG "Access binary files": a text in Base64 becomes bytes with CONVERT_TO_BINARY', async () => {
    const response = await serveOne({
      integration: anIntegration({
        uri: LAMBDA_URI,
        responses: responses({ default: { contentHandling: 'CONVERT_TO_BINARY' } }),
      }),
      options: { lambda: aRecordingLambda({ payload: '"aGVsbG8="' }).lambda },
    });

    expect(textOf(response.body)).toBe('hello');
  });
});
