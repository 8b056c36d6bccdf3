import fc from 'fast-check';
import { appGateway, REQUEST_ID } from './app-gateway.ts';
import { APP_REGION } from './load-app.ts';

const STATE_MACHINE_ARN = `arn:aws:states:${APP_REGION}:123456789012:stateMachine:ExecuteStateMachine`;

/** Any text without control characters, which no header holds. */
const text = () => fc.string({ unit: 'binary' }).map((value) => value.replace(/\p{Cc}/gu, ''));

describe('the request template of POST /execute', () => {
  test('hands over the body text for text', async () => {
    const { send, started } = appGateway();

    await fc.assert(
      fc.asyncProperty(fc.dictionary(text(), fc.jsonValue()), fc.nat(2), async (value, indent) => {
        const body = JSON.stringify(value, undefined, indent);

        await send({ body });

        expect(started.at(-1)).toEqual({
          input: body,
          name: REQUEST_ID,
          stateMachineArn: STATE_MACHINE_ARN,
        });
      }),
    );
  });

  test('hands over the idempotency key as the name, whatever it holds', async () => {
    const { send, started } = appGateway();

    await fc.assert(
      fc.asyncProperty(text(), async (value) => {
        const key = `'"\\${value}`.trim();

        await send({ body: '{}', headers: [['Idempotency-Key', key]] });

        expect(started.at(-1)).toEqual({
          input: '{}',
          name: key,
          stateMachineArn: STATE_MACHINE_ARN,
        });
      }),
    );
  });

  test('repairs the apostrophes that escapeJavaScript escapes', async () => {
    const { send, started } = appGateway();

    await send({ body: `{"a":"it's","b":"\\\\'"}`, headers: [['Idempotency-Key', "it's"]] });

    expect(started).toMatchObject([{ input: `{"a":"it's","b":"\\\\'"}`, name: "it's" }]);
  });

  test.each(['Idempotency-Key', 'idempotency-key', 'IDEMPOTENCY-KEY'])(
    'finds the idempotency key when it is spelled %s',
    async (header) => {
      const { send, started } = appGateway();

      await send({ body: '{}', headers: [[header, 'order-1']] });

      expect(started).toMatchObject([{ name: 'order-1' }]);
    },
  );

  test.each([
    { title: 'there is no key', request: {} },
    { title: 'the key is empty', request: { headers: [['Idempotency-Key', ''] as const] } },
    { title: 'only the query holds a key', request: { query: 'Idempotency-Key=order-1' } },
  ])('takes the request id as the name when $title', async ({ request }) => {
    const { send, started } = appGateway();

    await send({ body: '{}', ...request });

    expect(started).toMatchObject([{ name: REQUEST_ID }]);
  });

  test('starts with an empty object when there is no body', async () => {
    const { send, started } = appGateway();

    await send({});

    expect(started).toMatchObject([{ input: '{}' }]);
  });

  test('reaches Step Functions with no other media type', async () => {
    const { send, started } = appGateway();

    const { statusCode } = await send({
      headers: [['Content-Type', 'text/plain']],
      body: '{"stateMachineArn":"another"}',
    });

    expect(statusCode).toBe(415);
    expect(started).toEqual([]);
  });

  test.each(['[]', '1', '"text"', 'null', '{'])('does not start with %s', async (body) => {
    const { send, started } = appGateway();

    expect((await send({ body })).statusCode).toBe(400);
    expect(started).toEqual([]);
  });
});
