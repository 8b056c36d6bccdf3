import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import fc from 'fast-check';
import { handler } from '../../../functions/pets/app.ts';
import { captureLogLines } from './log-lines.ts';

async function invoke(
  event: Partial<APIGatewayProxyEvent>,
): Promise<{ statusCode: number; body: unknown }> {
  const result = await handler(event as APIGatewayProxyEvent, {} as Context, () => {});
  const { statusCode, headers, body } = result as APIGatewayProxyResult;
  expect(headers).toEqual({ 'Content-Type': 'application/json' });
  return { statusCode, body: JSON.parse(body) };
}

const add = (body: string | null) => invoke({ httpMethod: 'POST', resource: '/pets', body });
const get = (petId: string) =>
  invoke({ httpMethod: 'GET', resource: '/pets/{petId}', pathParameters: { petId } });

beforeEach(() => {
  captureLogLines();
});
afterEach(() => jest.restoreAllMocks());

describe('POST /pets', () => {
  test('answers the pet with the number of its type and the price that was sent', async () => {
    expect(await add('{"type":"cat","price":99,"id":7}')).toEqual({
      statusCode: 200,
      body: { id: 2, type: 'cat', price: 99 },
    });
  });

  test.each([
    { body: '{"type":"dragon","price":1}', keys: ['type'] },
    { body: '{"type":"cat","price":0}', keys: ['price'] },
    { body: '{"type":"cat","price":"9"}', keys: ['price'] },
    { body: '{}', keys: ['type', 'price'] },
    { body: '[]', keys: ['type', 'price'] },
    { body: '{', keys: ['type', 'price'] },
    { body: null, keys: ['type', 'price'] },
  ])('answers the errors of $keys to $body', async ({ body, keys }) => {
    const errors = keys.map((key) => ({ key, message: expect.stringMatching(/^expected /) }));

    expect(await add(body)).toEqual({ statusCode: 200, body: { errors } });
  });

  test('answers a pet or errors, whatever it is sent', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string()), async (body) => {
        expect((await add(body)).statusCode).toBe(200);
      }),
    );
  });
});

describe('GET /pets/{petId}', () => {
  test.each(['1', '2', '3'])('answers the pet %s', async (petId) => {
    expect(await get(petId)).toMatchObject({ statusCode: 200, body: { id: Number(petId) } });
  });

  test.each(['4', '0', '1.0', '%31', ''])('answers 404 to %j', async (petId) => {
    expect(await get(petId)).toMatchObject({ statusCode: 404, body: { code: 'PetNotFound' } });
  });
});
