import { restApisOf } from '../../../toolbox/template/apis.ts';
import { load, SERVERLESS } from './load.ts';

const withLocation = (location: string) => `${SERVERLESS}Parameters:
  File: {Type: String, Default: ./api.yaml}
  Bucket: {Type: String, Default: shelf}
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
      expect.stringMatching(/^template\.yaml:14:23 missing-file .*"nothing\.yaml"/),
    ]);
  });

  test('refuses a Location that is no plain text, because it is never uploaded', () => {
    const { errors } = load({ 'template.yaml': withLocation('!Ref File'), 'api.yaml': '{}' });

    expect(errors).toEqual([
      expect.stringMatching(/^template\.yaml:14:23 include-location .*\.\/api\.yaml/),
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
