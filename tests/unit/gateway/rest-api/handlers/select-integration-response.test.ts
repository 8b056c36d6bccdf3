import { selectIntegrationResponse } from '../../../../../toolbox/gateway/rest-api/handlers/select-integration-response.ts';
import { anIntegrationResponse } from '../../an-api.ts';
import { anEndpointResponseContext } from '../a-context.ts';

/** The status of the response selected among patterns that are mapped to these statuses. */
function selected(patterns: Readonly<Record<string, string>>, statusCode: number): string {
  const responses = Object.entries(patterns).map(([selectionPattern, mapped]) =>
    anIntegrationResponse(
      selectionPattern === 'default'
        ? { statusCode: mapped }
        : { selectionPattern, statusCode: mapped },
    ),
  );
  const context = anEndpointResponseContext({
    integration: { responses },
    method: {},
    endpointResponse: { statusCode },
  });
  const methodResponses = Object.fromEntries(
    Object.values(patterns).map((mapped) => [mapped, { headers: [] }]),
  );
  const { method } = context.route;
  const route = {
    ...context.route,
    method: { ...method, definition: { ...method.definition, methodResponses } },
  };
  return selectIntegrationResponse({ ...context, route }).definition.statusCode;
}

describe('selectIntegrationResponse', () => {
  test.each([
    { patterns: { 200: '200', '4\\d{2}': '400', default: '500' }, status: 200, found: '200' },
    { patterns: { 200: '200', '4\\d{2}': '400', default: '500' }, status: 404, found: '400' },
    { patterns: { 200: '200', '4\\d{2}': '400', default: '500' }, status: 503, found: '500' },
    { patterns: { default: '500', 200: '200' }, status: 200, found: '200' },
    { patterns: { default: '200' }, status: 400, found: '200' },
    { patterns: { 40: '400', default: '500' }, status: 400, found: '500' },
    { patterns: { '00': '200', default: '500' }, status: 200, found: '500' },
    { patterns: { '4.*': '404', '40\\d': '400' }, status: 400, found: '404' },
    { patterns: { '400|404': '400', default: '500' }, status: 404, found: '400' },
    { patterns: { '.*CREATION_FAILED.*': '403', default: '200' }, status: 400, found: '200' },
    { patterns: { '4\\d++': '400', default: '200' }, status: 400, found: '400' },
    { patterns: { '4\\d\\X': '400', default: '200' }, status: 400, found: '200' },
  ])('$patterns and $status: $found', ({ patterns, status, found }) => {
    expect(selected(patterns as unknown as Record<string, string>, status)).toBe(found);
  });

  test('matches the selector of the endpoint, not its status', () => {
    const responses = [
      anIntegrationResponse({ selectionPattern: '200', statusCode: '201' }),
      anIntegrationResponse({ selectionPattern: '.*not found.*', statusCode: '200' }),
    ];
    const context = anEndpointResponseContext({
      integration: { responses },
      endpointResponse: { statusCode: 200, selector: 'pet not found' },
    });

    expect(selectIntegrationResponse(context)).toBe(context.integration.responses[1]);
  });

  test('takes an empty pattern for the default', () => {
    expect(selected({ 200: '200', '': '500' }, 400)).toBe('500');
  });

  test('fails without a match and a default, and logs the status', () => {
    expect(() => selected({ 200: '200' }, 400)).toThrow(
      expect.objectContaining({
        type: 'API_CONFIGURATION_ERROR',
        message: expect.stringContaining('Endpoint Response Status Code: 400'),
      }),
    );
  });

  test('fails when the method does not declare the status', () => {
    const context = anEndpointResponseContext({
      integration: { responses: [anIntegrationResponse({ statusCode: '201' })] },
    });

    expect(() => selectIntegrationResponse(context)).toThrow('invalid method response: 201');
  });
});
