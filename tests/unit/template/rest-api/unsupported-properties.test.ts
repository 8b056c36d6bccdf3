import { load, SERVERLESS } from '../load.ts';

const BODY =
  '{openapi: 3.0.1, paths: {/b: {get: {x-amazon-apigateway-integration: {type: mock}}}}}';

// SAM DG "AWS::Serverless::Api"
describe('reportUnsupportedProperties', () => {
  test.each([
    ['Policy: {Statement: []}', /:3:\d+ unsupported-property Policy of API "Api".*without it/],
    ['Domain: {DomainName: a.example}', /:3:\d+ unsupported-property Domain/],
    ['DisableExecuteApiEndpoint: true', /:3:\d+ unsupported-property DisableExecuteApiEndpoint/],
    ['CanarySetting: {PercentTraffic: 5}', /:3:\d+ unsupported-property CanarySetting/],
  ])('names %s', (property, message) => {
    const { errors, warnings } = load(`${SERVERLESS}Resources:
  Api: {Type: AWS::Serverless::Api, Properties: {StageName: live, DefinitionBody: ${BODY}, ${property}}}
`);

    expect(errors).toEqual([]);
    expect(warnings).toEqual([expect.stringMatching(message)]);
  });

  test.each(['DisableExecuteApiEndpoint: false', 'Policy: ""'])(
    'says nothing of %s',
    (property) => {
      const { warnings } = load(`${SERVERLESS}Resources:
  Api: {Type: AWS::Serverless::Api, Properties: {StageName: live, DefinitionBody: ${BODY}, ${property}}}
`);

      expect(warnings).toEqual([]);
    },
  );

  // CFN "AWS::ApiGateway::Stage"
  test('names what a stage resource asks for', () => {
    const { warnings } = load(`Resources:
  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Body: ${BODY}}}
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties: {RestApiId: !Ref Api, StageName: live, DeploymentId: x, CanarySetting: {PercentTraffic: 5}}
`);

    expect(warnings).toEqual([expect.stringMatching(/:5:\d+ unsupported-property CanarySetting/)]);
  });
});
