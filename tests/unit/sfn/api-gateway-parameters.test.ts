import { anApi, ENDPOINT, GET, POST } from './an-invoked-api.ts';

describe('the parameters of apigateway:invoke', () => {
  test.each([
    ['the required ones', GET],
    ['an endpoint in China', { ...GET, ApiEndpoint: 'a1.execute-api.cn-north-1.amazonaws.com.cn' }],
    ['a stage and a path', { ...GET, Stage: 'dev', Path: 'pets/1' }],
    [
      'lists of single values',
      { ...GET, Headers: { a: ['1', 2, true] }, QueryParameters: { b: [] } },
    ],
    ['a body', { ...POST, RequestBody: { a: null }, AllowNullValues: true }],
    ['a body that is null where none is allowed', { ...GET, RequestBody: null }],
    ['null for a field that is not required', { ...GET, Stage: null, Headers: null }],
    ['a role', { ...GET, AuthType: 'IAM_ROLE' }],
    ['a field that nobody knows', { ...GET, Unknown: 1 }],
  ])('can hold %s', (_name, parameters) => {
    expect(anApi().errors(parameters)).toEqual([]);
  });

  test.each([
    ['ApiEndpoint', { ...GET, ApiEndpoint: `https://${ENDPOINT}` }],
    ['ApiEndpoint', { ...GET, ApiEndpoint: `${ENDPOINT}/dev` }],
    ['ApiEndpoint', { ...GET, ApiEndpoint: 'A1.execute-api.us-east-1.amazonaws.com' }],
    ['ApiEndpoint', { ...GET, ApiEndpoint: 'api.example.com' }],
    ['Method', { ...GET, Method: 'get' }],
    ['Method', { ...GET, Method: 'TRACE' }],
    ['Stage', { ...GET, Stage: 1 }],
    ['Path', { ...GET, Path: ['pets'] }],
    ['Headers', { ...GET, Headers: { a: 'text' } }],
    ['Headers', { ...GET, Headers: ['a'] }],
    ['Headers', { ...GET, Headers: { a: [{}] } }],
    ['QueryParameters', { ...GET, QueryParameters: { a: 'text' } }],
    ['QueryParameters', { ...GET, QueryParameters: { a: [null] } }],
    ['AllowNullValues', { ...GET, AllowNullValues: 'true' }],
    ['AuthType', { ...GET, AuthType: 'NONE' }],
  ])('refuse a %s that is not well formed: %j', (field, parameters) => {
    expect(anApi().errors(parameters)).toEqual([
      `The value of the field '${field}' has an invalid format`,
    ]);
  });

  test.each([[{}], [null], ['text']])('lack what is required in %j', (parameters) => {
    expect(anApi().errors(parameters)).toEqual([
      "The field 'ApiEndpoint' is required but was missing",
      "The field 'Method' is required but was missing",
    ]);
  });

  test.each([
    'X-Forwarded-For',
    'x-amz-date',
    'X-Amzn-Trace-Id',
    'Authorization',
    'Connection',
    'Content-md5',
    'Expect',
    'Host',
    'Max-Forwards',
    'Proxy-Authenticate',
    'Server',
    'TE',
    'Transfer-Encoding',
    'Trailer',
    'Upgrade',
    'VIA',
    'Www-Authenticate',
  ])('refuse the header %s', (name) => {
    expect(anApi().errors({ ...GET, Headers: { Accept: ['*/*'], [name]: ['x'] } })).toEqual([
      `The header '${name}' of the field 'Headers' is not allowed`,
    ]);
  });

  test.each(['GET', 'DELETE', 'HEAD', 'OPTIONS'])('refuse a body of %s', (Method) => {
    expect(anApi().errors({ ...GET, Method, RequestBody: {} })).toEqual([
      "The field 'RequestBody' is only allowed for the methods PATCH, POST, PUT",
    ]);
  });

  test('refuse RESOURCE_POLICY as not supported here', () => {
    expect(anApi().errors({ ...GET, AuthType: 'RESOURCE_POLICY' })).toEqual([
      "The local runtime does not support the value 'RESOURCE_POLICY' of the field 'AuthType'",
    ]);
  });
});
