import type { GatewayResponse } from '../../../../toolbox/gateway/gateway.ts';
import { LambdaServiceError } from '../../../../toolbox/shared/function-invoker.ts';
import type { JsonValue } from '../../../../toolbox/shared/json.ts';
import { aRecordingLambda, aRequest, headerValues } from '../an-api.ts';
import { aLambda, anApiOf, respond } from './an-http-api.ts';

type Version = '1.0' | '2.0';

const answered = (payload: string, version: Version = '2.0', functionError?: 'Unhandled') =>
  respond(anApiOf({ integration: aLambda({ payloadFormatVersion: version }) }), aRequest(), {
    lambda: aRecordingLambda({ payload, ...(functionError && { functionError }) }).lambda,
  });

const answer = (value: JsonValue, version: Version = '2.0') =>
  answered(JSON.stringify(value), version);

const essence = (response: GatewayResponse) => [
  response.statusCode,
  String(response.body),
  headerValues(response, 'content-type').join(),
];

const JSON_TYPE = 'application/json';
const TEXT_TYPE = 'text/plain; charset=utf-8';
const ERROR = [500, '{"message":"Internal Server Error"}', JSON_TYPE];

describe('readLambdaAnswer', () => {
  // DOTNET V2_*, DOTNET-src; DG "Working with AWS Lambda proxy integrations for HTTP APIs"
  test.each<[string, JsonValue, readonly unknown[]]>([
    ['a status', { statusCode: 201, body: 'a' }, [201, 'a', TEXT_TYPE]],
    ['a status alone', { statusCode: 204 }, [204, '', TEXT_TYPE]],
    [
      'a content type',
      { statusCode: 200, headers: { 'Content-Type': 'a/b' }, body: '' },
      [200, '', 'a/b'],
    ],
    [
      'an object without a status',
      { a: 1, headers: { x: 'y' } },
      [200, '{"a":1,"headers":{"x":"y"}}', JSON_TYPE],
    ],
    ['a list', [1, 2], [200, '[1,2]', JSON_TYPE]],
    ['a number', 1.5, [200, '1.5', JSON_TYPE]],
    ['a boolean', true, [200, 'true', JSON_TYPE]],
    ['a text', 'hello', [200, 'hello', JSON_TYPE]],
    ['an empty text', '', [200, '', JSON_TYPE]],
    ['null', null, [200, 'null', JSON_TYPE]],
    ['the status 0', { statusCode: 0 }, ERROR],
    ['the status 200.5', { statusCode: 200.5 }, ERROR],
    ['the status 99', { statusCode: 99 }, ERROR],
    ['a status that is no number', { statusCode: 'ok' }, ERROR],
    ['a body that is an object', { statusCode: 200, body: {} }, ERROR],
    ['headers that are a list', { statusCode: 200, headers: [] }, ERROR],
    ['cookies that are a text', { statusCode: 200, cookies: 'a=b' }, ERROR],
  ])('of the format 2.0 takes %s', async (_case, value, expected) => {
    expect(essence(await answer(value))).toEqual(expected);
  });

  // DOTNET V1_*, DOTNET-src
  test.each<[string, JsonValue, readonly unknown[]]>([
    ['a status', { statusCode: 201, body: 'a' }, [201, 'a', TEXT_TYPE]],
    ['an object without a status', { a: 1 }, ERROR],
    ['a list', [1, 2], ERROR],
    ['a number', 1, ERROR],
    ['a boolean', true, ERROR],
    ['a text', 'hello', ERROR],
    ['the status 0', { statusCode: 0 }, ERROR],
    ['a list that is none', { statusCode: 200, multiValueHeaders: { a: 'b' } }, ERROR],
  ])('of the format 1.0 takes %s', async (_case, value, expected) => {
    expect(essence(await answer(value, '1.0'))).toEqual(expected);
  });

  test('takes what is no JSON as it is', async () => {
    expect(essence(await answered('<html>'))).toEqual([200, '<html>', JSON_TYPE]);
    expect(essence(await answered('<html>', '1.0'))).toEqual(ERROR);
  });

  // DOTNET: no look at Accept or binary media types
  test.each<Version>(['1.0', '2.0'])('decodes Base64 in the format %s', async (version) => {
    const { body } = await answer(
      { statusCode: 200, body: '/wCA', isBase64Encoded: true },
      version,
    );

    expect(body).toEqual(Buffer.from([0xff, 0x00, 0x80]));
  });

  // DOTNET; issue aws/aws-lambda-dotnet#1903
  test('spells header names with capitals', async () => {
    const { headers } = await answer({
      statusCode: 200,
      headers: { myHeader: 'a', 'x-b': 1, c: null },
    });

    expect(headers).toEqual([
      ['Myheader', 'a'],
      ['X-B', '1'],
      ['Content-Type', TEXT_TYPE],
      ['Apigw-Requestid', '111122227778888='],
    ]);
  });

  // DOTNET V1_*: REST APIs have the list first
  test('merges the single value before the list in the format 1.0', async () => {
    const value = {
      statusCode: 200,
      headers: { a: '1', b: '2' },
      multiValueHeaders: { A: ['1', '3'], c: ['4', '5'] },
    };

    const { headers } = await answer(value, '1.0');

    expect(headers.slice(0, 5)).toEqual([
      ['A', '1'],
      ['B', '2'],
      ['A', '3'],
      ['C', '4'],
      ['C', '5'],
    ]);
  });

  // DG "Working with AWS Lambda proxy integrations for HTTP APIs"
  test('makes a header of each cookie in the format 2.0 only', async () => {
    const value = { statusCode: 200, cookies: ['a=1', 'b=2; Secure'] };

    expect(headerValues(await answer(value), 'set-cookie')).toEqual(['a=1', 'b=2; Secure']);
    expect(headerValues(await answer(value, '1.0'), 'set-cookie')).toEqual([]);
  });

  // DG "Troubleshooting issues with HTTP API Lambda integrations"
  test.each<Version>(['1.0', '2.0'])('answers 500 to a function error in %s', async (version) => {
    const payload = '{"errorType":"TypeError","errorMessage":"oh"}';

    const response = await answered(payload, version, 'Unhandled');

    expect(essence(response)).toEqual(ERROR);
    expect(response.entry?.error).toBe('the function failed: TypeError: oh');
  });

  test('answers 500 when API Gateway may not invoke the function', async () => {
    const response = await respond(anApiOf({}), aRequest(), {
      lambda: () => Promise.reject(new LambdaServiceError('AccessDeniedException', 403, 'not you')),
    });

    expect(essence(response)).toEqual(ERROR);
    expect(response.entry?.error).toBe(
      'the function was not invoked: AccessDeniedException: not you',
    );
  });

  test('lets no header begin another one', async () => {
    const response = await answer({ statusCode: 200, headers: { a: 'b\r\nc: d' } });

    expect(headerValues(response, 'a')).toEqual(['b c: d']);
    expect(essence(await answer({ statusCode: 200, headers: { 'a b': 'c' } }))).toEqual(ERROR);
  });
});
