import * as sdk from '@aws-sdk/client-sfn';
import { type RunningStepgate, startStepgate } from '../stepgate.ts';
import { aProject, type Project } from './project-builder.ts';
import { activityScripts } from './sfn-operations/activity-scripts.ts';
import { definitionScripts } from './sfn-operations/definition-scripts.ts';
import { executionScripts } from './sfn-operations/execution-scripts.ts';
import { mapRunScripts } from './sfn-operations/map-run-scripts.ts';
import { PASS } from './sfn-operations/script.ts';
import { stateMachineScripts } from './sfn-operations/state-machine-scripts.ts';
import { tagScripts } from './sfn-operations/tag-scripts.ts';
import { versionScripts } from './sfn-operations/version-scripts.ts';

const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  Machine:
    Type: AWS::Serverless::StateMachine
    Properties: { Definition: ${PASS} }
`;

let project: Project;
let stepgate: RunningStepgate;
let sfn: sdk.SFN;
/** The operations that have been answered. */
const answered = new Set<string>();

beforeAll(async () => {
  project = await aProject({ 'template.yaml': TEMPLATE });
  stepgate = await startStepgate([], { cwd: project.directory });
  sfn = new sdk.SFN({
    region: 'us-east-1',
    endpoint: stepgate.stepFunctionsUrl,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    disableHostPrefix: true,
  });
  sfn.middlewareStack.add((next, { commandName = '' }) => async (args) => {
    const result = await next(args);
    answered.add(commandName);
    return result;
  });
});

afterAll(async () => {
  sfn.destroy();
  await stepgate.stop();
  await project.remove();
});

describe.each(
  Object.entries({
    'state machines': stateMachineScripts,
    'versions and aliases': versionScripts,
    executions: executionScripts,
    'activities and task tokens': activityScripts,
    'map runs': mapRunScripts,
    tags: tagScripts,
    'states and definitions': definitionScripts,
  }),
)('the SDK on %s', (_subject, scripts) => {
  test.each(Object.entries(scripts))('%s', (_title, script) => script(sfn));
});

describe('the SDK', () => {
  test('has no operation that was not answered above', () => {
    const operations = Object.keys(sdk).filter((name) => /^[A-Z]\w+Command$/.test(name));

    expect([...answered].sort()).toEqual(operations.sort());
  });
});
