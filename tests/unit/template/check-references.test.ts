import { load, SERVERLESS } from './load.ts';

describe('checkReferences', () => {
  test('reports unknown names in every resource, branch and output', () => {
    const { errors } = load(`Conditions: {Never: !Equals [a, b]}
Resources:
  Alarm:
    Type: AWS::CloudWatch::Alarm
    DependsOn: Missing1
    Properties:
      AlarmName: !If [Never, !Ref Missing2, fine]
      Text: !Sub ['\${Own} \${Missing3}', {Own: x}]
  Hidden:
    Type: AWS::SNS::Topic
    Condition: Never
    Properties: {TopicName: !GetAtt Missing4.Name}
Outputs:
  Out: {Value: !Ref Missing5}
`);

    expect(errors.map((line) => /"(Missing\d)"/.exec(line)?.[1])).toEqual([
      'Missing1',
      'Missing2',
      'Missing3',
      'Missing4',
      'Missing5',
    ]);
  });

  test('knows what SAM generates', () => {
    const { errors } = load(`${SERVERLESS}Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties: {Runtime: nodejs24.x, Handler: a.b, AutoPublishAlias: live}
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      DefinitionBody: {openapi: 3.0.1, paths: {}}
Outputs:
  Role: {Value: !GetAtt WorkerRole.Arn}
  Alias: {Value: !Ref Worker.Alias}
  Version: {Value: !Ref Worker.Version}
  Stage: {Value: !Sub '\${Api.Stage} \${Api}'}
`);

    expect(errors).toEqual([]);
  });

  test('reports resources that wait for each other, once', () => {
    const { errors } = load(`Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyDocument: {Statement: [{Resource: !Ref Machine}]}
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: !GetAtt Role.Arn
      DefinitionString: '{}'
`);

    expect(errors).toEqual([
      expect.stringMatching(/^template\.yaml:10:16 circular-reference .*Role → Machine → Role/),
    ]);
  });

  test('ends with a problem when names are made of each other', () => {
    const { errors } = load(`Resources:
  One: {Type: AWS::Lambda::Function, Properties: {FunctionName: !Ref Two, Handler: a, Runtime: b, Code: c}}
  Two: {Type: AWS::Lambda::Function, Properties: {FunctionName: !Ref One, Handler: a, Runtime: b, Code: c}}
`);

    expect(errors.length).toBeGreaterThan(0);
    expect(errors.every((line) => line.includes('circular-reference'))).toBe(true);
  });

  test('does not take what becomes another resource as a dependency', () => {
    const { errors, warnings } = load(`${SERVERLESS}Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: a.b
      Events: {Call: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /a, Method: get}}}
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      DefinitionBody:
        openapi: 3.0.1
        paths:
          /a:
            get:
              x-amazon-apigateway-integration:
                type: aws_proxy
                httpMethod: POST
                uri: !Sub arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Worker.Arn}/invocations
`);

    expect([...errors, ...warnings]).toEqual([]);
  });

  test('reports a function that waits for the API whose document holds its ARN', () => {
    const { errors } = load(`${SERVERLESS}Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: a.b
      Environment: {Variables: {API: !Ref ServerlessRestApi}}
      Events:
        Call: {Type: Api, Properties: {Path: /a, Method: get}}
`);

    expect(errors).toEqual([
      expect.stringMatching(
        /^template\.yaml:10:9 circular-reference .*Worker → ServerlessRestApi → Worker/,
      ),
    ]);
  });
});
