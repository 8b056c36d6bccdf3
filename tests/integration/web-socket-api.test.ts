import { once } from 'node:events';
import { WebSocket } from 'ws';
import { type RunningStepgate, startStepgate } from '../stepgate.ts';
import { aProject, type Project } from './project-builder.ts';

const TEMPLATE = `
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    CodeUri: src
    Runtime: nodejs20.x
    MemorySize: 256
    Timeout: 20
Resources:
  Chat:
    Type: AWS::Serverless::WebSocketApi
    Properties:
      RouteSelectionExpression: $request.body.action
      StageName: live
      Routes:
        $connect: { FunctionArn: !GetAtt Connect.Arn }
        $disconnect: { FunctionArn: !GetAtt Connect.Arn }
        echo: { FunctionArn: !GetAtt Echo.Arn }
        tell: { FunctionArn: !GetAtt Tell.Arn }
        refused: { FunctionArn: !GetAtt Refused.Arn }
  Start:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref Chat
      RouteKey: start
      Target: !Sub integrations/\${StartIntegration}
      RouteResponseSelectionExpression: $default
  StartResponse:
    Type: AWS::ApiGatewayV2::RouteResponse
    Properties: { ApiId: !Ref Chat, RouteId: !Ref Start, RouteResponseKey: $default }
  StartIntegration:
    Type: AWS::ApiGatewayV2::Integration
    Properties:
      ApiId: !Ref Chat
      IntegrationType: AWS
      IntegrationMethod: POST
      IntegrationUri: !Sub arn:aws:apigateway:\${AWS::Region}:states:action/StartSyncExecution
      CredentialsArn: !GetAtt ChatRole.Arn
      TemplateSelectionExpression: \\$default
      RequestTemplates:
        $default: !Sub |
          {"stateMachineArn":"\${Machine}","input":"{\\"id\\":\\"$context.connectionId\\"}"}
  Started:
    Type: AWS::ApiGatewayV2::IntegrationResponse
    Properties:
      ApiId: !Ref Chat
      IntegrationId: !Ref StartIntegration
      IntegrationResponseKey: $default
  ChatRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {}
      Policies:
        - PolicyName: start
          PolicyDocument:
            Statement: [{ Effect: Allow, Action: states:StartSyncExecution, Resource: !Ref Machine }]
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      Type: EXPRESS
      Policies:
        - Statement:
            - Effect: Allow
              Action: execute-api:ManageConnections
              Resource: !Sub arn:aws:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Chat}/live/*
      Definition:
        StartAt: Post
        States:
          Post:
            Type: Task
            Resource: arn:aws:states:::aws-sdk:apigatewaymanagementapi:postToConnection
            Parameters: { ConnectionId.$: $.id, Data: from a state }
            End: true
  Connect:
    Type: AWS::Serverless::Function
    Properties: { Handler: app.connect }
  Echo:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.echo
      Policies: [{ Statement: [{ Effect: Allow, Action: 'execute-api:*', Resource: '*' }] }]
  Tell:
    Type: AWS::Serverless::Function
    Properties:
      Handler: app.tell
      Environment:
        Variables:
          ENDPOINT: !Sub https://\${Chat}.execute-api.\${AWS::Region}.\${AWS::URLSuffix}/live
      Policies: [{ Statement: [{ Effect: Allow, Action: 'execute-api:*', Resource: '*' }] }]
  Refused:
    Type: AWS::Serverless::Function
    Properties: { Handler: app.refused }
`;

const CODE = `
const {
  ApiGatewayManagementApiClient,
  PostToConnectionCommand,
} = require('@aws-sdk/client-apigatewaymanagementapi');

const post = (endpoint, { requestContext }, Data) =>
  new ApiGatewayManagementApiClient({ endpoint, maxAttempts: 1 }).send(
    new PostToConnectionCommand({ ConnectionId: requestContext.connectionId, Data }),
  );

exports.connect = async (event) => {
  if (event.requestContext.eventType === 'DISCONNECT') console.log('left', event.requestContext.disconnectStatusCode);
  return { statusCode: 200 };
};
exports.echo = async (event) => {
  const { domainName, stage } = event.requestContext;
  await post(\`https://\${domainName}/\${stage}\`, event, event.body);
  return { statusCode: 200 };
};
exports.tell = async (event) => {
  await post(process.env.ENDPOINT, event, 'told');
  return { statusCode: 200 };
};
exports.refused = async (event) => {
  const { domainName, stage } = event.requestContext;
  await post(\`https://\${domainName}/\${stage}\`, event, 'never');
  return { statusCode: 200 };
};
`;

describe('a project with a WebSocket API', () => {
  let project: Project;
  let running: RunningStepgate;
  let client: WebSocket;

  beforeAll(async () => {
    project = await aProject({ 'template.yaml': TEMPLATE, 'src/app.js': CODE });
    running = await startStepgate(['--template', project.path('template.yaml')]);
    client = new WebSocket(running.apiUrl.replace('http', 'ws'));
    await once(client, 'open');
  });
  afterAll(async () => {
    client.terminate();
    await running.stop();
    await project.remove();
  });

  async function answerTo(message: object): Promise<string> {
    const answer = once(client, 'message');
    client.send(JSON.stringify(message));
    return String((await answer)[0]);
  }

  test('says how clients connect', () => {
    expect(running.output.stdout).toContain(`npx wscat -c ${running.apiUrl.replace('http', 'ws')}`);
  });

  test('lets a function post to the connection by https, domainName and stage', async () => {
    const message = { action: 'echo', text: 'é' };

    expect(await answerTo(message)).toBe(JSON.stringify(message));
  });

  test('lets a function post to the connection by the endpoint of the API on AWS', async () => {
    expect(await answerTo({ action: 'tell' })).toBe('told');
  });

  test('refuses a function whose role may not manage connections', async () => {
    expect(await answerTo({ action: 'refused' })).toContain('"Internal server error"');
    expect(running.output.stdout).toMatch(
      /POST \/live\/@connections\/\S+ 403 .* is not authorized to perform: execute-api:ManageConnections/,
    );
  });

  test('lets a state post to the connection, and gives the whole result of the workflow', async () => {
    const frames: string[] = [];
    const both = new Promise<void>((resolve) => {
      client.on('message', (data) => {
        if (frames.push(String(data)) === 2) resolve();
      });
    });

    client.send(JSON.stringify({ action: 'start' }));
    await both;

    expect(frames[0]).toBe('from a state');
    expect(JSON.parse(frames[1] ?? '')).toMatchObject({
      status: 'SUCCEEDED',
      output: '{}',
      inputDetails: { __type: expect.any(String), included: true },
      traceHeader: expect.stringMatching(/^Root=1-/),
    });
    expect(frames[1]).toMatch(/"startDate":\d\.\d+E9/);
  });

  test('ends within two seconds, tells its clients and runs $disconnect', async () => {
    const closed = once(client, 'close');
    const begin = Date.now();

    await running.stop();

    expect(Date.now() - begin).toBeLessThan(2000);
    const [code, reason] = await closed;
    expect([code, String(reason)]).toEqual([1001, 'Going away']);
  });
});
