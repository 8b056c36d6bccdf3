import { load, SERVERLESS } from './load.ts';

const resources = (text: string) => load(`${SERVERLESS}Resources:\n${text}`);

// SAM DG "AWS::Serverless::Connector" and "ResourceReference"
describe('reportConnectors', () => {
  test('names connectors, as resources and as attributes', () => {
    const { errors, warnings } = resources(`  Link:
    Type: AWS::Serverless::Connector
    Properties: {Source: {Id: Topic}, Destination: {Id: Queue}, Permissions: [Write]}
  Topic:
    Type: AWS::SNS::Topic
    Connectors:
      ToQueue: {Properties: {Destination: {Id: Queue}, Permissions: [Read, Write]}}
  Queue: {Type: AWS::SQS::Queue}
`);

    expect(errors).toEqual([]);
    expect(warnings).toEqual([
      expect.stringMatching(/^template\.yaml:3:3 unsupported-connector connector "Link"/),
      expect.stringMatching(
        /^template\.yaml:9:7 unsupported-connector connector "ToQueue" of "Topic"/,
      ),
    ]);
  });

  test.each([
    ['{Source: {Id: Topic}, Permissions: [Write]}', /:3:3 missing-property .*no Destination/],
    ['{Source: {Id: Topic}, Destination: {Id: Topic}}', /:3:3 missing-property .*no Permissions/],
    [
      '{Source: {Id: Topic}, Destination: {Id: Topic}, Permissions: [All]}',
      /:5:79 invalid-property Permissions of .* are Read and Write, not "All"/,
    ],
  ])('refuses the connector %s', (properties, message) => {
    const { errors } = resources(`  Link:
    Type: AWS::Serverless::Connector
    Properties: ${properties}
  Topic: {Type: AWS::SNS::Topic}
`);

    expect(errors).toEqual([expect.stringMatching(message)]);
  });
});

describe('resources that have nothing to do with APIs and workflows', () => {
  // CFN "AWS resource and property types reference": `Ref` and `Fn::GetAtt` of any of them
  test.each([
    ['AWS::EC2::VPC', 'Other.CidrBlock'],
    ['AWS::EC2::Instance', 'Other.PublicDnsName'],
    ['AWS::DynamoDB::Table', 'Other.StreamArn'],
    ['AWS::RDS::DBInstance', 'Other.Endpoint.Address'],
    ['AWS::CloudFormation::Stack', 'Other.Outputs.Url'],
    ['AWS::Serverless::Application', 'Other.Outputs.Url'],
    ['AWS::CloudFormation::CustomResource', 'Other.Anything'],
    ['Custom::Thing', 'Other.Anything'],
    ['AWS::CDK::Metadata', 'Other.Anything'],
    ['My::Org::Part::MODULE', 'Other.Bucket.Arn'],
    ['Third::Party::Type', 'Other.Some.Thing'],
  ])('of type %s stop nothing, and %s has a placeholder', (type, attribute) => {
    const { template, errors } = resources(`  Other: {Type: '${type}', Properties: {A: {B: [c]}}}
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: a.b
      Environment: {Variables: {REF: !Ref Other, GET: !GetAtt ${attribute}}}
`);

    expect(errors).toEqual([]);
    expect(template.functions[0]?.environment).toEqual({
      REF: expect.stringMatching(/./),
      GET: expect.stringMatching(/./),
    });
  });

  // CFN "Reference module resources": the name of a resource inside stands behind that of the module
  test.each(['PartBucket', 'Part.Bucket'])('are found inside a module as %s', (name) => {
    const { template, errors, warnings } = resources(`  Part: {Type: 'My::Org::Part::MODULE'}
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: a.b
      Environment: {Variables: {REF: !Ref ${name}}}
`);

    expect(errors).toEqual([]);
    expect(warnings).toEqual([expect.stringMatching(/:3:3 unsupported-resource "Part".*module/)]);
    expect(template.functions[0]?.environment['REF']).toBe('PartBucket');
  });

  // SAM DG "Generated CloudFormation resources for AWS SAM"
  test.each([
    ['Api.Stage', 'prod'],
    ['Api.UsagePlan', expect.any(String)],
    ['Api.ApiKey', expect.any(String)],
    ['ApiUsagePlan', expect.any(String)],
    ['Machine.Alias', expect.any(String)],
    ['MachineGoRole', 'MachineGoRole'],
  ])('are there when SAM makes them: %s', (name, value) => {
    const { template, errors } =
      resources(`  Api: {Type: AWS::Serverless::Api, Properties: {StageName: prod, Auth: {UsagePlan: {CreateUsagePlan: PER_API}}}}
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      AutoPublishAlias: live
      Definition: {StartAt: A, States: {A: {Type: Succeed}}}
      Events: {Go: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /a, Method: get}}}
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: a.b
      Environment: {Variables: {REF: !Ref ${name}}}
`);

    expect(errors).toEqual([]);
    expect(template.functions[0]?.environment['REF']).toEqual(value);
  });
});
