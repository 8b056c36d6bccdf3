import { createAuthorizer } from '../../../toolbox/iam/create-authorizer.ts';
import type { Principal } from '../../../toolbox/shared/principal.ts';
import { aPermission, aRole, NO_NAMED_RESOURCES, ROLE_ARN } from './policies.ts';

const MACHINE = 'arn:aws:states:eu-west-1:123456789012:stateMachine:Hello';
const FUNCTION_ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:hello';
const USER = 'arn:aws:sts::123456789012:assumed-role/Caller/session';

const caller: Principal = { kind: 'role', roleArn: ROLE_ARN, sessionName: 'session' };
const gateway: Principal = {
  kind: 'service',
  service: 'apigateway.amazonaws.com',
  sourceArn: 'arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/dev/POST/pets',
};

const allowAll = { Effect: 'Allow', Action: '*', Resource: '*' };
const denyAll = { Effect: 'Deny', Action: '*', Resource: '*' };

describe('createAuthorizer', () => {
  test('lets a role do what its statements allow', () => {
    const authorize = createAuthorizer({
      ...NO_NAMED_RESOURCES,
      roles: [aRole([allowAll])],
      permissions: [],
    });

    expect(authorize(caller, 'states:StartExecution', MACHINE)).toBeUndefined();
  });

  test('says in the words of AWS that no statement allows the action', () => {
    const authorize = createAuthorizer({
      ...NO_NAMED_RESOURCES,
      roles: [aRole([])],
      permissions: [],
    });

    expect(authorize(caller, 'states:StartExecution', MACHINE)).toBe(
      `User: ${USER} is not authorized to perform: states:StartExecution on resource: ${MACHINE} because no identity-based policy allows the states:StartExecution action`,
    );
  });

  test('says in the words of AWS that a statement denies the action', () => {
    const authorize = createAuthorizer({
      ...NO_NAMED_RESOURCES,
      roles: [aRole([allowAll, denyAll])],
      permissions: [],
    });

    expect(authorize(caller, 'states:StartExecution', MACHINE)).toBe(
      `User: ${USER} is not authorized to perform: states:StartExecution on resource: ${MACHINE} with an explicit deny in an identity-based policy`,
    );
  });

  test('lets a role that is not in the template do everything', () => {
    const authorize = createAuthorizer({
      ...NO_NAMED_RESOURCES,
      roles: [aRole([denyAll])],
      permissions: [],
    });
    const other: Principal = { ...caller, roleArn: 'arn:aws:iam::123456789012:role/Caller' };

    expect(authorize(other, 'states:StartExecution', MACHINE)).toBeUndefined();
  });

  test('knows the names that CloudFormation gives to what has none', () => {
    const allowed = { Effect: 'Allow', Action: '*', Resource: 'arn:aws:states:*:*:*:Hello-*' };
    const authorize = createAuthorizer({
      ...NO_NAMED_RESOURCES,
      stateMachines: [{ logicalId: 'Hello', name: 'Hello' }],
      roles: [aRole([allowed])],
      permissions: [],
    });

    expect(authorize(caller, 'states:StartExecution', MACHINE)).toBeUndefined();
  });

  test('lets a role invoke a function whose own policy names it', () => {
    const permissions = [aPermission({ principal: ROLE_ARN })];
    const authorize = createAuthorizer({ ...NO_NAMED_RESOURCES, roles: [aRole([])], permissions });

    expect(authorize(caller, 'lambda:InvokeFunction', FUNCTION_ARN)).toBeUndefined();
  });

  test('refuses an explicitly denied invocation that the policy of the function allows', () => {
    const permissions = [aPermission({ principal: ROLE_ARN })];
    const authorize = createAuthorizer({
      ...NO_NAMED_RESOURCES,
      roles: [aRole([denyAll])],
      permissions,
    });

    expect(authorize(caller, 'lambda:InvokeFunction', FUNCTION_ARN)).toMatch(/explicit deny/);
  });

  test('asks the policy of a function about its invocation only', () => {
    const permissions = [aPermission({ functionName: '', action: '*', principal: '*' })];
    const authorize = createAuthorizer({ ...NO_NAMED_RESOURCES, roles: [aRole([])], permissions });

    expect(authorize(caller, 'states:StartExecution', MACHINE)).toMatch(/no identity-based policy/);
  });

  test('lets a service invoke a function with a permission for it', () => {
    const authorize = createAuthorizer({
      ...NO_NAMED_RESOURCES,
      roles: [],
      permissions: [aPermission()],
    });

    expect(authorize(gateway, 'lambda:InvokeFunction', FUNCTION_ARN)).toBeUndefined();
  });

  test('names service, function and source when the permission is missing', () => {
    const ofAnother = aPermission({ principal: 'events.amazonaws.com' });
    const authorize = createAuthorizer({
      ...NO_NAMED_RESOURCES,
      roles: [aRole([allowAll])],
      permissions: [ofAnother],
    });

    expect(authorize(gateway, 'lambda:InvokeFunction', FUNCTION_ARN)).toBe(
      `no AWS::Lambda::Permission lets apigateway.amazonaws.com invoke ${FUNCTION_ARN} for ${gateway.sourceArn}`,
    );
  });
});
