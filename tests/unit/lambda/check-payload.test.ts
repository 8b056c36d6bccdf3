import { checkPayload } from '../../../toolbox/lambda/check-payload.ts';

const text = (bytes: number): string => `"${'x'.repeat(bytes - 2)}"`;

describe('checkPayload', () => {
  test.each([
    { title: 'an empty one', payload: '' },
    { title: 'JSON of 6 MB', payload: text(6_291_456) },
    { title: 'an event of 1 MB', payload: text(1_048_576), invocationType: 'Event' as const },
  ])('lets $title pass', ({ title: _title, ...request }) => {
    expect(() => checkPayload({ functionName: 'pets', ...request })).not.toThrow();
  });

  test.each([
    {
      title: 'JSON of more than 6 MB',
      payload: text(6_291_457),
      code: 'RequestEntityTooLargeException',
      message: 'Request must be smaller than 6291456 bytes for the InvokeFunction operation',
    },
    {
      title: 'an event of more than 1 MB',
      payload: text(1_048_577),
      invocationType: 'Event' as const,
      code: 'RequestEntityTooLargeException',
      message:
        '1048577 byte payload is too large for the Event invocation type (limit 1048576 bytes)',
    },
    {
      title: 'many characters of two bytes',
      payload: `"${'é'.repeat(3_145_728)}"`,
      code: 'RequestEntityTooLargeException',
      message: expect.any(String),
    },
    {
      title: 'what is no JSON',
      payload: '{"a"',
      code: 'InvalidRequestContentException',
      message: expect.stringMatching(/^Could not parse request body into json: /),
    },
    {
      title: 'a client context that is no JSON',
      payload: '{}',
      clientContext: 'AAAA',
      code: 'InvalidRequestContentException',
      message: 'Client context must be a valid Base64-encoded JSON object.',
    },
  ])('refuses $title', ({ title: _title, code, message, ...request }) => {
    expect(() => checkPayload({ functionName: 'pets', ...request })).toThrow(
      expect.objectContaining({ code, message }),
    );
  });
});
