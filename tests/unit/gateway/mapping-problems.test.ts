import { mappingProblems } from '../../../toolbox/gateway/mapping-problems.ts';
import { formatProblem } from '../../../toolbox/shared/problem.ts';
import { aMethod, anIntegration, anIntegrationResponse, aRestApi, aTemplate } from './an-api.ts';

describe('mappingProblems', () => {
  test('tells the place of each wrong template, in requests and responses', () => {
    const integration = anIntegration({
      requestTemplates: {
        'application/json': aTemplate('{\n  #if(true) "a": 1\n}'),
        'text/plain': aTemplate('fine'),
      },
      responses: [
        anIntegrationResponse({ responseTemplates: { 'application/json': aTemplate('#if(') } }),
      ],
    });

    const problems = mappingProblems(aRestApi({ methods: [aMethod({ integration })] }));

    expect(problems).toHaveLength(2);
    for (const problem of problems) {
      expect(problem.severity).toBe('error');
      expect(formatProblem(problem)).toMatch(/^swagger\.yaml:\d+:\d+ mapping-template ./);
    }
  });

  test('finds nothing wrong in an API without templates', () => {
    expect(mappingProblems(aRestApi())).toEqual([]);
  });

  test.each([
    { target: 'integration.request.header.X', source: 'static without quotes' },
    { target: 'integration.request.cookie.X', source: "'a'" },
    { target: 'integration.request.header.X', source: 'integration.response.header.X' },
  ])('refuses the request mapping $target: $source', ({ target, source }) => {
    const integration = anIntegration({ requestParameters: { [target]: source } });

    expect(mappingProblems(aRestApi({ methods: [aMethod({ integration })] }))).toMatchObject([
      { rule: 'parameter-mapping', severity: 'error' },
    ]);
  });

  test('refuses mappings of responses and gateway responses that are none', () => {
    const integration = anIntegration({
      responses: [anIntegrationResponse({ responseParameters: { 'header.X': "'a'" } })],
    });
    const gatewayResponses = {
      DEFAULT_4XX: {
        position: { file: 'swagger.yaml', line: 9, column: 1 },
        responseParameters: { 'gatewayresponse.header.X': '*' },
        responseTemplates: {},
      },
    };

    const problems = mappingProblems(
      aRestApi({ methods: [aMethod({ integration })], gatewayResponses }),
    );

    expect(problems.map(({ rule }) => rule)).toEqual(['parameter-mapping', 'parameter-mapping']);
    expect(problems[1]?.position.line).toBe(9);
  });

  test('refuses a header that the method response does not declare', () => {
    const integration = anIntegration({
      responses: [
        anIntegrationResponse({
          responseParameters: {
            'method.response.header.X-Declared': "'a'",
            'method.response.header.X-Other': "'b'",
          },
        }),
      ],
    });
    const methodResponses = { 200: { headers: ['x-declared'] } };

    const problems = mappingProblems(
      aRestApi({ methods: [aMethod({ integration, methodResponses })] }),
    );

    expect(problems).toMatchObject([{ rule: 'undeclared-response-header', severity: 'error' }]);
    expect(problems[0]?.message).toContain('X-Other');
  });

  test('warns of a status that the method does not declare', () => {
    const integration = anIntegration({
      responses: [anIntegrationResponse({ statusCode: '404' })],
    });

    expect(mappingProblems(aRestApi({ methods: [aMethod({ integration })] }))).toMatchObject([
      { rule: 'undeclared-method-response', severity: 'warning' },
    ]);
  });
});
