import { createModelValidator } from '../../../toolbox/gateway/model-validator.ts';
import type { JsonObject } from '../../../toolbox/shared/json.ts';

const MODELS: Readonly<Record<string, JsonObject>> = {
  Empty: { type: 'object', title: 'Empty Schema' },
  Order: {
    type: 'object',
    required: ['sku'],
    properties: { sku: { type: 'string' }, parent: { $ref: '#/components/schemas/Order' } },
  },
};

function validate(schema: JsonObject, body: string): Promise<string | undefined> {
  return Promise.resolve(createModelValidator(schema, MODELS)(body));
}

describe('createModelValidator', () => {
  test.each([
    { name: 'an empty body counts as {}', schema: { type: 'object' }, body: '', isValid: true },
    { name: 'an object', schema: { type: 'object' }, body: '{"a":1}', isValid: true },
    { name: 'a list is no object', schema: { type: 'object' }, body: '[]', isValid: false },
    { name: 'null is no object', schema: { type: 'object' }, body: 'null', isValid: false },
    { name: 'a text is no object', schema: { type: 'object' }, body: '"a"', isValid: false },
    { name: 'broken JSON', schema: { type: 'object' }, body: '{"a":', isValid: false },
    { name: 'blanks', schema: { type: 'object' }, body: '  ', isValid: false },
    {
      name: 'an empty body without a required property',
      schema: { $ref: '#/components/schemas/Order' },
      body: '',
      isValid: false,
    },
    {
      name: 'an empty body for a list',
      schema: { type: 'array', items: {} },
      body: '',
      isValid: false,
    },
    {
      name: 'a circular model',
      schema: { $ref: '#/components/schemas/Order' },
      body: '{"sku":"a","parent":{"sku":"b","parent":{"sku":"c"}}}',
      isValid: true,
    },
    {
      name: 'a fault deep in a circular model',
      schema: { $ref: '#/definitions/Order' },
      body: '{"sku":"a","parent":{"sku":"b","parent":{"sku":3}}}',
      isValid: false,
    },
    {
      name: 'oneOf with null',
      schema: { properties: { a: { oneOf: [{ type: 'null' }, { type: 'string' }] } } },
      body: '{"a":null}',
      isValid: true,
    },
    {
      name: 'nullable is not judged',
      schema: { properties: { a: { type: 'string', nullable: true } } },
      body: '{"a":null}',
      isValid: false,
    },
    {
      name: 'format is not judged',
      schema: { properties: { a: { type: 'string', format: 'email' } } },
      body: '{"a":"x"}',
      isValid: true,
    },
    {
      name: 'minItems is not judged',
      schema: { type: 'array', minItems: 2 },
      body: '[]',
      isValid: true,
    },
    {
      name: 'exclusiveMinimum is not judged',
      schema: { properties: { a: { minimum: 1, exclusiveMinimum: true } } },
      body: '{"a":1}',
      isValid: true,
    },
    {
      name: 'properties named like ignored keywords are judged',
      schema: { properties: { format: { type: 'string' }, example: { type: 'integer' } } },
      body: '{"format":"a","example":"b"}',
      isValid: false,
    },
    {
      name: 'a required property that every object has in JavaScript',
      schema: { type: 'object', required: ['toString'] },
      body: '{}',
      isValid: false,
    },
    {
      name: '__proto__ is a property like any other',
      schema: { type: 'object', additionalProperties: false },
      body: '{"__proto__":1}',
      isValid: false,
    },
    {
      name: 'additionalProperties with properties',
      schema: { type: 'object', properties: { a: {} }, additionalProperties: false },
      body: '{"a":1}',
      isValid: true,
    },
  ])('$name', async ({ schema, body, isValid }) => {
    expect((await validate(schema, body)) === undefined).toBe(isValid);
  });

  test('judges a reference to a model that is only an object without waiting', () => {
    const validator = createModelValidator({ $ref: '#/components/schemas/Empty' }, MODELS);

    expect(validator('{"a":1}')).toBeUndefined();
    expect(validator('[1]')).toContain('instance type (array)');
  });

  test('waits only for the first body', async () => {
    const validator = createModelValidator({ $ref: '#/components/schemas/Order' }, MODELS);
    const first = validator('{"sku":"a"}');

    expect(first).toBeInstanceOf(Promise);
    expect(await first).toBeUndefined();
    expect(validator('{"sku":"a"}')).toBeUndefined();
  });

  test('tells all properties that are missing', async () => {
    const complaint = await validate({ required: ['a', 'b', 'c'] }, '{"b":1}');

    expect(complaint).toBe('object has missing required properties (["a","c"])');
  });

  test('judges a body of any depth by its type', () => {
    const validator = createModelValidator({ type: 'object' }, {});
    const deep = `{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;

    expect(validator(deep)).toBeUndefined();
  });

  test('refuses a body that is deeper than a recursive model can follow', async () => {
    const deep = `${'{"sku":"a","parent":'.repeat(100_000)}{"sku":"a"}${'}'.repeat(100_000)}`;

    expect(await validate({ $ref: '#/components/schemas/Order' }, deep)).toContain('too deeply');
  });

  test('rejects for every body when the model refers to nothing', async () => {
    const validator = createModelValidator({ $ref: '#/components/schemas/Nothing' }, MODELS);

    await expect(validator('{}')).rejects.toThrow('Nothing');
    await expect(validator('{}')).rejects.toThrow('Nothing');
  });
});
