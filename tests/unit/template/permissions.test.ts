import { load } from './load.ts';
import { loadEvents } from './rest-api/events-of-an-api.ts';

const SOURCE = 'arn:aws:execute-api:eu-west-1:123456789012';

describe('functionPermissions', () => {
  test('reads the permissions of the template that are created', () => {
    const { template, errors } = load(`Conditions: {Never: !Equals [a, b]}
Resources:
  Fn:
    Type: AWS::Lambda::Function
    Properties: {Runtime: nodejs24.x, Handler: a.b, Code: src, Role: 'arn:aws:iam::123456789012:role/r'}
  One:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !GetAtt Fn.Arn
      Action: lambda:InvokeFunction
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub arn:aws:execute-api:\${AWS::Region}:\${AWS::AccountId}:abc/*/POST/a
  Two:
    Type: AWS::Lambda::Permission
    Properties: {FunctionName: !Ref Fn, Action: 'lambda:*', Principal: !Ref AWS::AccountId}
  Three:
    Type: AWS::Lambda::Permission
    Condition: Never
    Properties: {FunctionName: !Ref Fn, Action: 'lambda:*', Principal: '*'}
`);

    expect(errors).toEqual([]);
    expect(template.permissions).toEqual([
      {
        functionName: 'arn:aws:lambda:eu-west-1:123456789012:function:Fn',
        action: 'lambda:InvokeFunction',
        principal: 'apigateway.amazonaws.com',
        sourceArn: `${SOURCE}:abc/*/POST/a`,
        position: { file: 'template.yaml', line: 6, column: 3 },
      },
      {
        functionName: 'Fn',
        action: 'lambda:*',
        principal: '123456789012',
        position: { file: 'template.yaml', line: 13, column: 3 },
      },
    ]);
  });

  test('lets what is not known stand for anything', () => {
    const { template } = load(`Resources:
  One:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !ImportValue function
      Action: !Cidr [a, 1]
      Principal: '{{resolve:ssm:principal}}'
      SourceArn: !Sub ['arn:aws:execute-api:eu-west-1:123456789012:\${Id}/*', {Id: !ImportValue api}]
`);

    expect(template.permissions).toEqual([
      {
        functionName: '*',
        action: 'lambda:*',
        principal: '*',
        position: { file: 'template.yaml', line: 2, column: 3 },
      },
    ]);
  });

  test('refuses a permission without its parts', () => {
    const { errors } = load(`Resources:
  One:
    Type: AWS::Lambda::Permission
    Properties: {FunctionName: f, Action: 'lambda:*'}
`);

    expect(errors).toEqual([
      expect.stringMatching(/:4:17 missing-property permission "One" has no Principal/),
    ]);
  });

  test.each([
    ['Path: /a, Method: get', 'GET/a'],
    ['Path: /a/, Method: Post', 'POST/a'],
    ['Path: /, Method: any', '*/'],
    ['Path: "/a/{id}/b/{proxy+}", Method: any', '*/a/*/b/*'],
  ])('lets API Gateway call by the event {%s}', (event, resource) => {
    const { template, api } = loadEvents([`RestApiId: !Ref Api, ${event}`]);

    expect(template.permissions).toEqual([
      {
        functionName: 'Fn',
        action: 'lambda:InvokeFunction',
        principal: 'apigateway.amazonaws.com',
        sourceArn: `${SOURCE}:${api?.apiId}/*/${resource}`,
        position: { file: 'template.yaml', line: 10, column: 9 },
      },
    ]);
  });

  test('names the alias that SAM publishes', () => {
    const { template } = loadEvents(['RestApiId: !Ref Api, Path: /a, Method: get'], {
      properties: ['AutoPublishAlias: live'],
    });

    expect(template.permissions[0]?.functionName).toBe(
      'arn:aws:lambda:eu-west-1:123456789012:function:Fn:live',
    );
  });
});
