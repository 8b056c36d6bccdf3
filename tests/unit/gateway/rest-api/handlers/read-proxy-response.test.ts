import fc from 'fast-check';
import { GatewayError } from '../../../../../toolbox/gateway/gateway-error.ts';
import type { InvocationResponse } from '../../../../../toolbox/gateway/integrations/integration-exchange.ts';
import { readProxyResponse } from '../../../../../toolbox/gateway/rest-api/handlers/read-proxy-response.ts';
import { aLambdaProxy } from '../../an-api.ts';
import { anEndpointResponseContext } from '../a-context.ts';

function readText(body: string): InvocationResponse {
  return readProxyResponse(
    anEndpointResponseContext({
      method: { integration: aLambdaProxy() },
      endpointResponse: { body },
    }),
  );
}

function read(answer: unknown): InvocationResponse {
  return readText(JSON.stringify(answer));
}

describe('readProxyResponse', () => {
  test.each([
    { name: 'a whole answer', answer: { statusCode: 201, headers: { A: 'a' }, body: 'text' } },
    {
      name: 'the status as text',
      answer: { statusCode: '201', headers: { A: 'a' }, body: 'text' },
    },
    {
      name: 'null for what is not there',
      answer: {
        statusCode: 201,
        headers: { A: 'a', B: null },
        multiValueHeaders: null,
        body: 'text',
        isBase64Encoded: null,
      },
    },
  ])('takes $name', ({ answer }) => {
    expect(read(answer)).toEqual({ statusCode: 201, headers: [['A', 'a']], body: 'text' });
  });

  test.each([
    { answer: {}, statusCode: 200 },
    { answer: { headers: null }, statusCode: 200 },
    { answer: { statusCode: null }, statusCode: 200 },
    { answer: { statusCode: 404 }, statusCode: 404 },
  ])('answers $answer with $statusCode and an empty body', ({ answer, statusCode }) => {
    expect(read(answer)).toEqual({ statusCode, headers: [], body: '' });
  });

  test('writes numbers and booleans as text', () => {
    expect(read({ headers: { A: true, B: 1.5 }, multiValueHeaders: { C: [2] }, body: 7 })).toEqual({
      statusCode: 200,
      headers: [
        ['C', '2'],
        ['A', 'true'],
        ['B', '1.5'],
      ],
      body: '7',
    });
  });

  test('puts the list before the single value of a header, in the spelling of the list', () => {
    const { headers } = read({
      headers: { 'x-both': 'single', 'X-One': 'one', 'x-same': 'b' },
      multiValueHeaders: { 'X-Both': ['first', 'second'], 'X-Same': ['a', 'b'] },
    });

    expect(headers).toEqual([
      ['X-Both', 'first'],
      ['X-Both', 'second'],
      ['X-Both', 'single'],
      ['X-Same', 'a'],
      ['X-Same', 'b'],
      ['X-One', 'one'],
    ]);
  });

  test.each([
    { name: 'an unknown key', answer: { statusCode: 200, cookies: [] }, complaint: 'cookies' },
    { name: 'a text', answer: 'text', complaint: 'got a string' },
    { name: 'a number', answer: 1, complaint: 'got a number' },
    { name: 'a list', answer: [{ statusCode: 200 }], complaint: 'got a list' },
    { name: 'null', answer: null, complaint: 'got null' },
    { name: 'the status 0', answer: { statusCode: 0 }, complaint: 'statusCode' },
    { name: 'a status that is no integer', answer: { statusCode: 200.5 }, complaint: '200.5' },
    { name: 'a status that is no number', answer: { statusCode: 'ok' }, complaint: '"ok"' },
    { name: 'a status that is true', answer: { statusCode: true }, complaint: 'true' },
    { name: 'a status beyond 599', answer: { statusCode: 600 }, complaint: '600' },
    { name: 'a body that is an object', answer: { body: { a: 1 } }, complaint: 'as body' },
    { name: 'a body that is a list', answer: { body: [] }, complaint: 'as body' },
    { name: 'headers that are a list', answer: { headers: [] }, complaint: 'object as headers' },
    { name: 'a header that is a list', answer: { headers: { A: ['a'] } }, complaint: 'headers.A' },
    { name: 'a header with a blank', answer: { headers: { 'A b': '' } }, complaint: '"A b"' },
    {
      name: 'multiValueHeaders with a text',
      answer: { multiValueHeaders: { A: 'a' } },
      complaint: 'list as multiValueHeaders.A',
    },
    {
      name: 'a flag that is none',
      answer: { isBase64Encoded: 'yes' },
      complaint: 'isBase64Encoded',
    },
  ])('refuses $name and says so in the log', ({ answer, complaint }) => {
    expect(() => read(answer)).toThrow(
      expect.objectContaining({
        type: 'LAMBDA_PROXY_RESPONSE_ERROR',
        clientMessage: 'Internal server error',
        message: expect.stringContaining(complaint),
      }),
    );
  });

  test('reads or refuses whatever a function answers', () => {
    const keys = fc.constantFrom('statusCode', 'headers', 'multiValueHeaders', 'body', 'other');
    const answers = fc.oneof(fc.jsonValue(), fc.dictionary(keys, fc.jsonValue()));

    fc.assert(
      fc.property(fc.oneof(fc.string(), answers.map(toText)), (text) => {
        try {
          expect(readText(text).statusCode).toBeGreaterThanOrEqual(200);
        } catch (error) {
          expect(error).toBeInstanceOf(GatewayError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

function toText(value: unknown): string {
  return JSON.stringify(value);
}
