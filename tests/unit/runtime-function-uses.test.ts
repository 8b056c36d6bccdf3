import { functionUses } from '../../toolbox/runtime-function-uses.ts';
import { load, SERVERLESS } from './template/load.ts';

const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:';
const PATH = 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions';

function uses(resources: string): string[] {
  const { template } = load(`${SERVERLESS}Resources:\n${resources}`);
  return functionUses(template).map(({ functionName }) => functionName);
}

describe('functionUses', () => {
  test('finds those of a REST API, with the variables of its stage', () => {
    expect(
      uses(`  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      Variables: {name: Two}
      DefinitionBody:
        openapi: 3.0.1
        paths:
          /one: {get: {x-amazon-apigateway-integration: {type: aws_proxy, httpMethod: POST, uri: '${PATH}/${ARN}One/invocations'}}}
          /two: {get: {x-amazon-apigateway-integration: {type: aws_proxy, httpMethod: POST, uri: '${PATH}/${ARN}\${stageVariables.name}/invocations'}}}
          /http: {get: {x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: 'http://127.0.0.1/'}}}
`),
    ).toEqual([`${ARN}One`, `${ARN}Two`]);
  });

  test('finds those of an HTTP API in both forms', () => {
    expect(
      uses(`  Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: a, ProtocolType: HTTP}}
  A: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref Api, IntegrationType: AWS_PROXY, PayloadFormatVersion: '2.0', IntegrationUri: '${ARN}One'}}
  B: {Type: AWS::ApiGatewayV2::Integration, Properties: {ApiId: !Ref Api, IntegrationType: AWS_PROXY, PayloadFormatVersion: '2.0', IntegrationUri: '${PATH}/${ARN}Two/invocations'}}
  RA: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Api, RouteKey: GET /a, Target: !Sub 'integrations/\${A}'}}
  RB: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Api, RouteKey: GET /b, Target: !Sub 'integrations/\${B}'}}
`),
    ).toEqual([`${ARN}One`, `${ARN}Two`]);
  });

  test('finds those that tasks name outright, in branches and item processors too', () => {
    const tasks = {
      Direct: { Type: 'Task', Resource: `${ARN}One`, Next: 'Each' },
      Each: {
        Type: 'Map',
        ItemProcessor: {
          StartAt: 'Call',
          States: {
            Call: {
              Type: 'Task',
              Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
              Parameters: { FunctionName: 'Two', 'Payload.$': '$' },
              End: true,
            },
          },
        },
        Next: 'Asked',
      },
      Asked: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { 'FunctionName.$': '$.name' },
        End: true,
      },
    };

    expect(
      uses(`  Machine:
    Type: AWS::Serverless::StateMachine
    Properties: {Definition: ${JSON.stringify({ StartAt: 'Direct', States: tasks })}}
`),
    ).toEqual([`${ARN}One`, 'Two']);
  });
});
