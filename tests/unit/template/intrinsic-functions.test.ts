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

  test.each([
    ['!ImportValue other-stack', '<ImportValue other-stack>'],
    ['{Fn::GetStackOutput: {StackName: net, OutputName: Vpc}}', '<GetStackOutput net.Vpc>'],
  ])('names %s as known to an account only and goes on', (expression, placeholder) => {
    const { errors, warnings, value } = evaluate(expression);

    expect(errors).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining('unsupported-intrinsic')]);
    expect(value).toBe(placeholder);
  });

  // CFN "Fn::Cidr"; a block of another resource is known to an account only.
  test.each([
    ['!Cidr ["10.0.0.0/16", 2, 8]', '10.0.0.0/24,10.0.1.0/24'],
    ['!Cidr ["192.168.0.0/24", 3, 5]', '192.168.0.0/27,192.168.0.32/27,192.168.0.64/27'],
    ['!Cidr [10.0.255.0/23, 2]', '10.0.255.0/24,10.1.0.0/24'],
    ['!Cidr [!GetAtt Net.CidrBlock, 1, 8]', '10.2.0.0/24'],
    ['!Cidr [!GetAtt Net.Ipv6CidrBlocks, 2, 64]', 'Net.Ipv6CidrBlocks,Net.Ipv6CidrBlocks'],
  ])('divides address blocks: %s', (expression, expected) => {
    const { value, errors } = evaluate(`!Join [",", ${expression}]`, {
      resources: '  Net: {Type: AWS::EC2::VPC, Properties: {CidrBlock: 10.2.0.0/16}}\n',
    });

    expect(errors).toEqual([]);
    expect(value).toBe(expected);
  });

  // CFN "Fn::Length", "Fn::ToJsonString", "Fn::FindInMap enhancements"
  const EXTENSIONS: readonly (readonly [string, string])[] = [
    ['!Length [a, b, c]', '3'],
    ['!Length {Ref: Zones}', '2'],
    ['{"Fn::Length": {"Fn::Split": ["/", "x/y/z"]}}', '3'],
    [
      '!ToJsonString {a: !Ref Stage, b: [1, true], c: {d: "x"}}',
      '{"a":"dev","b":[1,true],"c":{"d":"x"}}',
    ],
    ['!ToJsonString [!Ref Stage, 2]', '["dev",2]'],
    ['!FindInMap [Sizes, test, memory, {DefaultValue: !Ref Stage}]', 'dev'],
    ['!FindInMap [Sizes, !Join ["", [de, v]], memory, {DefaultValue: 1}]', '128'],
  ];

  test.each(EXTENSIONS)('resolves %s with AWS::LanguageExtensions', (expression, expected) => {
    const transforms = '[AWS::LanguageExtensions, AWS::Serverless-2016-10-31]';
    const { value, errors, warnings } = evaluate(expression, { more: LISTS, transforms });

    expect([...errors, ...warnings]).toEqual([]);
    expect(value).toBe(expected);
  });

  test.each(EXTENSIONS)('asks for AWS::LanguageExtensions at %s', (expression) => {
    const { errors } = evaluate(expression, { more: LISTS });

    expect(errors).toEqual([
      expect.stringMatching(/^template\.yaml:\d+:\d+ missing-transform .*AWS::LanguageExtensions/),
    ]);
  });

  test.each([
    ['!Length abc', /:11:18 invalid-intrinsic Fn::Length needs a list/],
    ['!ToJsonString abc', /:11:18 invalid-intrinsic Fn::ToJsonString needs a mapping or a list/],
  ])('refuses %s', (expression, message) => {
    const transforms = '[AWS::LanguageExtensions, AWS::Serverless-2016-10-31]';

    expect(evaluate(expression, { transforms }).errors).toEqual([expect.stringMatching(message)]);
  });

  test.each([
    ['!Cidr [10.0.0.0/16, 0, 8]', /:11:18 invalid-intrinsic Fn::Cidr needs/],
    ['!Cidr [10.0.0.0/16]', /:11:18 invalid-intrinsic Fn::Cidr needs/],
    ['{Fn::GetStackOutput: {StackName: a}}', /:11:19 invalid-intrinsic Fn::GetStackOutput needs/],
    [
      '!FindInMap [Sizes, !Ref AWS::Region, memory]',
      /unknown-mapping .*or choose another --region/,
    ],
  ])('reports %s at its place', (expression, message) => {
    expect(evaluate(expression).errors).toEqual([expect.stringMatching(message)]);
  });

  test('goes on without what a template has for other accounts only', () => {
    const { errors, warnings } = evaluate('!FindInMap [Sizes, !Ref AWS::AccountId, memory]');

    expect(errors).toEqual([]);
    expect(warnings).toEqual([expect.stringMatching(/unknown-mapping .*123456789012/)]);
  });

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
