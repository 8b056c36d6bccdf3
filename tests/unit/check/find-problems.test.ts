import { findProblems } from '../../../toolbox/check/find-problems.ts';
import { formatProblem } from '../../../toolbox/shared/problem.ts';
import { load } from '../template/load.ts';

const TEMPLATE = `Resources:
  Chat:
    Type: AWS::ApiGatewayV2::Api
    Properties:
      ProtocolType: WEBSOCKET
      RouteSelectionExpression: $request.body.action
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties: { ApiId: !Ref Chat, RouteKey: $default, Target: !Sub 'integrations/\${Mock}' }
  Mock:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Chat
      IntegrationType: MOCK
      RequestTemplates: { $default: '#if(true)' }
  Answer:
    Type: AWS::ApiGatewayV2::IntegrationResponse
    Properties:
      ApiId: !Ref Chat
      IntegrationId: !Ref Mock
      IntegrationResponseKey: $default
      ResponseTemplates: { $default: '#end' }
`;

describe('findProblems', () => {
  test('finds the faults in the mapping templates of a WebSocket API', () => {
    const { template, errors } = load(TEMPLATE);

    expect(errors).toEqual([]);
    expect(findProblems(template).map(formatProblem)).toEqual([
      expect.stringMatching(/^template.yaml:15:\d+ mapping-template /),
      expect.stringMatching(/^template.yaml:22:\d+ mapping-template /),
    ]);
  });
});
