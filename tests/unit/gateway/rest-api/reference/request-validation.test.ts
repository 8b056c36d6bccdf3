import type { Method } from '../../../../../toolbox/template/model.ts';
import { loadOperation, withIntegration } from '../../../template/rest-api/an-api.ts';
import { anIntegration, aRecordingService, headerValues } from '../../an-api.ts';
import { JSON_TYPE, serveOne, templates } from './serve-one.ts';

const VALIDATES_ALL = {
  requestValidator: { validateRequestBody: true, validateRequestParameters: true },
};
const RECORDED = 'LS test_api_gateway_request_validator';

const ORDER = {
  type: 'object',
  required: ['sku'],
  properties: {
    sku: { type: 'string', maxLength: 3 },
    parent: { $ref: '#/components/schemas/Order' },
  },
} as const;

/** What becomes of a body that this model judges: the status, and the detail that only the log has. */
async function judged(schema: object, body: string, contentType = JSON_TYPE) {
  const response = await serveOne({
    method: { ...VALIDATES_ALL, requestModels: { [JSON_TYPE]: schema as never } },
    api: { models: { Order: ORDER as never } },
    request: { body, headers: [['Content-Type', contentType]] },
  });
  return response;
}

describe('required parameters', () => {
  const requestParameters: Method['requestParameters'] = [
    { name: 'qs1', in: 'querystring', required: true },
    { name: 'issuer', in: 'path', required: true },
    { name: 'x-header-param', in: 'header', required: true },
    { name: 'optional', in: 'querystring', required: false },
  ];

  test.each([
    {
      source: RECORDED,
      query: '',
      headers: [],
      message: 'Missing required request parameters: [x-header-param, qs1]',
    },
    {
      source: 'DG "Test basic request validation"',
      query: 'qs1=',
      headers: [['x-header-param', 'a']],
      message: 'Missing required request parameters: [qs1]',
    },
    {
      source: 'DG "Test basic request validation"',
      query: 'qs1=1',
      headers: [['x-header-param', ' ']],
      message: 'Missing required request parameters: [x-header-param]',
    },
    { source: RECORDED, query: 'qs1=1', headers: [['x-header-param', 'a']], message: undefined },
    {
      source: 'DG "important notes": no type, enum or pattern',
      query: 'qs1=not-a-number',
      headers: [['x-header-param', 'a']],
      message: undefined,
    },
  ] as const)('$source: $query $headers gives $message', async ({ query, headers, message }) => {
    const response = await serveOne({
      method: { ...VALIDATES_ALL, requestParameters, resourcePath: '/{issuer}' },
      request: { rawPath: '/me', rawQuery: query, headers },
    });

    expect(response.statusCode).toBe(message === undefined ? 200 : 400);
    if (message !== undefined) expect(response.body).toBe(JSON.stringify({ message }));
  });

  test(`${RECORDED}: the order is header, path, query, then by name`, async () => {
    const names = ['b', 'a'].flatMap((name) => [
      { name: `q${name}`, in: 'querystring', required: true } as const,
      { name: `h${name}`, in: 'header', required: true } as const,
    ]);

    const response = await serveOne({ method: { ...VALIDATES_ALL, requestParameters: names } });

    expect(response.body).toContain('[ha, hb, qa, qb]');
  });

  test(`${RECORDED}: parameters come before the body`, async () => {
    const response = await serveOne({
      method: { ...VALIDATES_ALL, requestParameters, resourcePath: '/{issuer}' },
      request: { rawPath: '/me', body: '[' },
    });

    expect(response.body).toContain('Missing required request parameters');
  });
});

describe('a body', () => {
  const draft4 = 'DG "Enable request validation": JSON Schema draft 4';
  const notes = 'DG "Amazon API Gateway important notes"';

  test.each([
    { source: RECORDED, schema: ORDER, body: '{"sku":"a"}', status: 200 },
    { source: RECORDED, schema: ORDER, body: '{"sku":1}', status: 400 },
    { source: RECORDED, schema: ORDER, body: '{}', status: 400 },
    { source: RECORDED, schema: ORDER, body: '{"sku":', status: 400 },
    { source: `${RECORDED}: empty is {}`, schema: ORDER, body: '', status: 400 },
    { source: `${RECORDED}: empty is {}`, schema: { type: 'object' }, body: '', status: 200 },
    { source: '..with_ref_models', schema: { type: 'array', items: {} }, body: '', status: 400 },
    {
      source: '..with_ref_models',
      schema: { $ref: '#/components/schemas/Order' },
      body: '{"sku":"a"}',
      status: 200,
    },
    {
      source: '..circular_models..',
      schema: ORDER,
      body: '{"sku":"a","parent":{"sku":"b"}}',
      status: 200,
    },
    { source: '..circular_models..', schema: ORDER, body: '{"sku":"a","parent":{}}', status: 400 },
    {
      source: '..with_ref_one_ofmodels',
      schema: { properties: { a: { oneOf: [{ type: 'null' }, ORDER] } } },
      body: '{"a":null}',
      status: 200,
    },
    {
      source: '..with_ref_one_ofmodels',
      schema: { properties: { a: { oneOf: [{ type: 'null' }, ORDER] } } },
      body: '{"a":1}',
      status: 400,
    },
    { source: draft4, schema: { additionalProperties: false }, body: '{"a":1}', status: 400 },
    {
      source: draft4,
      schema: { properties: { a: { enum: ['x'] } } },
      body: '{"a":"y"}',
      status: 400,
    },
    {
      source: draft4,
      schema: { properties: { a: { pattern: '^x' } } },
      body: '{"a":"y"}',
      status: 400,
    },
    { source: draft4, schema: { properties: { a: { minimum: 2 } } }, body: '{"a":1}', status: 400 },
    { source: draft4, schema: { minProperties: 1 }, body: '{}', status: 400 },
    {
      source: notes,
      schema: { properties: { a: { minimum: 2, exclusiveMinimum: true } } },
      body: '{"a":2}',
      status: 200,
    },
    {
      source: notes,
      schema: { properties: { a: { minItems: 2 } } },
      body: '{"a":[]}',
      status: 200,
    },
    {
      source: notes,
      schema: { properties: { a: { maxItems: 0 } } },
      body: '{"a":[1]}',
      status: 200,
    },
    {
      source: notes,
      schema: { properties: { a: { type: 'integer', format: 'int32' } } },
      body: '{"a":5000000000}',
      status: 200,
    },
    {
      source: notes,
      schema: { properties: { a: { readOnly: true } } },
      body: '{"a":1}',
      status: 200,
    },
    { source: notes, schema: { discriminator: { propertyName: 'kind' } }, body: '{}', status: 200 },
  ])('$source: $schema, $body gives $status', async ({ schema, body, status }) => {
    expect((await judged(schema, body)).statusCode).toBe(status);
  });

  test('..circular_models..: the built-in model Empty wants an object', async () => {
    for (const [body, status] of [
      ['[]', 400],
      ['1', 400],
      ['{"a":1}', 200],
    ] as const) {
      const response = await serveOne({ method: VALIDATES_ALL, request: { body } });

      expect(response.statusCode).toBe(status);
    }
  });

  test(`${RECORDED}: the client reads no detail, the log has it`, async () => {
    const response = await judged(ORDER, '{}');

    expect(response.body).toBe('{"message":"Invalid request body"}');
    expect(headerValues(response, 'x-amzn-ErrorType')).toEqual(['BadRequestException']);
    expect(response.entry?.error).toContain('object has missing required properties (["sku"])');
  });

  test('DG "Enable request validation": a Content-Type without a model is not validated', async () => {
    expect((await judged(ORDER, 'anything', 'text/plain')).statusCode).toBe(200);
  });

  test('LS-src handler order: a wrong body wins over 415, and 415 over the integration', async () => {
    const { states, calls } = aRecordingService();
    const integration = anIntegration({
      passthroughBehavior: 'NEVER',
      requestTemplates: templates({ 'text/xml': 'x' }),
    });
    const send = (body: string) =>
      serveOne({ integration, method: VALIDATES_ALL, request: { body }, options: { states } });

    expect((await send('[')).statusCode).toBe(400);
    expect((await send('{}')).statusCode).toBe(415);
    expect(calls).toEqual([]);
  });

  test('of any depth or cost does not hold up the server', async () => {
    const branches = { properties: { c: { $ref: '#/components/schemas/Node' } } };
    const models = { Node: { anyOf: [branches, branches, { required: ['never'] }] } } as never;
    const deep = `${'{"c":'.repeat(60)}1${'}'.repeat(60)}`;
    const slow = { properties: { a: { type: 'string', pattern: '^(a+)+$' } } } as never;

    await serveOne({
      method: {
        ...VALIDATES_ALL,
        requestModels: { [JSON_TYPE]: { $ref: '#/components/schemas/Node' } },
      },
      api: { models },
      request: { body: deep },
    });
    const response = await serveOne({
      method: { ...VALIDATES_ALL, requestModels: { [JSON_TYPE]: slow } },
      request: { body: `{"a":"${'a'.repeat(50)}b"}` },
    });

    expect(response.statusCode).toBe(400);
    expect(response.entry?.error).toContain('takes too long');
  });
});

describe('a model', () => {
  const withModel = (schema: string) =>
    loadOperation(withIntegration(), `components:\n  schemas:\n    Order: ${schema}\n`);

  test.each([
    { source: 'draft 4', schema: '{type: date}', message: '"type" of a model' },
    { source: 'draft 4', schema: '{required: sku}', message: '"required" of a model' },
    { source: 'draft 4', schema: '{properties: {a: text}}', message: '"properties" of a model' },
    { source: 'draft 4', schema: '{maximum: many}', message: '"maximum" of a model' },
    {
      source: 'draft 4',
      schema: '{maximum: 3, exclusiveMaximum: 3}',
      message: '"exclusiveMaximum" of a model',
    },
    {
      source: 'draft 4',
      schema: '{properties: {a: {pattern: "["}}}',
      message: '"pattern" of a model',
    },
    { source: 'draft 4', schema: '{allOf: {type: object}}', message: '"allOf" of a model' },
    { source: 'draft 4', schema: '{items: {enum: a}}', message: '"enum" of a model' },
  ])('is refused with its place ($source): $schema', ({ schema, message }) => {
    const { errors } = withModel(schema);

    expect(errors).toEqual([expect.stringMatching(/^api\.yaml:\d+:\d+ invalid-model /)]);
    expect(errors[0]).toContain(message);
  });

  test.each([
    '{type: object, required: [a], properties: {a: {type: [string, "null"], minLength: 1}}}',
    '{type: array, items: {$ref: "#/components/schemas/Order"}}',
    '{additionalProperties: false, example: {type: date}, default: {required: x}}',
    '{oneOf: [{type: "null"}, {type: integer, multipleOf: 0.5}], uniqueItems: true}',
    '{properties: {type: {type: string}, required: {type: boolean}}}',
  ])('is taken: %s', (schema) => {
    expect(withModel(schema).errors).toEqual([]);
  });

  test('with "required" at a property is named and not judged', async () => {
    const { warnings } = withModel('{properties: {a: {type: string, required: true}}}');

    expect(warnings).toEqual([expect.stringContaining('ignored-keyword')]);
    const schema = { properties: { a: { type: 'string', required: true } } };
    expect((await judged(schema, '{}')).statusCode).toBe(200);
  });

  test('DG "important notes": has a name of letters and digits', () => {
    const { errors } = loadOperation(
      withIntegration(),
      'components: {schemas: {Order_Line: {type: object}}}',
    );

    expect(errors).toEqual([expect.stringContaining('Order_Line')]);
  });

  test.each([
    '#/components/schemas/Line',
    'https://apigateway.amazonaws.com/restapis/abc123/models/Line',
  ])('DG "Data models": is referred to as %s', async (reference) => {
    const { api, errors } = loadOperation(
      `requestBody: {content: {application/json: {schema: {properties: {line: {$ref: '${reference}'}}}}}}\n${withIntegration()}`,
      'components: {schemas: {Line: {type: string}}}',
    );
    const [method] = api?.methods ?? [];
    const send = (body: string) =>
      serveOne({
        method: { ...VALIDATES_ALL, requestModels: method?.requestModels ?? {} },
        api: { models: api?.models ?? {} },
        request: { body },
      });

    expect(errors).toEqual([]);
    expect((await send('{"line":"a"}')).statusCode).toBe(200);
    expect((await send('{"line":1}')).statusCode).toBe(400);
  });
});

describe('x-amazon-apigateway-request-validator', () => {
  const document = `x-amazon-apigateway-request-validators:
  all: {validateRequestBody: true, validateRequestParameters: true}
  body: {validateRequestBody: true, validateRequestParameters: false}
x-amazon-apigateway-request-validator: all
`;

  test.each([
    { operation: '', parameters: true },
    { operation: 'x-amazon-apigateway-request-validator: body\n', parameters: false },
  ])('DG request validation pages: $operation wins over the root', ({ operation, parameters }) => {
    const { method } = loadOperation(operation + withIntegration(), document);

    expect(method?.requestValidator).toEqual({
      validateRequestBody: true,
      validateRequestParameters: parameters,
    });
  });
});
