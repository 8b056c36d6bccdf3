import fc from 'fast-check';
import { readStatusCode } from '../../../../toolbox/gateway/integrations/read-status-code.ts';

describe('readStatusCode', () => {
  test.each([
    { text: '{"statusCode": 200}', statusCode: 200 },
    { text: '{statusCode: 404}', statusCode: 404 },
    { text: "{'statusCode': 200}", statusCode: 200 },
    { text: '{"statusCode": 200,}', statusCode: 200 },
    { text: '\n  {\n  "a": {"statusCode": 1}, "statusCode": 201\n}\n', statusCode: 201 },
    { text: '{"message": "it is \\"{ok}\\"", "statusCode": 202}', statusCode: 202 },
    { text: '{"list": [1, {"x": "]"}], "statusCode": 203}', statusCode: 203 },
    { text: '{"statusCode": "200"}', statusCode: undefined },
    { text: '{"statusCode": 200.5}', statusCode: undefined },
    { text: '{"statusCode": {}}', statusCode: undefined },
    { text: '{"other": 200}', statusCode: undefined },
    { text: '{"key": "statusCode"}', statusCode: undefined },
    { text: '{"statusCode": 200', statusCode: undefined },
    { text: '{"statusCode": 200} x', statusCode: undefined },
    { text: '{"statusCode": 200]', statusCode: undefined },
    { text: '{"a": {"statusCode": 200}}', statusCode: undefined },
    { text: '[{"statusCode": 200}]', statusCode: undefined },
    { text: 'statusCode: 200', statusCode: undefined },
    { text: '{"statusCode', statusCode: undefined },
    { text: '', statusCode: undefined },
  ])('reads $text as $statusCode', ({ text, statusCode }) => {
    expect(readStatusCode(text)).toBe(statusCode);
  });

  test('follows any depth', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;

    expect(readStatusCode(`{"deep": ${deep}, "statusCode": 200}`)).toBe(200);
  });

  test('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(readStatusCode(`{${text}`)).toEqual(undefined);
      }),
      { examples: [['"statusCode": 200']] },
    );
  });
});
