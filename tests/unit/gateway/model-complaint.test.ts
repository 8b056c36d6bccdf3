import { createModelValidator } from '../../../toolbox/gateway/model-validator.ts';

// The texts of the json-schema-validator for Java, which $context.error.validationErrorString shows
const OBJECTS = [{ type: 'object' }, { required: ['a'] }];

describe('modelComplaint', () => {
  test.each([
    [
      { type: 'integer' },
      '"1"',
      'instance type (string) does not match any allowed primitive type (allowed: ["integer"])',
    ],
    [
      { required: ['b', 'a', 'c'] },
      '{"a":1}',
      'object has missing required properties (["b","c"])',
    ],
    [
      { enum: ['a', 1] },
      '"x"',
      'instance value ("x") not found in enum (possible values: ["a",1])',
    ],
    [{ pattern: '^a$' }, '"b"', 'ECMA 262 regex "^a$" does not match input string "b"'],
    [{ minLength: 2 }, '"é"', 'string "é" is too short (length: 1, required minimum: 2)'],
    [{ maxLength: 1 }, '"ab"', 'string "ab" is too long (length: 2, maximum allowed: 1)'],
    [
      { minimum: 1 },
      '0',
      'numeric instance is lower than the required minimum (minimum: 1, found: 0)',
    ],
    [
      { maximum: 5 },
      '7.5',
      'numeric instance is greater than the required maximum (maximum: 5, found: 7.5)',
    ],
    [{ multipleOf: 2 }, '5', 'remainder of division is not zero (5 / 2)'],
    [{ uniqueItems: true }, '[1,1]', 'array must not contain duplicate elements'],
    [
      { minProperties: 1 },
      '{}',
      'object has too few properties (found 0 but schema requires at least 1)',
    ],
    [
      { maxProperties: 0 },
      '{"a":1}',
      'object has too many properties (found 1 but schema requires at most 0)',
    ],
    [
      { properties: { a: {} }, additionalProperties: false },
      '{"z":1,"a":1,"b":1}',
      'object instance has properties which are not allowed by the schema: ["b","z"]',
    ],
    [
      { patternProperties: { '^a': {} }, additionalProperties: false },
      '{"a":1,"b":1}',
      'object instance has properties which are not allowed by the schema: ["b"]',
    ],
    [
      { oneOf: OBJECTS },
      '{"a":1}',
      'instance failed to match exactly one schema (matched 2 out of 2)',
    ],
    [
      { oneOf: [{ type: 'string' }, { type: 'array' }] },
      '1',
      'instance failed to match exactly one schema (matched 0 out of 2)',
    ],
    [
      { anyOf: [{ type: 'string' }, { type: 'array' }] },
      '1',
      'instance failed to match at least one required schema among 2',
    ],
    [{ not: { type: 'string' } }, '""', 'instance matched a schema which it should not have'],
    [
      { properties: { a: { properties: { b: { enum: [1] } } } } },
      '{"a":{"b":2}}',
      'instance value (2) not found in enum (possible values: [1])',
    ],
    [
      { dependencies: { a: ['b'] } },
      '{"a":1}',
      'the body must have property b when property a is present',
    ],
  ])('of the schema %j about %s is: %s', async (schema, body, complaint) => {
    expect(await createModelValidator(schema, {})(body)).toBe(complaint);
  });
});
