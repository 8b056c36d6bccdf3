import fc from 'fast-check';
import { anApi, ENDPOINT, GET, POST } from './an-invoked-api.ts';
import { STATE_MACHINE_ROLE } from './integration-ports.ts';

describe('the request of apigateway:invoke', () => {
  test('goes to endpoint and method without anything else', async () => {
    expect(await anApi().sent(GET)).toEqual({
      apiEndpoint: ENDPOINT,
      method: 'GET',
      rawPath: '/',
      rawQuery: '',
      headers: [],
      body: '',
      signer: undefined,
    });
  });

  test.each([
    [{ Stage: 'dev' }, '/dev'],
    [{ Stage: 'dev', Path: '' }, '/dev'],
    [{ Stage: 'dev', Path: 'pets' }, '/dev/pets'],
    [{ Stage: 'dev', Path: '/pets/' }, '/dev/pets/'],
    [{ Path: '/pets' }, '/pets'],
    [
      { Stage: '$default', Path: "a b/ü/1+1=2?x#y%20'(é)" },
      '/%24default/a%20b/%C3%BC/1%2B1%3D2%3Fx%23y%2520%27%28%C3%A9%29',
    ],
    [{ Path: 'A-Z_a.z~09' }, '/A-Z_a.z~09'],
  ])('has for %j the path %s', async (parameters, rawPath) => {
    expect(await anApi().sent({ ...GET, ...parameters })).toMatchObject({ rawPath });
  });

  test('repeats a query parameter and a header for each of their values', async () => {
    const request = await anApi().sent(
      `{"ApiEndpoint":"${ENDPOINT}","Method":"GET",
        "QueryParameters":{"type":["dog & cat","b"],"max":[1.0],"none":[]},
        "Headers":{"Accept":["text/plain","*/*"],"Flag":[true]}}`,
    );

    expect(request).toMatchObject({
      rawQuery: 'type=dog%20%26%20cat&type=b&max=1.0',
      headers: [
        ['Accept', 'text/plain'],
        ['Accept', '*/*'],
        ['Flag', 'true'],
      ],
    });
  });

  test('comes back as it was written from a decoder, whatever it holds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme' }),
        async (segment, value) => {
          const request = await anApi().sent({
            ...GET,
            Path: `pets/${segment}`,
            QueryParameters: { q: [value] },
          });

          expect(decodeURIComponent(request?.rawPath ?? '')).toBe(`/pets/${segment}`);
          expect(new URLSearchParams(request?.rawQuery).get('q')).toBe(value);
        },
      ),
    );
  });

  test('replaces what is no character', async () => {
    expect(await anApi().sent({ ...GET, Path: '\ud800' })).toMatchObject({
      rawPath: '/%EF%BF%BD',
    });
  });

  test.each([
    ['{"n":1.0,"id":12345678901234567890}', '{"n":1.0,"id":12345678901234567890}'],
    ['"HelloWorld"', '"HelloWorld"'],
    ['0', '0'],
    ['{"a":null,"b":[null,{"c":null,"d":1}],"10":null}', '{"b":[null,{"d":1}]}'],
  ])('has for the RequestBody %s the body %s', async (RequestBody, body) => {
    const parameters = `{"ApiEndpoint":"${ENDPOINT}","Method":"POST","RequestBody":${RequestBody}}`;

    expect(await anApi().sent(parameters)).toMatchObject({
      body,
      headers: [['Content-Type', 'application/json']],
    });
  });

  test('keeps null in the body when AllowNullValues says so', async () => {
    expect(
      await anApi().sent({ ...POST, AllowNullValues: true, RequestBody: { a: null } }),
    ).toMatchObject({ body: '{"a":null}' });
  });

  test('finds null at any depth', async () => {
    const depth = 50_000;
    const nested = (inner: string) => `${'{"a":'.repeat(depth)}${inner}${'}'.repeat(depth)}`;

    const request = await anApi().sent(
      `{"ApiEndpoint":"${ENDPOINT}","Method":"POST","RequestBody":${nested('{"b":null}')}}`,
    );

    expect(request?.body).toBe(nested('{}'));
  });

  test('has the Content-Type that the parameters give it', async () => {
    expect(
      await anApi().sent({
        ...POST,
        Headers: { 'content-type': ['text/plain'] },
        RequestBody: 'x',
      }),
    ).toMatchObject({ headers: [['content-type', 'text/plain']] });
  });

  test.each([
    ['IAM_ROLE', STATE_MACHINE_ROLE],
    ['NO_AUTH', undefined],
    [undefined, undefined],
  ])('is for AuthType %s signed by %j', async (AuthType, signer) => {
    expect((await anApi().sent({ ...GET, AuthType }))?.signer).toEqual(signer);
  });
});
