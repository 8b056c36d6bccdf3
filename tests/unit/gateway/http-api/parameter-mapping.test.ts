import type { ParameterMapping } from '../../../../toolbox/template/http-api-model.ts';
import { aRecordingBackend, aRequest, headerValues } from '../an-api.ts';
import { aLambda, aMapping, anApiOf, anHttpProxy, invoke, respond } from './an-http-api.ts';

const ROUTE_KEY = 'POST /orders/{id}';

/** What the function reads of a request whose parameters are mapped. */
async function mapped(
  mappings: readonly ParameterMapping[],
  request: Parameters<typeof invoke>[1] = {},
) {
  const api = anApiOf(
    { routeKey: ROUTE_KEY, integration: aLambda({ requestParameters: mappings }) },
    { stageName: 'dev', stageVariables: { color: 'blue' } },
  );
  return (await invoke(api, { rawPath: '/orders/7', ...request })).event;
}

const headerOf = async (text: string, request?: Parameters<typeof invoke>[1]): Promise<unknown> => {
  const event = await mapped([aMapping('overwrite:header.x', text)], request);
  return (event['headers'] as Record<string, string>)['x'];
};

const BODY = '{"a": {"b": [1, {"c": "d"}]}, "n": null, "t": true, "big": 12345678901234567890}';

// DG "Transforming API requests and responses"
describe('mapRequest', () => {
  test.each<[string, string, Parameters<typeof invoke>[1], string | undefined]>([
    ['static text', 'fixed', {}, 'fixed'],
    ['a header in any spelling', '$request.header.X-Note', { headers: [['x-NOTE', 'a']] }, 'a'],
    [
      'several headers',
      '$request.header.x-note',
      {
        headers: [
          ['X-Note', 'a'],
          ['x-note', 'b'],
        ],
      },
      'a,b',
    ],
    ['a parameter of the query', '$request.querystring.q', { rawQuery: 'q=a%20b' }, 'a b'],
    ['one in another spelling', '$request.querystring.Q', { rawQuery: 'q=1' }, undefined],
    ['several of them', '$request.querystring.q', { rawQuery: 'q=1&q=2' }, '1,2'],
    ['the path without the stage', '$request.path', {}, '/orders/7'],
    ['a part of the path', '$request.path.id', { rawPath: '/orders/a%20b' }, 'a b'],
    ['the body', '$request.body', { body: BODY }, BODY],
    ['a text of the body', '$request.body.a.b[1].c', { body: BODY }, 'd'],
    ['a number of the body', '$request.body.a.b[0]', { body: BODY }, '1'],
    ['a number as written', '$request.body.big', { body: BODY }, '12345678901234567890'],
    ['an object of the body', '$request.body.a', { body: '{"a":{"b":[1]}}' }, '{"b":[1]}'],
    ['a boolean of the body', '$request.body.t', { body: BODY }, 'true'],
    ['what the body does not have', '$request.body.zz', { body: BODY }, undefined],
    ['a path of what is no JSON', '$request.body.a', { body: 'a=1' }, undefined],
    [
      'a path of more than 100 KB',
      '$request.body.a',
      { body: `{"a": 1, "b": "${'x'.repeat(102_400)}"}` },
      undefined,
    ],
    ['a variable of the context', '$context.routeKey', {}, ROUTE_KEY],
    ['the path with the stage', '$context.path', {}, '/dev/orders/7'],
    ['the extended id, which is the id', '$context.extendedRequestId', {}, '111122227778888='],
    ['a nested variable', '$context.identity.sourceIp', {}, '127.0.0.1'],
    ['a variable that is not there', '$context.authorizer.a', {}, undefined],
    ['a variable of the stage', '$stageVariables.color', {}, 'blue'],
    [
      'several in one text',
      '${request.path.id}-${context.stage}-${request.header.none}.',
      {},
      '7-dev-.',
    ],
  ])('takes %s', async (_case, text, request, expected) => {
    expect(await headerOf(text, request)).toBe(expected);
  });

  test('keeps the whole body of more than 100 KB', async () => {
    const body = 'x'.repeat(200_000);

    const event = await mapped([aMapping('overwrite:querystring.b', '$request.body')], { body });

    expect(event['queryStringParameters']).toEqual({ b: body });
  });

  test.each<[string, readonly ParameterMapping[], object, object]>([
    [
      'appends to a header',
      [aMapping('append:header.X-Note', 'b')],
      { headers: [['x-note', 'a']] },
      { headers: { 'x-note': 'a,b' } },
    ],
    [
      'overwrites a header',
      [aMapping('overwrite:header.X-Note', 'b')],
      { headers: [['x-note', 'a']] },
      { headers: { 'x-note': 'b' } },
    ],
    [
      'appends to the query',
      [aMapping('append:querystring.q', '2 &')],
      { rawQuery: 'q=1' },
      { queryStringParameters: { q: '1,2 &' }, rawQueryString: 'q=1&q=2%20%26' },
    ],
    [
      'overwrites in the query',
      [aMapping('overwrite:querystring.q', '2')],
      { rawQuery: 'q=1&q=3&r=4' },
      { queryStringParameters: { q: '2', r: '4' } },
    ],
    [
      'overwrites the path',
      [aMapping('overwrite:path', '/other/${request.path.id}')],
      {},
      { rawPath: '/other/7', requestContext: { http: { path: '/other/7' } } },
    ],
    [
      'keeps the query as it was sent when no mapping changes it',
      [aMapping('append:header.a', 'b')],
      { rawQuery: 'q=%41' },
      { rawQueryString: 'q=%41' },
    ],
  ])('%s', async (_case, mappings, request, expected) => {
    expect(await mapped(mappings, request)).toMatchObject(expected);
  });

  test.each(['header', 'querystring'])('removes a %s', async (place) => {
    const event = await mapped([aMapping(`remove:${place}.gone`, "''")], {
      headers: [['Gone', 'a']],
      rawQuery: 'gone=a&stays=b',
    });

    const left = { header: event['headers'], querystring: event['queryStringParameters'] };
    expect(left[place as keyof typeof left]).not.toHaveProperty('gone');
    expect(event['queryStringParameters']).toMatchObject({ stays: 'b' });
  });

  test('lets no value begin another header', async () => {
    expect(await headerOf('$request.body', { body: 'a\r\nb: c' })).toBe('a b: c');
  });
});

// DG "Transforming API requests and responses"
describe('mapResponse', () => {
  const answered = (
    byStatus: Readonly<Record<string, readonly ParameterMapping[]>>,
    backend: Parameters<typeof aRecordingBackend>[0] = {},
  ) =>
    respond(
      anApiOf(
        { integration: anHttpProxy({ responseParameters: byStatus }) },
        { stageVariables: { color: 'blue' } },
      ),
      aRequest(),
      { sendRequest: aRecordingBackend(backend).sendRequest },
    );

  const response = (target: string, text: string) => aMapping(target, text, 'response');

  test.each([
    ['static text', 'fixed', ['fixed']],
    ['a header of the response', '$response.header.x-one', ['1']],
    ['a part of its body', '$response.body.a.b', ['c']],
    ['a variable of the context', '$context.routeKey', ['POST /orders']],
    ['a variable of the stage', '${stageVariables.color}!', ['blue!']],
    ['nothing of what is not there', '$response.body.zz', []],
  ])('takes %s', async (_case, text, expected) => {
    const mapped = await answered(
      { 200: [response('append:header.X-New', text)] },
      { headers: [['X-One', '1']], body: Buffer.from('{"a":{"b":"c"}}') },
    );

    expect(headerValues(mapped, 'x-new')).toEqual(expected);
  });

  test('appends, overwrites and removes headers in the order of the template', async () => {
    const mapped = await answered(
      {
        200: [
          response('append:header.a', '2'),
          response('overwrite:header.B', '3'),
          response('remove:header.c', ''),
        ],
      },
      {
        headers: [
          ['A', '1'],
          ['b', '1'],
          ['C', '1'],
        ],
      },
    );

    expect([
      headerValues(mapped, 'a'),
      headerValues(mapped, 'b'),
      headerValues(mapped, 'c'),
    ]).toEqual([['1', '2'], ['3'], []]);
  });

  test.each([
    [{ 404: [response('overwrite:statuscode', '200')] }, 404, 200],
    [{ 200: [response('overwrite:statuscode', '201')] }, 404, 404],
    [{ 200: [response('overwrite:statuscode', '$response.header.status')] }, 200, 418],
  ])('by %j answers %i with %i', async (byStatus, statusCode, expected) => {
    const mapped = await answered(byStatus, { statusCode, headers: [['Status', '418']] });

    expect(mapped.statusCode).toBe(expected);
  });

  test('answers 500 when a mapping gives no status, and says which', async () => {
    const { statusCode, entry } = await answered({ 200: [response('overwrite:statuscode', 'ok')] });

    expect(statusCode).toBe(500);
    expect(entry?.error).toBe(
      'overwrite:statuscode gives "ok", which is no status from 200 to 599',
    );
  });
});
