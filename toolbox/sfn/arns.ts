import { ServiceError } from './service-error.ts';

/** The parts of an ARN of Step Functions: `arn:<partition>:states:<region>:<account>:<type>:<name>…`. */
interface StatesArn {
  readonly resourceType: string;
  /** What follows the type: names, version, alias. */
  readonly rest: readonly string[];
}

/** @throws ServiceError InvalidArn */
function parseArn(arn: string): StatesArn {
  const [prefix, , service, , , resourceType, ...rest] = arn.split(':');
  if (prefix !== 'arn') throw invalidArn(`Invalid ARN prefix: ${arn}`);
  if (service !== 'states') throw invalidArn(`Invalid service name: ${service ?? ''}`);
  if (resourceType === undefined || rest.length === 0) throw invalidArn(`Invalid ARN: ${arn}`);
  return { resourceType, rest };
}

function invalidArn(reason: string): ServiceError {
  return new ServiceError('InvalidArn', `Invalid Arn: '${reason}'`);
}

/** @throws ServiceError InvalidArn when the ARN is not that of a Standard execution */
export function checkExecutionArn(arn: string): void {
  checkResourceType(arn, 'execution');
}

/** @throws ServiceError InvalidArn */
export function checkMapRunArn(arn: string): void {
  checkResourceType(arn, 'mapRun');
}

/** @throws ServiceError InvalidArn */
export function checkActivityArn(arn: string): void {
  checkResourceType(arn, 'activity');
}

function checkResourceType(arn: string, expected: string): void {
  const { resourceType } = parseArn(arn);
  if (resourceType !== expected) {
    throw invalidArn(`Resource type not valid in this context: ${resourceType}`);
  }
}

/** @throws ServiceError InvalidArn when the ARN is not that of a resource that can have tags */
export function taggedResourceType(arn: string): 'activity' | 'stateMachine' {
  const { resourceType } = parseArn(arn);
  if (resourceType === 'activity' || resourceType === 'stateMachine') return resourceType;
  throw invalidArn(`Resource type not valid in this context: ${resourceType}`);
}

/** The ARN of a state machine, alone or with the version or alias that qualifies it. */
export interface StateMachineReference {
  /** Without qualifier and test case. */
  readonly stateMachineArn: string;
  /** The number of a version or the name of an alias. */
  readonly qualifier?: string;
  /** What follows `#`: the test case of a mock configuration, as Step Functions Local takes it. */
  readonly testCase?: string;
}

/** @throws ServiceError InvalidArn when the ARN is not that of a state machine */
export function parseStateMachineArn(arn: string): StateMachineReference {
  if (last?.arn !== arn) last = { arn, reference: readStateMachineArn(arn) };
  return last.reference;
}

/** Most calls name the state machine of the call before. */
let last: { readonly arn: string; readonly reference: StateMachineReference } | undefined;

function readStateMachineArn(arn: string): StateMachineReference {
  const hash = arn.indexOf('#');
  const qualifiedArn = hash === -1 ? arn : arn.slice(0, hash);
  const { resourceType, rest } = parseArn(qualifiedArn);
  if (resourceType !== 'stateMachine') {
    throw invalidArn(`Resource type not valid in this context: ${resourceType}`);
  }
  const [, qualifier] = rest;
  return {
    stateMachineArn:
      qualifier === undefined
        ? qualifiedArn
        : qualifiedArn.slice(0, qualifiedArn.length - rest.slice(1).join(':').length - 1),
    ...(qualifier === undefined ? {} : { qualifier }),
    ...(hash === -1 ? {} : { testCase: arn.slice(hash + 1) }),
  };
}

const ROLE_ARN = /^arn:[^:]+:iam::\d{12}:role\/./;

/** @throws ServiceError InvalidArn */
export function checkRoleArn(arn: string): void {
  if (!ROLE_ARN.test(arn)) throw new ServiceError('InvalidArn', `Invalid Role Arn: '${arn}'`);
}

/** The ARN of an execution; of an Express one it holds a third, random part, as its names are free. */
export function executionArnOf(
  stateMachine: { readonly stateMachineArn: string; readonly type: 'STANDARD' | 'EXPRESS' },
  name: string,
  uuid: () => string,
): string {
  return stateMachine.type === 'STANDARD'
    ? `${stateMachine.stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`
    : `${stateMachine.stateMachineArn.replace(':stateMachine:', ':express:')}:${name}:${uuid()}`;
}
