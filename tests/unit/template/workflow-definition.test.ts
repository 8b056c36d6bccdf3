import { load } from './load.ts';

const TRANSFORM = 'Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]\n';
const FLOW =
  '{"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "${Arn}", "End": true}}}';
const YAML_FLOW = `StartAt: A
States:
  A: {Type: Task, Resource: "\${Arn}", End: true}
`;

const FILES = {
  'flow.asl.json': FLOW,
  'flow.json': `\uFEFF${FLOW.replaceAll(', ', ',\r\n\t')}`,
  'flow.asl.yaml': YAML_FLOW,
  'flow.asl.yml': `---\n${YAML_FLOW}`,
  'flow.yaml': YAML_FLOW,
};

function loadMachine(type: string, properties: string) {
  const loaded = load({
    ...FILES,
    'template.yaml': `${TRANSFORM}Resources:
  Worker:
    Type: AWS::Serverless::Function
    Properties: {Runtime: nodejs24.x, Handler: a.b}
  Machine:
    Type: ${type}
    Properties:
      ${type === SAM ? properties.replace('{', '{Policies: [], ') : properties}
`,
  });
  return { ...loaded, machine: loaded.template.stateMachines[0] };
}

const SAM = 'AWS::Serverless::StateMachine';
const CLOUDFORMATION = 'AWS::StepFunctions::StateMachine';
const ROLE = 'RoleArn: arn:aws:iam::123456789012:role/states';
const SUBSTITUTIONS = 'DefinitionSubstitutions: {Arn: !GetAtt Worker.Arn}';

// SAM DG "AWS::Serverless::StateMachine", CFN "AWS::StepFunctions::StateMachine"
describe('a definition', () => {
  test.each([
    ...Object.keys(FILES).map((file) => [SAM, `{DefinitionUri: ${file}, ${SUBSTITUTIONS}}`]),
    [CLOUDFORMATION, `{DefinitionS3Location: flow.asl.json, ${SUBSTITUTIONS}, ${ROLE}}`],
    [
      SAM,
      `{Definition: {StartAt: A, States: {A: {Type: Task, Resource: "\${Arn}", End: true}}}, ${SUBSTITUTIONS}}`,
    ],
    [
      SAM,
      '{Definition: {StartAt: A, States: {A: {Type: Task, Resource: !GetAtt Worker.Arn, End: true}}}}',
    ],
    [
      CLOUDFORMATION,
      `{Definition: {StartAt: A, States: {A: {Type: Task, Resource: !GetAtt Worker.Arn, End: true}}}, ${ROLE}}`,
    ],
    [CLOUDFORMATION, `{DefinitionString: '${FLOW}', ${SUBSTITUTIONS}, ${ROLE}}`],
    [CLOUDFORMATION, `{DefinitionString: !Sub '${FLOW.replace('Arn', 'Worker.Arn')}', ${ROLE}}`],
    [CLOUDFORMATION, `{DefinitionString: !Sub ['${FLOW}', {Arn: !GetAtt Worker.Arn}], ${ROLE}}`],
    [
      CLOUDFORMATION,
      `{DefinitionString: {"Fn::Join": ["", ['${FLOW.replace('${Arn}', `', !GetAtt Worker.Arn, '`)}']]}, ${ROLE}}`,
    ],
    [
      CLOUDFORMATION,
      `{DefinitionString: !ToJsonString {StartAt: A, States: {A: {Type: Task, Resource: !GetAtt Worker.Arn, End: true}}}, ${ROLE}}`,
    ],
  ])('of %s is read from %s', (type, properties) => {
    const { machine, errors, warnings } = loadMachine(type, properties);

    expect([...errors, ...warnings]).toEqual([]);
    expect(machine?.definition.value).toEqual({
      StartAt: 'A',
      States: {
        A: {
          Type: 'Task',
          Resource: 'arn:aws:lambda:eu-west-1:123456789012:function:Worker',
          End: true,
        },
      },
    });
  });

  test.each([
    [SAM, '{DefinitionUri: {Bucket: b, Key: k}}'],
    [SAM, '{DefinitionUri: "s3://b/k"}'],
    [CLOUDFORMATION, `{DefinitionS3Location: {Bucket: b, Key: k, Version: v}, ${ROLE}}`],
  ])('of %s that is in S3 is named, and does not run: %s', (type, properties) => {
    const { machine, errors, warnings } = loadMachine(type, properties);

    expect(errors).toEqual([]);
    expect(warnings).toEqual([expect.stringMatching(/^template\.yaml:9:\d+ unsupported-location/)]);
    expect(machine).toBeUndefined();
  });
});
