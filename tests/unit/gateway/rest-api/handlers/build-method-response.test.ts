import type { GatewayResponse } from '../../../../../toolbox/gateway/gateway.ts';
import type { InvocationResponse } from '../../../../../toolbox/gateway/integrations/integration-exchange.ts';
import { buildMethodResponse } from '../../../../../toolbox/gateway/rest-api/handlers/build-method-response.ts';
import { aMock, headerValues } from '../../an-api.ts';
import { anEndpointResponseContext, REQUEST_ID } from '../a-context.ts';

function build(
  changes: Partial<InvocationResponse>,
  context = anEndpointResponseContext(),
): GatewayResponse {
  const invocationResponse = { statusCode: 200, headers: [], body: '{}', ...changes };
  return buildMethodResponse({ ...context, invocationResponse });
}

describe('buildMethodResponse', () => {
  test('sends the ids, and application/json whatever the body is', () => {
    const response = build({ body: '<a/>' });

    expect(headerValues(response, 'x-amzn-RequestId')).toEqual([REQUEST_ID]);
    expect(headerValues(response, 'x-amz-apigw-id')).toEqual(['abcdefghijklmno=']);
    expect(headerValues(response, 'X-Amzn-Trace-Id')).toHaveLength(1);
    expect(headerValues(response, 'Content-Type')).toEqual(['application/json']);
  });

  test('sends no trace id for a mock integration', () => {
    const context = anEndpointResponseContext({ method: { integration: aMock() } });

    expect(headerValues(build({}, context), 'X-Amzn-Trace-Id')).toEqual([]);
  });

  test('lets a mapped Content-Type win', () => {
    const response = build({ headers: [['content-type', 'text/html']] });

    expect(headerValues(response, 'Content-Type')).toEqual(['text/html']);
  });

  test('remaps, drops and leaves out headers by their rules', () => {
    const response = build({
      headers: [
        ['Server', 'x'],
        ['Transfer-Encoding', 'chunked'],
        ['X-Empty', ''],
        ['X-Many', '1'],
        ['X-Many', '2'],
      ],
    });

    expect(headerValues(response, 'x-amzn-Remapped-Server')).toEqual(['x']);
    expect(headerValues(response, 'Server')).toEqual([]);
    expect(headerValues(response, 'Transfer-Encoding')).toEqual([]);
    expect(headerValues(response, 'X-Empty')).toEqual([]);
    expect(headerValues(response, 'X-Many')).toEqual(['1', '2']);
  });

  test.each([100, 101, 199, Number.NaN])('does not send the status %p', (statusCode) => {
    expect(() => build({ statusCode })).toThrow('does not end a request');
  });

  test('does not send a header whose name is none', () => {
    expect(() => build({ headers: [['a b', 'x']] })).toThrow('is not the name of a header');
  });
});
