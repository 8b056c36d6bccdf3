import { evaluate, load, SERVERLESS } from './load.ts';

const LISTS = `Parameters:
  Zones: {Type: CommaDelimitedList, Default: "a, b"}
  Stage: {Type: String, Default: dev}
Mappings:
  Sizes:
    dev: {memory: 128}
    prod: {memory: 1024}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsDev: !Not [!Condition IsProd]
  Either: !Or [!Condition IsProd, !Condition IsDev]
  Both: !And [!Condition IsProd, !Condition IsDev]
`;

describe('intrinsic functions', () => {
  test.each([
    ['!Ref Stage', 'dev'],
    ['!Ref Named', 'local-named'],
    ['!GetAtt Named.Arn', 'arn:aws:lambda:eu-west-1:123456789012:function:local-named'],
    ['{"Fn::GetAtt": [Named, Arn]}', 'arn:aws:lambda:eu-west-1:123456789012:function:local-named'],
    ['!Ref Machine', 'arn:aws:states:eu-west-1:123456789012:stateMachine:Machine'],
    ['!GetAtt Machine.Name', 'Machine'],
    [`!Sub "\${Machine.Name}-\${Stage}-\${!Stage}"`, `Machine-dev-\${Stage}`],
    [`!Sub ["\${A}/\${Stage}", {A: !Ref Stage}]`, 'dev/dev'],
    ['!Join ["-", [a, !Ref Stage, c]]', 'a-dev-c'],
    ['!Join [",", !Ref Zones]', 'a,b'],
    ['!Select [1, !Ref Zones]', 'b'],
    ['!Select [0, !Split ["/", "x/y"]]', 'x'],
    ['!If [IsProd, big, small]', 'small'],
    ['!If [IsDev, yes-dev, other]', 'yes-dev'],
    ['!If [Either, one, none]', 'one'],
    ['!If [Both, one, none]', 'none'],
    ['!FindInMap [Sizes, !Ref Stage, memory]', '128'],
    ['!Base64 hello', 'aGVsbG8='],
    ['!Select [0, !GetAZs ""]', 'eu-west-1a'],
    ['!Ref AWS::Region', 'eu-west-1'],
    [
      `!Sub "\${AWS::Partition}:\${AWS::AccountId}:\${AWS::URLSuffix}"`,
      'aws:123456789012:amazonaws.com',
    ],
    ['!Ref AWS::NoValue', undefined],
  ])('resolves %s', (expression, expected) => {
    const { value, errors } = evaluate(expression, { more: LISTS });

    expect(errors).toEqual([]);
    expect(value).toBe(expected);
  });

  test('uses the values of the region and the stack', () => {
    const { value } = evaluate(`!Sub "\${AWS::Partition}/\${AWS::URLSuffix}/\${AWS::StackName}"`, {
      region: 'cn-north-1',
      stackName: 'shop',
    });

    expect(value).toBe('aws-cn/amazonaws.com.cn/shop');
  });

  test.each([
    ['!Ref Nobody', '11:18 unresolved-reference "Nobody"'],
    ['!GetAtt Nobody.Arn', '11:18 unresolved-reference "Nobody"'],
    [`!Sub "x \${Nobody} y"`, '11:26 unresolved-reference "Nobody"'],
    ['!GetAtt Named.Address', '11:18 unknown-attribute'],
    ['!GetAtt Named', '11:18 invalid-intrinsic'],
    [`!Sub "\${a['b']}"`, '11:24 invalid-intrinsic'],
    ['!Join [a, b]', '11:18 invalid-intrinsic'],
    ['!Select [5, [a]]', 'item 5 of a list of 1'],
    ['!FindInMap [Nothing, a, b]', '11:18 unknown-mapping'],
    ['!If [Nothing, a, b]', '11:18 unknown-condition'],
    ['!Ref AWS::Regoin', 'unresolved-reference "AWS::Regoin"'],
    ['{"Fn::Subb": x}', 'unknown-intrinsic Fn::Subb'],
  ])('reports %s', (expression, message) => {
    const { errors } = evaluate(expression);

    expect(errors).toEqual([expect.stringContaining(message)]);
  });

  test.each(['!ImportValue other-stack', '!Cidr ["10.0.0.0/16", 1, 8]'])(
    'names %s as not supported and goes on',
    (expression) => {
      const { errors, warnings } = evaluate(expression);

      expect(errors).toEqual([]);
      expect(warnings).toEqual([expect.stringContaining('unsupported-intrinsic')]);
    },
  );

  test.each(['Custom::Lookup', 'AWS::CloudFormation::CustomResource'])(
    'names the attributes of a resource of type %s, which nobody knows here',
    (type) => {
      const { template } = load(`${SERVERLESS}Resources:
  Lookup: {Type: ${type}, Properties: {ServiceToken: arn}}
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: app.handler
      Environment: {Variables: {VALUE: !GetAtt Lookup.Arn}}
`);

      expect(template.functions[0]?.environment['VALUE']).toBe('Lookup.Arn');
    },
  );

  test.each(['"{{resolve:ssm:/key}}"', `!Sub "{{resolve:ssm:/\${AWS::Region}}}"`])(
    'names the dynamic reference %s as not resolved',
    (expression) => {
      const { value, warnings } = evaluate(expression);

      expect(value).toMatch(/^\{\{resolve:ssm:/);
      expect(warnings).toEqual([expect.stringContaining('unsupported-dynamic-reference')]);
    },
  );

  test.each([
    ['Sent.Alias', 'arn:aws:lambda:eu-west-1:123456789012:function:Sent:live'],
    ['Sent.Version', 'arn:aws:lambda:eu-west-1:123456789012:function:Sent:1'],
    // Its attributes are not known here.
    ['Sent.Version.CodeSha256', expect.any(String)],
    ['Api.Stage', 'prod'],
  ])('puts what SAM generates under the name %s into a text', (name, expected) => {
    const { template, errors } = load(`Transform: AWS::Serverless-2016-10-31
Resources:
  Reader:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: app.handler
      Environment: {Variables: {VALUE: !Sub "\${${name}}"}}
  Sent:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: app.handler
      AutoPublishAlias: live
      Events: {Get: {Type: Api, Properties: {Path: /, Method: get, RestApiId: !Ref Api}}}
  Api: {Type: AWS::Serverless::Api, Properties: {StageName: prod}}
`);

    expect(errors).toEqual([]);
    expect(template.functions[0]?.environment['VALUE']).toEqual(expected);
  });

  test('ends with a problem when conditions refer to each other', () => {
    const { errors } = evaluate('!If [A, x, y]', {
      more: 'Conditions:\n  A: !Condition B\n  B: !Not [!Condition A]\n',
    });

    expect(errors).toEqual([expect.stringContaining('A → B → A')]);
  });
});
