import { aMock, anIntegrationResponse, headerValues } from '../../an-api.ts';
import { JSON_TYPE, serveOne, templates } from './serve-one.ts';

const POSITION = { file: 'swagger.yaml', line: 1, column: 1 };
const IMPORT = 'DG "Enable CORS on a resource using the import API"';

const PREFLIGHT = {
  method: { httpMethod: 'OPTIONS' },
  integration: aMock({
    responses: [
      anIntegrationResponse({
        responseParameters: {
          'method.response.header.Access-Control-Allow-Origin': "'https://app.example'",
          'method.response.header.Access-Control-Allow-Methods': "'OPTIONS,POST'",
          'method.response.header.Access-Control-Allow-Headers': "'Content-Type, X-Order'",
        },
      }),
    ],
  }),
  request: {
    method: 'OPTIONS',
    headers: [
      ['Origin', 'https://app.example'],
      ['Access-Control-Request-Method', 'POST'],
    ],
  },
} as const;

describe('CORS', () => {
  test.each([
    { name: 'Access-Control-Allow-Origin', value: 'https://app.example' },
    { name: 'Access-Control-Allow-Methods', value: 'OPTIONS,POST' },
    { name: 'Access-Control-Allow-Headers', value: 'Content-Type, X-Order' },
    { name: 'Content-Type', value: JSON_TYPE },
  ])(`${IMPORT}: a preflight answers $name: $value`, async ({ name, value }) => {
    const response = await serveOne(PREFLIGHT);

    expect(response).toMatchObject({ statusCode: 200, body: '' });
    expect(headerValues(response, name)).toEqual([value]);
  });

  const ALLOW_LIST = templates({
    [JSON_TYPE]: `#set($origin = $input.params("Origin"))
#if($origin == "")#set($origin = $input.params("origin"))#end
#if($origin == "https://a.example" || $origin == "https://b.example")
#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)
#end`,
  });

  test.each([
    { headers: [['Origin', 'https://a.example']], allowed: ['https://a.example'] },
    { headers: [['Origin', 'https://b.example']], allowed: ['https://b.example'] },
    { headers: [['origin', 'https://b.example']], allowed: ['https://b.example'] },
    { headers: [['Origin', 'https://c.example']], allowed: [] },
    { headers: [], allowed: [] },
  ] as const)('DG override guide: of several origins $headers allows $allowed', async (row) => {
    const response = await serveOne({
      ...PREFLIGHT,
      integration: aMock({
        responses: [
          anIntegrationResponse({
            responseParameters: { 'method.response.header.Vary': "'Origin'" },
            responseTemplates: ALLOW_LIST,
          }),
        ],
      }),
      request: { method: 'OPTIONS', headers: row.headers },
    });

    expect(headerValues(response, 'Access-Control-Allow-Origin')).toEqual(row.allowed);
    expect(headerValues(response, 'Vary')).toEqual(['Origin']);
  });

  test.each([
    { type: 'DEFAULT_4XX', from: "'https://app.example'", value: 'https://app.example' },
    { type: 'DEFAULT_4XX', from: 'method.request.header.Origin', value: 'https://any.example' },
    { type: 'DEFAULT_5XX', from: "'https://app.example'", value: undefined },
  ])('DG "Enabling CORS for a REST API resource": $type with $from', async (row) => {
    const response = await serveOne({
      api: {
        gatewayResponses: {
          [row.type]: {
            position: POSITION,
            responseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': row.from },
            responseTemplates: {},
          },
        },
      },
      request: { rawPath: '/none', headers: [['Origin', 'https://any.example']] },
    });

    expect(response.statusCode).toBe(403);
    expect(headerValues(response, 'Access-Control-Allow-Origin')).toEqual(
      row.value === undefined ? [] : [row.value],
    );
  });

  test('DG: without an OPTIONS operation a preflight is 403', async () => {
    const response = await serveOne({ request: { method: 'OPTIONS' } });

    expect(response.statusCode).toBe(403);
  });
});
