import { resolve } from 'node:path';
import { restApisOf } from '../../../toolbox/template/apis.ts';
import { loadTemplate } from '../../../toolbox/template/load-template.ts';
import { load, SERVERLESS } from './load.ts';

/** A service as people write it by hand: quotes inside parameters, a definition inside Fn::Sub, shared responses. */
const ORDER_SERVICE = {
  'template.yaml': `AWSTemplateFormatVersion: 2010-09-09
Transform: 'AWS::Serverless-2016-10-31'
Parameters:
  Stage: {Type: String, Default: test}
  AllowOrigin: {Type: String, Default: "'http://localhost:8080'"}
  AllowHeaders:
    Type: String
    Default: "'Content-Type,X-Api-Key'"
Resources:
  FunctionRole:
    Type: AWS::IAM::Role
    Properties:
      RoleName: !Sub \${AWS::StackName}-functions
      AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: []}
  GatewayRole:
    Type: AWS::IAM::Role
    Properties:
      Path: !Join ["", ["/", !Ref "AWS::StackName", "/"]]
      AssumeRolePolicyDocument: {Version: '2012-10-17', Statement: []}
      Policies:
        - PolicyName: start
          PolicyDocument:
            Version: 2012-10-17
            Statement:
              - Effect: Allow
                Action: ['states:StartExecution']
                Resource:
                  - !Ref Orders
  Check:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: !Sub \${AWS::StackName}-check
      Code: ../build/orders
      Handler: orders.check
      Role: !GetAtt FunctionRole.Arn
      Runtime: nodejs20.x
      Timeout: 2
  Orders:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      StateMachineName: !Sub \${AWS::StackName}-orders
      RoleArn: !GetAtt FunctionRole.Arn
      DefinitionString: !Sub |
        {
          "StartAt": "Check",
          "States": {
            "Check": { "Type": "Task", "Resource": "\${Check.Arn}", "End": true }
          }
        }
  OrderApi:
    Type: AWS::Serverless::Api
    Properties:
      StageName: !Ref Stage
      Name: !Sub \${AWS::StackName}-api
      DefinitionBody:
        'Fn::Transform':
          Name: AWS::Include
          Parameters:
            Location: ./docs/swagger.yaml
`,
  'docs/swagger.yaml': `openapi: 3.0.0
info: {version: '1.0', title: orders}
paths:
  /orders:
    options:
      x-amazon-apigateway-integration:
        type: mock
        requestTemplates:
          application/json: |
            { "statusCode" : 200 }
        responses:
          "default":
            statusCode: "200"
            responseParameters:
              method.response.header.Access-Control-Allow-Origin:
                Fn::Sub: \${AllowOrigin}
              method.response.header.Access-Control-Allow-Headers:
                Fn::Sub: \${AllowHeaders}
      responses:
        200:
          $ref: '#/components/responses/Preflight'
    post:
      x-amazon-apigateway-integration:
        credentials:
          Fn::GetAtt: [ GatewayRole, Arn ]
        uri:
          Fn::Sub: arn:aws:apigateway:\${AWS::Region}:states:action/StartExecution
        httpMethod: POST
        type: aws
        responses:
          default:
            statusCode: 200
          ".*FAILED.*":
            statusCode: 403
        requestTemplates:
          application/json:
            Fn::Sub: |-
              {
                "input": "$util.escapeJavaScript($input.json('$'))",
                "stateMachineArn": "\${Orders}"
              }
      responses:
        200: {description: started}
        403: {description: refused}
components:
  responses:
    Preflight:
      headers:
        Access-Control-Allow-Origin: {schema: {type: string}}
        Access-Control-Allow-Headers: {schema: {type: string}}
`,
};

describe('loadTemplate', () => {
  test('loads a service written by hand, with a warning for what API Gateway ignores', () => {
    const { template, errors, warnings } = load(ORDER_SERVICE, { stackName: 'shop' });
    const [options, post] = restApisOf(template)[0]?.methods ?? [];

    expect(errors).toEqual([]);
    expect(warnings).toEqual([
      expect.stringMatching(/^docs\/swagger\.yaml:21:17 shared-response /),
    ]);
    expect(restApisOf(template)[0]).toMatchObject({ name: 'shop-api', stageName: 'test' });
    expect(options?.integration?.responses[0]?.responseParameters).toEqual({
      'method.response.header.Access-Control-Allow-Origin': "'http://localhost:8080'",
      'method.response.header.Access-Control-Allow-Headers': "'Content-Type,X-Api-Key'",
    });
    expect(post?.integration).toMatchObject({
      credentials: 'arn:aws:iam::123456789012:role/shop/GatewayRole',
      uri: 'arn:aws:apigateway:eu-west-1:states:action/StartExecution',
    });
    expect(post?.integration?.requestTemplates['application/json']?.text).toBe(
      `{
  "input": "$util.escapeJavaScript($input.json('$'))",
  "stateMachineArn": "arn:aws:states:eu-west-1:123456789012:stateMachine:shop-orders"
}`,
    );
    expect(template.stateMachines[0]?.definition.value).toMatchObject({
      States: {
        Check: { Resource: 'arn:aws:lambda:eu-west-1:123456789012:function:shop-check' },
      },
    });
    expect(template.functions[0]).toMatchObject({
      codeDirectory: resolve('../build/orders'),
      roleArn: 'arn:aws:iam::123456789012:role/shop-functions',
    });
  });

  test('keeps the place of a character behind a replaced one in Fn::Sub', () => {
    const { template } = load(ORDER_SERVICE);
    const source =
      restApisOf(template)[0]?.methods[1]?.integration?.requestTemplates['application/json'];
    const place = source?.positionAt(source.text.lastIndexOf('"'));
    const line = ORDER_SERVICE['docs/swagger.yaml'].split('\n')[(place?.line ?? 0) - 1];

    expect(line).toContain('stateMachineArn');
    expect(line?.slice((place?.column ?? 0) - 1)).toBe('"');
  });

  test('refuses static text without quotes that an override brings in', () => {
    const { errors } = load(ORDER_SERVICE, {
      parameterOverrides: { AllowOrigin: 'https://example.com' },
    });

    expect(errors).toEqual([
      expect.stringMatching(
        /^docs\/swagger\.yaml:16:\d+ invalid-mapping .*"'https:\/\/example\.com'"/,
      ),
    ]);
  });

  test('tells every problem at once, by place', () => {
    const { errors } = load(`Colours: {}
Resources:
  Topic: {Properties: {TopicName: a}}
  Worker:
    Type: AWS::Serverless::Function
    Properties: {Runtime: nodejs24.x, Handler: !Ref Nobody, Timeout: 1000}
`);

    expect(errors).toEqual([
      expect.stringMatching(/^template\.yaml:1:1 unknown-section "Colours"/),
      expect.stringMatching(/^template\.yaml:3:3 invalid-resource/),
      expect.stringMatching(/^template\.yaml:4:3 missing-transform/),
      expect.stringMatching(/^template\.yaml:6:48 unresolved-reference/),
      expect.stringMatching(/^template\.yaml:6:70 invalid-property Timeout/),
    ]);
  });

  test.each([
    ['- a', 'invalid-template'],
    ['AWSTemplateFormatVersion: 2010-09-09', 'invalid-template the template has no Resources'],
    ['Resources: []', 'invalid-template'],
    ['Resources:\n\tA: b', 'template.yaml:2:1 yaml-syntax'],
  ])('refuses the template %j', (text, message) => {
    expect(load(text).errors).toEqual([expect.stringContaining(message)]);
  });

  test('reports a template that does not exist', () => {
    const { template, errors } = load({});

    expect(template).toBeUndefined();
    expect(errors).toEqual([expect.stringContaining('template.yaml:1:1 missing-file')]);
  });

  test('reads a template in JSON', () => {
    const { template, errors } = load({
      'template.yaml': '{\n\t"Resources": {\n\t\t"Role": {"Type": "AWS::IAM::Role"}\n\t}\n}',
    });

    expect(errors).toEqual([]);
    expect(template.roles[0]?.roleName).toBe('Role');
  });

  test.each([
    ['AWS::ApiGateway::BasePathMapping', 'its own port'],
    ['AWS::ApiGatewayV2::ApiMapping', 'its own port'],
    ['AWS::Events::Rule', 'starts nothing'],
    ['AWS::Lambda::EventSourceMapping', 'starts nothing'],
    ['AWS::Lambda::Url', 'function URLs'],
    ['AWS::Pipes::Pipe', 'starts nothing'],
    ['AWS::Scheduler::Schedule', 'starts nothing'],
    ['AWS::Serverless::Application', 'nested application'],
    ['AWS::WAFv2::WebACLAssociation', 'web ACL'],
  ])('names %s as not supported', (type, message) => {
    const { errors, warnings } = load(`${SERVERLESS}Resources:\n  It: {Type: ${type}}\n`);

    expect(errors).toEqual([]);
    expect(warnings).toEqual([
      expect.stringMatching(new RegExp(`:3:3 unsupported-resource .*${message}`)),
    ]);
  });

  // CFN "Template sections": rules are asked by the service alone.
  test('looks neither at rules nor at hooks nor at metadata', () => {
    const { errors, warnings } =
      load(`Metadata: {AWS::CloudFormation::Interface: {ParameterGroups: []}}
Rules:
  Versions:
    Assertions: [{Assert: {'Fn::EachMemberIn': [{'Fn::ValueOfAll': [A, B]}, {'Fn::RefAll': C}]}}]
Hooks: {Blue: {Type: AWS::CodeDeploy::BlueGreen}}
Resources: {Topic: {Type: AWS::SNS::Topic, Metadata: {'aws:cdk:path': App/Topic}}}
`);

    expect([...errors, ...warnings]).toEqual([]);
  });

  // JSON and YAML as editors of other systems save them
  test.each([
    ['template.json', '{"Resources": {"T": {"Type": "AWS::SNS::Topic"}}}'],
    ['template.template', '{\n\t"Resources": {\n\t\t"T": {\n\t\t\t"Type": "AWS::SNS::Topic"\n}}}'],
    [
      'template.yaml',
      'AWSTemplateFormatVersion: 2010-09-09\nResources:\n  T: {Type: AWS::SNS::Topic}\n',
    ],
  ])('reads %s with a byte order mark and other line ends', (name, text) => {
    const { problems } = loadTemplate(name, {
      parameterOverrides: {},
      region: 'eu-west-1',
      readFile: () => `\uFEFF${text.replaceAll('\n', '\r\n')}`,
      fileKind: () => undefined,
    });

    expect(problems).toEqual([]);
  });

  test('names transforms that are not supported', () => {
    const { errors, warnings } = load(`Transform: [AWS::LanguageExtensions, MyMacro]
Resources: {Topic: {Type: AWS::SNS::Topic}}
`);

    expect(errors).toEqual([]);
    expect(warnings).toEqual([
      expect.stringContaining(':1:38 unsupported-transform the transform "MyMacro"'),
    ]);
  });
});
