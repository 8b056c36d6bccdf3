import { restApisOf } from '../../../toolbox/template/apis.ts';
import { load, SERVERLESS } from './load.ts';

const withLocation = (location: string) => `${SERVERLESS}Parameters:
  File: {Type: String, Default: ./api.yaml}
  Bucket: {Type: String, Default: shelf}
  Name: {Type: String, Default: api}
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      DefinitionBody:
        Fn::Transform:
          Name: AWS::Include
          Parameters:
            Location: ${location}
`;

const document = (integration: string) => `openapi: 3.0.1
paths:
  /orders:
    get:
      x-amazon-apigateway-integration:
${integration.replace(/^/gm, '        ')}
`;

describe('expandIncludes', () => {
  test('resolves the long form of intrinsic functions in the included file', () => {
    const { template, errors } = load({
      'template.yaml': withLocation('api.yaml'),
      'api.yaml': document(
        'type: mock\nuri: {"Fn::Sub": "\\u0024{AWS::StackName}/\\u0024{AWS::Region}"}',
      ),
    });

    expect(errors).toEqual([]);
    expect(restApisOf(template)[0]?.methods[0]?.integration?.uri).toMatch(/^local\/eu-west-1$/);
  });

  test('places the included file into a part of the body', () => {
    const { template, errors } = load({
      'template.yaml': `${SERVERLESS}Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      DefinitionBody:
        openapi: 3.0.1
        info: {title: shop}
        Fn::Transform: {Name: AWS::Include, Parameters: {Location: parts/paths.yaml}}
`,
      'parts/paths.yaml':
        'paths:\n  /a:\n    get:\n      x-amazon-apigateway-integration: {type: mock}\n',
    });

    expect(errors).toEqual([]);
    expect(restApisOf(template)[0]?.name).toBe('shop');
    expect(restApisOf(template)[0]?.methods.map(({ resourcePath }) => resourcePath)).toEqual([
      '/a',
    ]);
    expect(restApisOf(template)[0]?.methods[0]?.position).toEqual({
      file: 'parts/paths.yaml',
      line: 3,
      column: 5,
    });
  });

  test('reports a missing file where its name stands', () => {
    const { errors } = load(withLocation('nothing.yaml'));

    expect(errors).toEqual([
      expect.stringMatching(/^template\.yaml:15:23 missing-file .*"nothing\.yaml"/),
    ]);
  });

  test.each(['!Ref File', '!Sub "./${Name}.yaml"', '{Ref: File}'])(
    'reads the file of the Location %s, and says that it is never uploaded',
    (location) => {
      const { template, errors, warnings } = load({
        'template.yaml': withLocation(location),
        'api.yaml': document('type: mock'),
      });

      expect(errors).toEqual([]);
      expect(restApisOf(template)[0]?.methods).toHaveLength(1);
      expect(warnings).toEqual([
        expect.stringMatching(
          /^template\.yaml:15:\d+ include-location .*\.\/api\.yaml.*write the path/,
        ),
      ]);
    },
  );

  test.each([
    ['!Transform {Name: AWS::Include, Parameters: {Location: ../shop/api.yaml}}'],
    ['{"Fn::Transform": [{Name: AWS::Include, Parameters: {Location: ../shop/api.yaml}}]}'],
    [`{'Fn::Transform': {'Name': 'AWS::Include', 'Parameters': {'Location': '../shop/api.yaml'}}}`],
  ])('takes the spelling %s, and a path that leads out of the folder', (include) => {
    const { template, errors, warnings } = load({
      'template.yaml': `${SERVERLESS}Resources:
  Api: {Type: AWS::Serverless::Api, Properties: {StageName: live, DefinitionBody: ${include}}}
`,
      '../shop/api.yaml': document('type: mock'),
    });

    expect([...errors, ...warnings]).toEqual([]);
    expect(restApisOf(template)[0]?.methods).toHaveLength(1);
  });

  // CFN "AWS::Include transform": anywhere but in Parameters and the version.
  test('puts files into sections, among resources and at the top', () => {
    const { template, errors, warnings } = load({
      'template.yaml': `Transform:
  - AWS::Serverless-2016-10-31
  - {Name: AWS::Include, Parameters: {Location: top.yaml}}
Mappings: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: mappings.json}}}
Resources:
  Fn::Transform: {Name: AWS::Include, Parameters: {Location: resources.yaml}}
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: app.handler
      Environment: {Variables: {A: !FindInMap [M, a, b], B: !Ref P, C: !Ref Topic, D: !Ref More}}
`,
      'top.yaml':
        'Parameters: {P: {Type: String, Default: p}}\nResources: {More: {Type: AWS::SQS::Queue}}\n',
      'mappings.json': '{"M": {"a": {"b": "c"}}}',
      'resources.yaml': 'Topic: {Type: AWS::SNS::Topic}\n',
    });

    expect([...errors, ...warnings]).toEqual([]);
    expect(template.functions[0]?.environment).toEqual({
      A: 'c',
      B: 'p',
      C: 'arn:aws:sns:eu-west-1:123456789012:Topic',
      D: 'https://sqs.eu-west-1.amazonaws.com/123456789012/More',
    });
  });

  test('names a macro, and goes on without what it makes', () => {
    const { errors, warnings } = load(`${SERVERLESS}Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      TopicName: a
      Fn::Transform: {Name: MyMacro, Parameters: {A: b}}
`);

    expect(errors).toEqual([]);
    expect(warnings).toEqual([
      expect.stringMatching(/^template\.yaml:7:7 unsupported-transform the macro "MyMacro"/),
    ]);
  });

  test('says that an object of S3 cannot be read here', () => {
    const { errors, warnings } = load(withLocation(`!Sub "s3://\${Bucket}/api.yaml"`));

    expect(errors).toEqual([]);
    expect(warnings).toEqual(
      expect.arrayContaining([
        expect.stringContaining('unsupported-location "s3://shelf/api.yaml"'),
      ]),
    );
  });

  test('refuses short tags and further includes in the included file', () => {
    const { errors } = load({
      'template.yaml': withLocation('api.yaml'),
      'api.yaml': document('type: mock\nuri: !Sub x\ncredentials: {Fn::Transform: {}}'),
    });

    expect(errors).toEqual([
      expect.stringMatching(/^api\.yaml:7:14 short-tag-in-include .*"Fn::Sub:"/),
      expect.stringMatching(/^api\.yaml:8:\d+ nested-include /),
    ]);
  });

  test('reads an included file in JSON as JSON', () => {
    const { errors } = load({
      'template.yaml': withLocation('api.json'),
      'api.json': '{\n  "openapi": "3.0.1",\n}',
    });

    expect(errors).toEqual([expect.stringMatching(/^api\.json:3:1 json-syntax /)]);
  });

  test('reports a syntax error in the included file', () => {
    const { errors } = load({
      'template.yaml': withLocation('api.yaml'),
      'api.yaml': 'a:\n\tb: 1',
    });

    expect(errors).toEqual([expect.stringMatching(/^api\.yaml:2:1 yaml-syntax /)]);
  });
});
