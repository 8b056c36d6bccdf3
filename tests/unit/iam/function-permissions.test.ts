import { compilePermissions } from '../../../toolbox/iam/function-permissions.ts';
import type { Principal } from '../../../toolbox/shared/principal.ts';
import type { FunctionPermission } from '../../../toolbox/template/model.ts';
import { aPermission, ROLE_ARN } from './policies.ts';

const FUNCTION_ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:hello';
const SOURCE_ARN = 'arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/dev/POST/pets';

const gateway: Principal = {
  kind: 'service',
  service: 'apigateway.amazonaws.com',
  sourceArn: SOURCE_ARN,
};
const role: Principal = { kind: 'role', roleArn: ROLE_ARN, sessionName: 'session' };

function permits(
  changes: Partial<FunctionPermission>,
  principal: Principal = gateway,
  functionArn = FUNCTION_ARN,
): boolean {
  // A function without any permission would let services in.
  const others = ['other', 'hello', 'function'].map((functionName) =>
    aPermission({ functionName, principal: 'events.amazonaws.com' }),
  );
  const permitsCall = compilePermissions([...others, aPermission(changes)]);
  return permitsCall(principal, 'lambda:InvokeFunction', functionArn);
}

describe('compilePermissions', () => {
  test('lets services, and no roles, invoke a function without any permission', () => {
    const permitsCall = compilePermissions([aPermission({ functionName: 'other' })]);

    expect(permitsCall(gateway, 'lambda:InvokeFunction', FUNCTION_ARN)).toBe(true);
    expect(permitsCall(role, 'lambda:InvokeFunction', FUNCTION_ARN)).toBe(false);
  });

  test.each([
    ['hello', true],
    ['hello:live', true],
    ['hello:function', true],
    ['123456789012:function:hello', true],
    ['123456789012:function:hello:1', true],
    [FUNCTION_ARN, true],
    [`${FUNCTION_ARN}:$LATEST`, true],
    ['hell', false],
    ['Hello', false],
    ['arn:aws:lambda:eu-west-1:123456789012:function:bye:hello', false],
    ['<ImportValue stack:FunctionArn>', true],
    ['', true],
  ])('a permission for %j counts for the function hello: %p', (functionName, expected) => {
    expect(permits({ functionName })).toBe(expected);
    expect(permits({ functionName }, gateway, `${FUNCTION_ARN}:2`)).toBe(expected);
  });

  test.each(['function', 'function:live', `${FUNCTION_ARN.replace('hello', 'function')}:live`])(
    'finds the name in %j when the function is called "function"',
    (functionName) => {
      const functionArn = FUNCTION_ARN.replace('hello', 'function');

      expect(permits({ functionName: 'function' }, gateway, functionArn)).toBe(true);
      expect(permits({ functionName }, gateway, FUNCTION_ARN)).toBe(false);
    },
  );

  test.each([
    ['lambda:InvokeFunction', true],
    ['lambda:invokefunction', true],
    ['lambda:*', true],
    ['*', true],
    ['lambda:InvokeFunctionUrl', false],
    ['lambda:GetFunction', false],
  ])('the action %j lets a service invoke: %p', (action, expected) => {
    expect(permits({ action })).toBe(expected);
  });

  test.each([
    ['apigateway.amazonaws.com', true],
    ['*', true],
    ['', true],
    ['events.amazonaws.com', false],
    ['123456789012', false],
  ])('the principal %j names API Gateway: %p', (principal, expected) => {
    expect(permits({ principal })).toBe(expected);
  });

  test.each([
    [SOURCE_ARN, true],
    ['arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/*/POST/pets', true],
    ['arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/???/*', true],
    ['arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/*/GET/pets', false],
    ['arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/*/POST/Pets', false],
    ['arn:aws:execute-api:eu-west-1:123456789012:<ImportValue Api>/*/POST/pets', true],
    ['arn:aws:execute-api:us-west-2:210987654321:a1b2c3d4e5/*/POST/pets', true],
  ])('the source %j is the calling method: %p', (sourceArn, expected) => {
    expect(permits({ sourceArn })).toBe(expected);
  });

  test.each([
    [ROLE_ARN, true],
    ['arn:aws:sts::123456789012:assumed-role/Caller/session', true],
    ['123456789012', true],
    ['arn:aws:iam::123456789012:root', true],
    ['*', true],
    ['arn:aws:iam::<ImportValue Account>:role/app/Caller', true],
    ['arn:aws:iam::123456789012:role/Caller', false],
    ['210987654321', false],
    ['arn:aws:iam::210987654321:root', false],
    ['apigateway.amazonaws.com', false],
  ])('the principal %j names the role: %p', (principal, expected) => {
    expect(permits({ principal }, role)).toBe(expected);
  });

  test('a permission for a source does not count for a role', () => {
    expect(permits({ principal: '*', sourceArn: '*' }, role)).toBe(false);
  });
});
