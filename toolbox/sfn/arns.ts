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
  const { resourceType } = parseArn(arn);
  if (resourceType !== 'execution') {
    throw invalidArn(`Resource type not valid in this context: ${resourceType}`);
  }
}

/** A state machine as StartExecution names it. */
export interface StateMachineReference {
  /** Without the test case. */
  readonly stateMachineArn: string;
  /** What follows `#`: the test case of a mock configuration, as Step Functions Local takes it. */
  readonly testCase?: string;
}

/** @throws ServiceError InvalidArn when the ARN is not that of a state machine */
export function parseStateMachineArn(arn: string): StateMachineReference {
  const hash = arn.indexOf('#');
  const stateMachineArn = hash === -1 ? arn : arn.slice(0, hash);
  const { resourceType } = parseArn(stateMachineArn);
  if (resourceType !== 'stateMachine') {
    throw invalidArn(`Resource type not valid in this context: ${resourceType}`);
  }
  return hash === -1 ? { stateMachineArn } : { stateMachineArn, testCase: arn.slice(hash + 1) };
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
