import fc from 'fast-check';
import { appGateway, REQUEST_ID } from './app-gateway.ts';
import { APP_REGION } from './load-app.ts';

/**
 * The routes that API Gateway turns into a StartExecution by itself, and what their bodies need.
 */
const ROUTES = [
  { path: '/execute', machine: 'ExecuteStateMachine', wrap: (value: unknown) => value },
  { path: '/hello', machine: 'HelloStateMachine', wrap: (value: unknown) => value },
  {
    path: '/pets/workflow',
    machine: 'PetsStateMachine',
    wrap: (value: unknown) => ({ NewPet: value }),
  },
];
const arnOf = (machine: string): string =>
  `arn:aws:states:${APP_REGION}:123456789012:stateMachine:${machine}`;

/** Any text without control characters, which no header holds. */
const text = () => fc.string({ unit: 'binary' }).map((value) => value.replace(/\p{Cc}/gu, ''));

describe.each(ROUTES)('the request template of POST $path', ({ path, machine, wrap }) => {
  const stateMachineArn = arnOf(machine);
  /** The smallest body that the route takes. */
  const least = JSON.stringify(wrap({}));

  test('hands over the body text for text', async () => {
    const { send, started } = appGateway();

    await fc.assert(
      fc.asyncProperty(fc.dictionary(text(), fc.jsonValue()), fc.nat(2), async (value, indent) => {
        const body = JSON.stringify(wrap(value), undefined, indent);

        await send({ path, body });

        expect(started.at(-1)).toEqual({
          input: body,
          name: REQUEST_ID,
          stateMachineArn,
        });
      }),
    );
  });

  test('hands over the idempotency key as the name, whatever it holds', async () => {
    const { send, started } = appGateway();

    await fc.assert(
      fc.asyncProperty(text(), async (value) => {
        const key = `'"\\${value}`.trim();

        await send({ path, body: least, headers: [['Idempotency-Key', key]] });

        expect(started.at(-1)).toEqual({
          input: least,
          name: key,
          stateMachineArn,
        });
      }),
    );
  });

  test('repairs the apostrophes that escapeJavaScript escapes', async () => {
    const { send, started } = appGateway();

    const body = JSON.stringify(wrap({ a: "it's", b: "\\'" }));

    await send({ path, body, headers: [['Idempotency-Key', "it's"]] });

    expect(started).toMatchObject([{ input: body, name: "it's" }]);
  });

  test.each(['Idempotency-Key', 'idempotency-key', 'IDEMPOTENCY-KEY'])(
    'finds the idempotency key when it is spelled %s',
    async (header) => {
      const { send, started } = appGateway();

      await send({ path, body: least, headers: [[header, 'order-1']] });

      expect(started).toMatchObject([{ name: 'order-1' }]);
    },
  );

  test.each([
    { title: 'there is no key', request: {} },
    { title: 'the key is empty', request: { headers: [['Idempotency-Key', ''] as const] } },
    { title: 'only the query holds a key', request: { query: 'Idempotency-Key=order-1' } },
  ])('takes the request id as the name when $title', async ({ request }) => {
    const { send, started } = appGateway();

    await send({ path, body: least, ...request });

    expect(started).toMatchObject([{ name: REQUEST_ID }]);
  });

  test('reaches Step Functions with no other media type', async () => {
    const { send, started } = appGateway();

    const { statusCode } = await send({
      path,
      headers: [['Content-Type', 'text/plain']],
      body: '{"stateMachineArn":"another"}',
    });

    expect(statusCode).toBe(415);
    expect(started).toEqual([]);
  });

  test.each(['[]', '1', '"text"', 'null', '{'])('does not start with %s', async (body) => {
    const { send, started } = appGateway();

    expect((await send({ path, body })).statusCode).toBe(400);
    expect(started).toEqual([]);
  });
});

describe('the request templates', () => {
  test.each(['/execute', '/hello'])(
    'start with an empty object without a body: %s',
    async (path) => {
      const { send, started } = appGateway();

      await send({ path });

      expect(started).toMatchObject([{ input: '{}' }]);
    },
  );

  test.each([{ query: '' }, { query: 'Idempotency-Key=other', body: '{"a":1}' }])(
    'start with an empty object for GET /hello: %j',
    async (request) => {
      const { send, started } = appGateway();
      const headers = [['idempotency-key', `it's "1"`] as const];

      await send({ method: 'GET', path: '/hello', headers, ...request });

      expect(started).toEqual([
        { input: '{}', name: `it's "1"`, stateMachineArn: arnOf('HelloStateMachine') },
      ]);
    },
  );
});
