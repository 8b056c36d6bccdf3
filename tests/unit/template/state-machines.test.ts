import { load, SERVERLESS } from './load.ts';

const sam = (properties: string) => `${SERVERLESS}Resources:
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
${properties.replace(/^/gm, '      ')}
`;

const cloudFormation = (properties: string) => `Resources:
  Machine:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: arn:aws:iam::123456789012:role/states
${properties.replace(/^/gm, '      ')}
`;

const ASL = `{
  "StartAt": "Work",
  "States": {
    "Work": { "Type": "Task", "Resource": "\${WorkArn}", "TimeoutSeconds": \${Timeout}, "End": true }
  }
}
`;

describe('stateMachineConfiguration', () => {
  test('makes the substitutions in the text of the file and changes nothing else', () => {
    const { template, errors, warnings } = load({
      'template.yaml': sam(
        'DefinitionUri: flow/main.asl.json\nPolicies: []\nDefinitionSubstitutions: {WorkArn: "arn:work", Timeout: 10}',
      ),
      'flow/main.asl.json': ASL,
    });
    const [machine] = template.stateMachines;

    expect([...errors, ...warnings]).toEqual([]);
    expect(machine).toMatchObject({
      name: 'Machine',
      stateMachineArn: 'arn:aws:states:eu-west-1:123456789012:stateMachine:Machine',
      type: 'STANDARD',
      roleArn: 'arn:aws:iam::123456789012:role/MachineRole',
    });
    expect(machine?.definition.text).toBe(
      ASL.replace(`\${WorkArn}`, 'arn:work').replace(`\${Timeout}`, '10'),
    );
    expect(machine?.definition.positionOf('/States/Work/End')).toEqual({
      file: 'flow/main.asl.json',
      line: 4,
      column: 94,
    });
  });

  test('keeps numbers of the file as they are written', () => {
    const text = '{"StartAt": "A", "Rate": 1.0, "Big": 12345678901234567890}';
    const { template } = load({ 'template.yaml': sam('DefinitionUri: a.json'), 'a.json': text });

    expect(template.stateMachines[0]?.definition.text).toBe(text);
  });

  test.each([
    [ASL, 'main.asl.json:4:44 unknown-substitution'],
    ['{"a": 1,}', 'main.asl.json:1:9 json-syntax'],
    ['{"a": 1, "a": 2}', 'main.asl.json:1:10 duplicate-key'],
  ])('reports %j at its place in the file', (text, message) => {
    const { errors } = load({
      'template.yaml': sam('DefinitionUri: main.asl.json\nDefinitionSubstitutions: {Timeout: 1}'),
      'main.asl.json': text,
    });

    expect(errors).toEqual([expect.stringContaining(message)]);
  });

  test('leaves an escaped placeholder alone and warns of a substitution that nothing uses', () => {
    const text = `{"Comment": "$\${Text} \${!Text}"}`;
    const { template, errors, warnings } = load({
      'template.yaml': sam('DefinitionUri: a.json\nDefinitionSubstitutions:\n  Other: x'),
      'a.json': text,
    });

    expect(errors).toEqual([]);
    expect(template.stateMachines[0]?.definition.text).toBe(text);
    expect(warnings).toEqual([
      expect.stringMatching(/^template\.yaml:8:9 unused-substitution .*Other/),
    ]);
  });

  test('reads a workflow in YAML', () => {
    const { template, errors } = load({
      'template.yaml': sam(
        'DefinitionUri: flow.asl.yaml\nType: EXPRESS\nName: quick\nDefinitionSubstitutions: {End: Done}',
      ),
      'flow.asl.yaml': `StartAt: \${End}\nStates:\n  Done:\n    Type: Succeed\n`,
    });
    const [machine] = template.stateMachines;

    expect(errors).toEqual([]);
    expect(machine).toMatchObject({ name: 'quick', type: 'EXPRESS' });
    expect(machine?.definition.text).toBe(
      '{"StartAt":"Done","States":{"Done":{"Type":"Succeed"}}}',
    );
    expect(machine?.definition.positionOf('/States/Done/Type')).toMatchObject({
      line: 4,
      column: 11,
    });
  });

  test('reads a definition in the template', () => {
    const { template, errors } = load(
      sam(
        'Definition:\n  StartAt: Done\n  States:\n    Done: {Type: Pass, Result: {200: 1.0, a: !Ref AWS::Region}, End: true}',
      ),
    );

    expect(errors).toEqual([]);
    expect(template.stateMachines[0]?.definition.text).toBe(
      '{"StartAt":"Done","States":{"Done":{"Type":"Pass","Result":{"200":1.0,"a":"eu-west-1"},"End":true}}}',
    );
  });

  test('refuses a value that breaks the JSON which a definition in the template becomes', () => {
    const { errors } = load(`${SERVERLESS}Resources:
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties:
      DefinitionSubstitutions: { Greeting: 'say "hi"' }
      Definition:
        StartAt: Greet
        States: { Greet: { Type: Pass, Result: { text: '\${Greeting}' }, End: true } }
`);

    expect(errors).toEqual([
      expect.stringMatching(/^template\.yaml:9:56 invalid-substitution .*say .*hi/),
    ]);
  });

  test('finds the places of a DefinitionString inside Fn::Sub', () => {
    const { template, errors } = load(
      cloudFormation(
        `StateMachineName: main\nDefinitionString: !Sub |\n  {\n    "Comment": "\${AWS::Region}", "StartAt": "A"\n  }`,
      ),
    );
    const [machine] = template.stateMachines;

    expect(errors).toEqual([]);
    expect(machine?.definition.value).toEqual({ Comment: 'eu-west-1', StartAt: 'A' });
    expect(machine?.roleArn).toBe('arn:aws:iam::123456789012:role/states');
    expect(machine?.definition.positionOf('/StartAt')).toMatchObject({ line: 9, column: 51 });
  });

  test.each([
    [sam('Name: x'), 'exactly one of Definition, DefinitionUri, and has none'],
    [sam('DefinitionUri: a.json\nDefinition: {}'), 'has Definition and DefinitionUri'],
    [sam('DefinitionUri: nothing.json'), 'template.yaml:6:22 missing-file'],
    [sam('Definition: {}\nType: FAST'), 'one of STANDARD, EXPRESS'],
    [cloudFormation('DefinitionString: {}').replace(/RoleArn: .*/, 'Tags: []'), 'has no RoleArn'],
  ])('refuses %s', (text, message) => {
    expect(load(text).errors).toEqual(expect.arrayContaining([expect.stringContaining(message)]));
  });
});
