import { restApisOf } from '../../../../toolbox/template/apis.ts';
import { load } from '../load.ts';

const BODY =
  '{openapi: 3.0.1, paths: {/b: {get: {x-amazon-apigateway-integration: {type: mock}}}}}';

function loadStage(resources: string) {
  const loaded = load(`Conditions: {Never: !Equals [a, b]}
Resources:
  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Body: ${BODY}}}
${resources}`);
  return { ...loaded, api: restApisOf(loaded.template)[0] };
}

describe('stageProperties', () => {
  // CFN "AWS::ApiGateway::Deployment StageDescription"
  test('reads the stage that a deployment makes', () => {
    const { api, errors, warnings } = loadStage(`  Deployment:
    Type: AWS::ApiGateway::Deployment
    Properties:
      RestApiId: !Ref Api
      StageName: live
      StageDescription:
        Variables: {table: pets}
        ThrottlingRateLimit: 5
        MethodSettings: [{ResourcePath: /~1b, HttpMethod: GET, ThrottlingBurstLimit: 2}]
`);

    expect([...errors, ...warnings]).toEqual([]);
    expect(api).toMatchObject({
      stageName: 'live',
      stageVariables: { table: 'pets' },
      methodSettings: [
        { resourcePath: '/*', httpMethod: '*', throttlingRateLimit: 5 },
        { resourcePath: '/b', httpMethod: 'GET', throttlingBurstLimit: 2 },
      ],
    });
  });

  test('takes the stage resource before a deployment, and names what is not served', () => {
    const { api, warnings } = loadStage(`  Deployment:
    Type: AWS::ApiGateway::Deployment
    Properties: {RestApiId: !Ref Api, StageName: first}
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties: {RestApiId: !Ref Api, DeploymentId: !Ref Deployment, StageName: second}
`);

    expect(api?.stageName).toBe('second');
    expect(warnings).toEqual([
      expect.stringMatching(/:4:3 unsupported-stage "Deployment" is one more/),
    ]);
  });

  test('names a cache as not supported', () => {
    const { warnings } = loadStage(`  Live:
    Type: AWS::ApiGateway::Stage
    Properties: {RestApiId: !Ref Api, DeploymentId: none, StageName: live, CacheClusterEnabled: true}
`);

    expect(warnings).toEqual([expect.stringMatching(/:6:\d+ unsupported-caching /)]);
  });

  test('passes over a stage that is not created', () => {
    const { api } = loadStage(`  Test:
    Type: AWS::ApiGateway::Stage
    Condition: Never
    Properties: {RestApiId: !Ref Api, DeploymentId: none, StageName: test}
  Live:
    Type: AWS::ApiGateway::Stage
    Properties: {RestApiId: !Ref Api, DeploymentId: none, StageName: live}
`);

    expect(api?.stageName).toBe('live');
  });
});
