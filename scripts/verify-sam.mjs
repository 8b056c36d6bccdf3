// Checks the application with the real SAM CLI, each built bundle with the release of Node.js that Lambda runs it on,
// the operations of Step Functions with the real AWS CLI, and the commands of the README with it and the real curl. Both
// CLIs are installed into virtual environments in the user's cache folder. Needs Python 3.10 or later, curl and the
// package registries.
import { delimiter, dirname } from 'node:path';
import { check } from './shared/check.mjs';
import { installNode, installPythonProgram } from './shared/install.mjs';
import { startLocalRuntime } from './shared/local-runtime.mjs';
import { run } from './shared/run.mjs';
import { checkInvocation } from './verify-sam/check-invocation.mjs';
import { checkStepFunctionsCommands } from './verify-sam/check-step-functions-commands.mjs';
import { INVOCATIONS } from './verify-sam/invocations.mjs';

const SAM_VERSION = '1.170.0';
const AWS_VERSION = '1.46.3';
const NODE_RELEASE = '24';

async function checkInvocations(node, stepFunctionsUrl) {
  for (const invocation of INVOCATIONS) {
    const { name, event } = invocation;
    await check(`${name} on Node.js ${NODE_RELEASE}, events/${event}.json`, () =>
      checkInvocation(node, stepFunctionsUrl, invocation),
    );
  }
}

/** @returns the versions of the tools */
async function checkReadme(aws) {
  const PATH = `${dirname(aws)}${delimiter}${process.env.PATH}`;
  const test = ['tests/integration/readme.test.ts', '--selectProjects', 'integration'];
  const jest = ['node_modules/jest/bin/jest.js', ...test];
  await run(process.execPath, jest, { PATH, README_TOOLS: 'real' });
  const versions = await Promise.all(['curl', aws].map((tool) => run(tool, ['--version'])));
  return versions.map((text) => text.split(' ', 2).join(' ')).join(', ');
}

const sam = await installPythonProgram('sam', 'aws-sam-cli', SAM_VERSION);
const aws = await installPythonProgram('aws', 'awscli', AWS_VERSION);
const node = await installNode(NODE_RELEASE);
await check('sam validate --lint', async () => {
  await run(sam, ['validate', '--lint']);
});
await check('sam build', async () => {
  await run(sam, ['build']);
});
const { stepFunctionsUrl, close } = await startLocalRuntime();
await checkInvocations(node, stepFunctionsUrl);
await check('the operations of Step Functions with the AWS CLI', () =>
  checkStepFunctionsCommands(aws, stepFunctionsUrl),
);
await close();
await check('README lines with the real curl and AWS CLI', () => checkReadme(aws));
