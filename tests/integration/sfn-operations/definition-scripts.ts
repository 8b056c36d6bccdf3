import { PASS, ROLE_ARN, type Scripts } from './script.ts';

const TASK = {
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: 'greet', 'Payload.$': '$' },
  ResultSelector: { 'greeting.$': '$.Payload' },
  Next: 'Later',
};

export const definitionScripts: Scripts = {
  'tests a state alone': async (sfn) => {
    const answer = await sfn.testState({
      definition: JSON.stringify({ Type: 'Pass', OutputPath: '$.a', Next: 'Later' }),
      roleArn: ROLE_ARN,
      input: '{"a":[1]}',
    });

    expect(answer).toMatchObject({ status: 'SUCCEEDED', output: '[1]', nextState: 'Later' });
  },

  'tests a task with a mocked result and shows what becomes of it': async (sfn) => {
    const answer = await sfn.testState({
      definition: JSON.stringify(TASK),
      input: '{"name":"Ann"}',
      mock: { result: '{"StatusCode":200,"Payload":"hello"}' },
      inspectionLevel: 'DEBUG',
    });

    expect(answer).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"greeting":"hello"}',
      inspectionData: { input: '{"name":"Ann"}', afterResultSelector: '{"greeting":"hello"}' },
    });
  },

  'tests one state of a state machine, with variables and a context': async (sfn) => {
    const answer = await sfn.testState({
      definition: JSON.stringify({
        QueryLanguage: 'JSONata',
        StartAt: 'First',
        States: {
          First: { Type: 'Pass', Next: 'Second' },
          Second: {
            Type: 'Pass',
            Output: '{% $greeting & " " & $states.context.Execution.Name %}',
            End: true,
          },
        },
      }),
      stateName: 'Second',
      variables: '{"greeting":"hello"}',
      context: '{"Execution":{"Name":"Ann"}}',
    });

    expect(answer).toMatchObject({ status: 'SUCCEEDED', output: '"hello Ann"' });
  },

  'validates a definition': async (sfn) => {
    const valid = await sfn.validateStateMachineDefinition({ definition: PASS });
    const invalid = await sfn.validateStateMachineDefinition({
      definition: '{"StartAt":"First","States":{"First":{"Type":"Pass","Next":"None"}}}',
      type: 'EXPRESS',
    });

    expect(valid).toMatchObject({ result: 'OK', diagnostics: [] });
    expect(invalid).toMatchObject({
      result: 'FAIL',
      diagnostics: expect.arrayContaining([
        expect.objectContaining({ severity: 'ERROR', code: expect.any(String) }),
      ]),
    });
  },
};
