import fc from 'fast-check';
import { withTraceHeader } from '../../../../toolbox/gateway/web-socket-api/trace-header.ts';

const TRACE_ID = 'Root=1-65ba1234-a006649127e371903a2de979';

describe('withTraceHeader', () => {
  test.each([
    { body: '{"a":1}', traced: `{"a":1,"traceHeader":"${TRACE_ID}"}` },
    { body: ' { } \n', traced: ` { "traceHeader":"${TRACE_ID}"}` },
    { body: '{"a":"}"}', traced: `{"a":"}","traceHeader":"${TRACE_ID}"}` },
    { body: '{"traceHeader":"own"}', traced: '{"traceHeader":"own"}' },
    { body: 'no JSON', traced: 'no JSON' },
    { body: '', traced: '' },
  ])('makes $traced of $body (PAT apigw-websocket-api-sfn-sync)', ({ body, traced }) => {
    expect(withTraceHeader(body, TRACE_ID)).toBe(traced);
  });

  test('keeps every object as it is', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
        const { traceHeader, ...rest } = JSON.parse(
          withTraceHeader(JSON.stringify(object), TRACE_ID),
        );
        const { traceHeader: own = TRACE_ID, ...given } = JSON.parse(JSON.stringify(object));
        expect([traceHeader ?? TRACE_ID, rest]).toEqual([own, given]);
      }),
    );
  });
});
