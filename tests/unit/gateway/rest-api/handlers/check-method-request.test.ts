import { checkMethodRequest } from '../../../../../toolbox/gateway/rest-api/handlers/check-method-request.ts';
import type { Method, RequestParameter } from '../../../../../toolbox/template/model.ts';
import { anIntegrationContext } from '../a-context.ts';

const REQUIRED: readonly RequestParameter[] = [
  { name: 'qs2', in: 'querystring', required: true },
  { name: 'qs1', in: 'querystring', required: true },
  { name: 'issuer', in: 'path', required: true },
  { name: 'X-Order', in: 'header', required: true },
  { name: 'optional', in: 'querystring', required: false },
];
const BOTH = { validateRequestBody: true, validateRequestParameters: true };

async function check(
  method: Partial<Method>,
  request: Parameters<typeof anIntegrationContext>[0] = {},
): Promise<void> {
  await checkMethodRequest(anIntegrationContext({ ...request, method }));
}

describe('checkMethodRequest', () => {
  test('names all missing parameters by place and name', async () => {
    const method = { requestParameters: REQUIRED, requestValidator: BOTH };

    await expect(check(method)).rejects.toMatchObject({
      type: 'BAD_REQUEST_PARAMETERS',
      clientMessage: 'Missing required request parameters: [X-Order, issuer, qs1, qs2]',
    });
  });

  test.each(['', '  '])('takes the blank value %j for missing', async (blank) => {
    const method = {
      requestParameters: [{ name: 'q1', in: 'querystring', required: true } as const],
      requestValidator: BOTH,
    };

    await expect(check(method, { request: { querystring: { q1: blank } } })).rejects.toThrow(
      '[q1]',
    );
  });

  test('passes when all are there, a header in any spelling', async () => {
    const request = { headers: { 'x-order': '7' }, querystring: { qs1: 'a', qs2: 'b' } };
    const method = { requestParameters: REQUIRED, requestValidator: BOTH };

    await expect(
      check(method, { request, pathParameters: { issuer: 'x' } }),
    ).resolves.toBeUndefined();
  });

  test('checks parameters before the body', async () => {
    const method = { requestParameters: REQUIRED, requestValidator: BOTH };

    await expect(check(method, { request: { body: '[' } })).rejects.toMatchObject({
      type: 'BAD_REQUEST_PARAMETERS',
    });
  });

  test.each([
    { name: 'without a validator', method: { requestParameters: REQUIRED } },
    {
      name: 'with a validator of nothing',
      method: {
        requestParameters: REQUIRED,
        requestValidator: { validateRequestBody: false, validateRequestParameters: false },
      },
    },
  ])('lets everything pass $name', async ({ method }) => {
    await expect(check(method, { request: { body: '[' } })).resolves.toBeUndefined();
  });

  const withModel = {
    requestValidator: BOTH,
    requestModels: { 'application/json': { type: 'object', required: ['sku'] } },
  };

  test('refuses a body that the model does not allow, and tells why in the context only', async () => {
    await expect(check(withModel, { request: { body: '{}' } })).rejects.toMatchObject({
      type: 'BAD_REQUEST_BODY',
      clientMessage: 'Invalid request body',
      validationErrorString: '[object has missing required properties (["sku"])]',
    });
  });

  test('validates an empty body as {}', async () => {
    await expect(check(withModel)).rejects.toMatchObject({ type: 'BAD_REQUEST_BODY' });
  });

  test('does not validate a media type without a model', async () => {
    const request = { contentType: 'text/plain', body: 'not JSON' };

    await expect(check(withModel, { request })).resolves.toBeUndefined();
  });

  test.each([
    { body: '{}', isValid: true },
    { body: '', isValid: true },
    { body: '[]', isValid: false },
    { body: '"text"', isValid: false },
  ])('validates JSON without a model against Empty: $body', async ({ body, isValid }) => {
    const passed = check({ requestValidator: BOTH }, { request: { body } }).then(
      () => true,
      () => false,
    );

    expect(await passed).toBe(isValid);
  });

  test('stays synchronous for a model that is only an object', () => {
    const context = anIntegrationContext({
      method: { requestValidator: BOTH },
      request: { body: '{"a":1}' },
    });

    expect(checkMethodRequest(context)).toBeUndefined();
  });
});
