import { loadOperation, withIntegration } from '../../../template/rest-api/an-api.ts';
import { anIntegration, aRecordingLambda, LAMBDA_URI } from '../../an-api.ts';
import { anHttp, JSON_TYPE, responses, serveOne, templates, throughBackend } from './serve-one.ts';

const PATTERNS = {
  '4\\d{2}': { statusCode: '400' },
  '5\\d{2}': { statusCode: '500' },
  default: { statusCode: '200' },
};

describe('the integration response of a service', () => {
  const source = 'API reference, IntegrationResponse.selectionPattern';

  test.each([
    { source, status: 200, answered: 200 },
    { source, status: 400, answered: 400 },
    { source, status: 403, answered: 400 },
    { source, status: 503, answered: 500 },
  ])('is selected by the status $status: $answered ($source)', async ({ status, answered }) => {
    const response = await serveOne({
      integration: anIntegration({ responses: responses(PATTERNS) }),
      options: { states: () => ({ statusCode: status, body: '{}' }) },
    });

    expect(response.statusCode).toBe(answered);
  });

  test('the ".*CREATION_FAILED.*" template: a pattern for a text of the body never matches', async () => {
    const response = await serveOne({
      integration: anIntegration({
        responses: responses({ '.*CREATION_FAILED.*': { statusCode: '404' }, default: {} }),
      }),
      options: { states: () => ({ statusCode: 400, body: '{"message":"CREATION_FAILED"}' }) },
    });

    expect(response).toMatchObject({ statusCode: 200, body: '{"message":"CREATION_FAILED"}' });
  });
});

describe('the integration response of an HTTP backend', () => {
  test.each([
    { source: 'LS test_http_integration_status_code_selection', status: 404, answered: 400 },
    { source: 'LS test_http_integration_status_code_selection', status: 200, answered: 200 },
    {
      source: 'LS test_http_integration_invoke_status_code_passthrough[HTTP]: default only',
      status: 302,
      answered: 200,
    },
  ])('$source: $status gives $answered', async ({ status, answered }) => {
    const integration = anHttp({ responses: responses(PATTERNS) });

    const { statusCode } = await throughBackend({ integration }, { statusCode: status });

    expect(statusCode).toBe(answered);
  });
});

describe('the integration response of a function', () => {
  const recorded = 'LS test_apigateway_lambda::test_lambda_selection_patterns';
  const error = (errorMessage: string) => ({
    functionError: 'Unhandled' as const,
    payload: JSON.stringify({ errorMessage, errorType: 'Error' }),
  });

  test.each([
    { source: recorded, result: error('this is four hundred'), answered: 400 },
    { source: recorded, result: error('something else'), answered: 200 },
    { source: recorded, result: { payload: '{"errorMessage":"four hundred"}' }, answered: 200 },
    { source: recorded, result: error('404'), answered: 404 },
    { source: 'API reference: "." is no newline', result: error('four\nhundred'), answered: 200 },
    { source: 'the whole text has to match', result: error('404 and more'), answered: 200 },
  ])('is selected by the error message ($source): $answered', async ({ result, answered }) => {
    const response = await serveOne({
      integration: anIntegration({
        uri: LAMBDA_URI,
        responses: responses({
          '.*four hundred.*': { statusCode: '400' },
          'four.hundred': { statusCode: '500' },
          '404': { statusCode: '404' },
          '4\\d{2}': { statusCode: '400' },
          default: {},
        }),
      }),
      options: { lambda: aRecordingLambda(result).lambda },
    });

    expect(response.statusCode).toBe(answered);
  });
});

describe('without a match', () => {
  test('DG "Gateway response types": no default is a configuration error, and the log says why', async () => {
    const response = await serveOne({
      integration: anIntegration({ responses: responses({ 200: {}, '5\\d{2}': {} }) }),
      options: { states: () => ({ statusCode: 400, body: '{}' }) },
    });

    expect(response).toMatchObject({
      statusCode: 500,
      body: '{"message":"Internal server error"}',
    });
    expect(response.entry?.error).toBe(
      'No match for output mapping and no default output mapping configured. Endpoint Response Status Code: 400; patterns: 200, 5\\d{2}',
    );
  });

  test('LS-src: the first of several matches wins', async () => {
    const response = await serveOne({
      integration: anIntegration({
        responses: responses({ '2..': { statusCode: '201' }, '20.': { statusCode: '200' } }),
      }),
    });

    expect(response.statusCode).toBe(201);
  });

  test('DG "Set up an integration response": a status that the method does not declare is a 500', async () => {
    const response = await serveOne({
      integration: anIntegration({ responses: responses({ default: { statusCode: '202' } }) }),
    });

    expect(response.statusCode).toBe(500);
    expect(response.entry?.error).toBe('Output mapping refers to an invalid method response: 202');
  });
});

describe('statusCode of an integration response', () => {
  test.each(['200', "'200'"])(
    'LS test_import_with_integer_http_status_code: reads %s as text',
    (statusCode) => {
      const { method, errors } = loadOperation(
        withIntegration(
          `type: mock\nresponses: {default: {statusCode: ${statusCode}}}`,
          'responses: {200: {}}',
        ),
      );

      expect(errors).toEqual([]);
      expect(method?.integration?.responses[0]?.statusCode).toBe('200');
    },
  );

  test('DG "x-amazon-apigateway-integration.responses object": default has no pattern', () => {
    const { method } = loadOperation(
      withIntegration(
        `type: mock\nresponses: {default: {statusCode: 200}, 'a.*b': {statusCode: 200}}`,
        'responses: {200: {}}',
      ),
    );

    expect(method?.integration?.responses.map(({ selectionPattern }) => selectionPattern)).toEqual([
      undefined,
      'a.*b',
    ]);
  });

  test('DG override guide: a template tells errors apart by their __type', async () => {
    const response = await serveOne({
      integration: anIntegration({
        responses: responses({
          default: {
            responseTemplates: templates({
              [JSON_TYPE]:
                "#if($input.path('$.__type').contains('AlreadyExists'))#set($context.responseOverride.status = 409)#end{}",
            }),
          },
        }),
      }),
      options: {
        states: () => ({ statusCode: 400, body: '{"__type":"x#ExecutionAlreadyExists"}' }),
      },
    });

    expect(response.statusCode).toBe(409);
  });
});
