import { restApisOf } from '../../../toolbox/template/apis.ts';
import { load } from './load.ts';

const TRANSFORM = 'Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]\n';

const FUNCTION = `Type: AWS::Serverless::Function
        Properties:
          Runtime: nodejs24.x
          Handler: app.handler
          FunctionName: !Sub "\${AWS::StackName}-\${Name}"`;

function loadLoop(loop: string, more = '', transform = TRANSFORM) {
  return load(`${transform}${more}Resources:
  Fn::ForEach::Functions:
    ${loop}
`);
}

// CFN "Fn::ForEach" and its examples
describe('Fn::ForEach', () => {
  test.each([
    ['[one, two]', ''],
    ['!Ref Names', 'Parameters: {Names: {Type: CommaDelimitedList, Default: "one,two"}}\n'],
    ['!FindInMap [Map, a, names]', 'Mappings: {Map: {a: {names: [one, two]}}}\n'],
    ['!Split [",", "one,two"]', ''],
  ])('makes a resource for each value of %s', (collection, more) => {
    const { template, errors, warnings } = loadLoop(
      `- Name
    - ${collection}
    - Fn\${Name}:
        ${FUNCTION}`,
      more,
    );

    expect([...errors, ...warnings]).toEqual([]);
    expect(
      template.functions.map(({ logicalId, functionName }) => [logicalId, functionName]),
    ).toEqual([
      ['Fnone', 'local-one'],
      ['Fntwo', 'local-two'],
    ]);
  });

  test('leaves out of a logical id what it cannot hold', () => {
    const { template, errors } = loadLoop(`- Name
    - [a-1, b.2]
    - Fn&{Name}:
        ${FUNCTION}`);

    expect(errors).toEqual([]);
    expect(
      template.functions.map(({ logicalId, functionName }) => [logicalId, functionName]),
    ).toEqual([
      ['Fna1', 'local-a-1'],
      ['Fnb2', 'local-b.2'],
    ]);
  });

  test('writes out loops in loops, whose list may hang on the outer value', () => {
    const { template, errors } = loadLoop(
      `- Stage
    - [dev, prod]
    - Fn::ForEach::Inner:
        - Name
        - !FindInMap [Names, !Ref Stage, all]
        - Fn\${Stage}\${Name}:
            Type: AWS::SNS::Topic
            Properties: {TopicName: !Join ["-", [!Ref Stage, !Ref Name]]}
          Reader\${Stage}\${Name}:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: nodejs24.x
              Handler: app.handler
              Environment: {Variables: {TOPIC: !GetAtt [!Sub "Fn\${Stage}\${Name}", TopicName]}}`,
      'Mappings: {Names: {dev: {all: [a]}, prod: {all: [b, c]}}}\n',
    );

    expect(errors).toEqual([]);
    expect(
      template.functions.map(({ logicalId, environment }) => [logicalId, environment['TOPIC']]),
    ).toEqual([
      ['Readerdeva', 'dev-a'],
      ['Readerprodb', 'prod-b'],
      ['Readerprodc', 'prod-c'],
    ]);
  });

  test('works in conditions, properties and outputs', () => {
    const { template, errors } = load(`${TRANSFORM}Conditions:
  Fn::ForEach::Conditions:
    - Stage
    - [dev, prod]
    - Is\${Stage}: !Equals [!Ref Stage, prod]
Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: nodejs24.x
      Handler: app.handler
      Environment:
        Variables:
          Fn::ForEach::Variables:
            - Name
            - [A, B]
            - VALUE_\${Name}: !If [Isprod, !Ref Name, none]
Outputs:
  Fn::ForEach::Outputs:
    - Name
    - [A]
    - Out\${Name}: {Value: !Ref Worker}
`);

    expect(errors).toEqual([]);
    expect(template.functions[0]?.environment).toEqual({ VALUE_A: 'A', VALUE_B: 'B' });
  });

  // As SAM CLI's own implementation does: SAM reads paths before anything else is resolved.
  test('leaves text where Fn::Sub has nothing left to put in', () => {
    const { template, errors } = loadLoop(`- Name
    - [one]
    - Fn\${Name}:
        ${FUNCTION}
          Events:
            Get: {Type: Api, Properties: {Path: !Sub "/\${Name}", Method: get}}`);

    expect(errors).toEqual([]);
    expect(restApisOf(template)[0]?.methods[0]?.resourcePath).toBe('/one');
  });

  test('makes nothing of an empty list', () => {
    const { template, errors } = loadLoop(
      `- Name
    - !Ref Names
    - Fn\${Name}:
        ${FUNCTION}
  Topic: {Type: AWS::SNS::Topic}`,
      'Parameters: {Names: {Type: CommaDelimitedList, Default: ""}}\n',
    );

    expect(errors).toEqual([]);
    expect(template.functions).toEqual([]);
  });

  test('needs AWS::LanguageExtensions, which an error says', () => {
    const { errors } = loadLoop(
      `- Name
    - [a]
    - Fn\${Name}:
        ${FUNCTION}`,
      '',
      'Transform: AWS::Serverless-2016-10-31\n',
    );

    expect(errors).toEqual([
      expect.stringMatching(
        /^template\.yaml:3:3 missing-transform Fn::ForEach::Functions needs the transform AWS::LanguageExtensions/,
      ),
    ]);
  });

  test.each([
    ['[Name, [a]]', '', /:3:3 invalid-intrinsic Fn::ForEach::Functions needs a list of an/],
    ['[Name, a, {}]', '', /:3:3 invalid-intrinsic/],
    ['[Name, [a], text]', '', /:3:3 invalid-intrinsic/],
    [
      '[Name, [a, b], {Topic: {Type: AWS::SNS::Topic}}]',
      '',
      /:3:3 duplicate-key .*"Topic" a second/,
    ],
    [
      '[Name, [a], {Topic: {Type: AWS::SNS::Topic}}]',
      'Parameters: {Name: {Type: String, Default: a}}\n',
      /:4:3 invalid-intrinsic the identifier "Name" .* is a parameter too/,
    ],
  ])('refuses %s', (loop, more, message) => {
    expect(loadLoop(loop, more).errors).toEqual([expect.stringMatching(message)]);
  });

  test('refuses loops that make more than a template can hold', () => {
    const names = Array.from({ length: 80 }, (_, index) => `N${index}`).join(', ');
    const nested = ['A', 'B', 'C', 'D'].reduce(
      (body, name) => `{"Fn::ForEach::${name}": [${name}, [${names}], ${body}]}`,
      '{"T${A}${B}${C}${D}": {Type: AWS::SNS::Topic}}',
    );
    const { errors } = load(`${TRANSFORM}Resources: ${nested}\n`);

    expect(errors[0]).toMatch(/invalid-intrinsic Fn::ForEach::\w makes more than 5000 entries/);
  });

  test('refuses more than five loops in each other', () => {
    const nested = Array.from({ length: 6 }).reduce<string>(
      (body, _, index) => `{"Fn::ForEach::L${index}": [I${index}, [a], ${body}]}`,
      '{T: {Type: AWS::SNS::Topic}}',
    );
    const { errors } = load(`${TRANSFORM}Resources: ${nested}\n`);

    expect(errors).toEqual([expect.stringMatching(/nested deeper than 5 loops/)]);
  });
});
