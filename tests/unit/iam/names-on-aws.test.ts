import { arnsOnAws } from '../../../toolbox/iam/names-on-aws.ts';

const arnOnAws = arnsOnAws({
  stackName: 'shop',
  functions: [
    { logicalId: 'Start', functionName: 'Start' },
    { logicalId: 'Named', functionName: 'named' },
  ],
  stateMachines: [
    { logicalId: 'Orders', name: 'Orders' },
    { logicalId: 'Fixed', name: 'fixed-name' },
  ],
});

describe('arnsOnAws', () => {
  test.each([
    ['lambda:eu-west-1:123456789012:function:Start', /:function:shop-Start-\w+$/],
    ['lambda:eu-west-1:123456789012:function:Start:live', /:function:shop-Start-\w+:live$/],
    ['states:eu-west-1:123456789012:stateMachine:Orders', /:stateMachine:Orders-\w+$/],
    ['states:eu-west-1:123456789012:execution:Orders:one', /:execution:Orders-\w+:one$/],
    ['states:eu-west-1:123456789012:express:Orders:a:b', /:express:Orders-\w+:a:b$/],
  ])('names %s as CloudFormation does', (resource, expected) => {
    expect(arnOnAws(`arn:aws:${resource}`)).toMatch(expected);
  });

  test.each([
    'arn:aws:lambda:eu-west-1:123456789012:function:named',
    'arn:aws:lambda:eu-west-1:123456789012:function:Named',
    'arn:aws:lambda:eu-west-1:123456789012:function:Orders',
    'arn:aws:states:eu-west-1:123456789012:stateMachine:fixed-name',
    'arn:aws:states:eu-west-1:123456789012:stateMachine:Start',
    'arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/dev/GET/pets',
    '*',
  ])('leaves %s as it is', (arn) => {
    expect(arnOnAws(arn)).toBe(arn);
  });
});
