import type { FunctionConfiguration } from '../../../toolbox/template/model.ts';

export const IDENTITY = { accountId: '123456789012', region: 'us-east-1', partition: 'aws' };

/** A nodejs24 function with the defaults of the template, and `changes`. */
export function aFunction(
  name: string,
  changes: Partial<FunctionConfiguration> = {},
): FunctionConfiguration {
  return {
    logicalId: name,
    functionName: name,
    functionArn: `arn:aws:lambda:us-east-1:123456789012:function:${name}`,
    runtime: 'nodejs24.x',
    handler: 'app.handler',
    packageType: 'Zip',
    codeDirectory: '/project/functions',
    timeoutSeconds: 3,
    memorySizeMb: 128,
    environment: {},
    architecture: 'x86_64',
    roleArn: 'arn:aws:iam::123456789012:role/FunctionRole',
    logGroupName: `/aws/lambda/${name}`,
    position: { file: 'template.yaml', line: 1, column: 1 },
    ...changes,
  };
}
