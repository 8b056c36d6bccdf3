import { roleArn } from '../shared/arn.ts';
import { reportEvents } from './events.ts';
import { functionPackage } from './function-package.ts';
import { functionQualifiers } from './function-qualifiers.ts';
import { layersOf } from './layers.ts';
import type { FunctionConfiguration } from './model.ts';
import { scalarText } from './nodes.ts';
import { PropertyReader } from './property-reader.ts';
import { attributeOf, nameOf } from './resource-attributes.ts';
import type { Resource, Scope } from './scope.ts';
import type { TemplateFiles } from './template-files.ts';

const DEFAULT_TIMEOUT_SECONDS = 3;
const DEFAULT_MEMORY_SIZE_MB = 128;

const LOG_LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'] as const;

/** Names that Lambda sets itself and refuses. @see "Defined runtime environment variables" */
const RESERVED_VARIABLES =
  /^(?:_HANDLER|_X_AMZN_TRACE_ID|AWS_(?:DEFAULT_)?REGION|AWS_EXECUTION_ENV|AWS_LAMBDA_(?:FUNCTION_NAME|FUNCTION_MEMORY_SIZE|FUNCTION_VERSION|INITIALIZATION_TYPE|LOG_GROUP_NAME|LOG_STREAM_NAME|RUNTIME_API)|AWS_ACCESS_KEY(?:_ID)?|AWS_SECRET_ACCESS_KEY|AWS_SESSION_TOKEN|LAMBDA_TASK_ROOT|LAMBDA_RUNTIME_DIR)$/;

export function isFunction({ type }: Resource): boolean {
  return type === 'AWS::Serverless::Function' || type === 'AWS::Lambda::Function';
}

/** @see "CreateFunction" (Lambda API Reference) for bounds and defaults */
export function functionConfiguration(
  resource: Resource,
  scope: Scope,
  files: TemplateFiles,
): FunctionConfiguration {
  const { logicalId, position } = resource;
  const { problems, identity } = scope;
  const properties = scope.propertiesOf(resource);
  reportEvents(resource, scope);
  const read = new PropertyReader(properties, `function "${logicalId}"`, problems);
  reportUnsupported(read, logicalId, scope);
  const functionName = nameOf(resource, 'FunctionName', scope);
  const functionArn = attributeOf(resource, 'Arn', position, scope);
  const logging = new PropertyReader(read.mapping('LoggingConfig'), logicalId, problems);
  const qualifiers = functionQualifiers(read, { functionName, functionArn }, scope);
  const layers = layersOf(resource, scope, files);
  const reservedConcurrentExecutions = read.number('ReservedConcurrentExecutions', 0);
  return {
    logicalId,
    functionName,
    functionArn,
    ...functionPackage(resource, read, scope, files),
    timeoutSeconds: read.number('Timeout', 1, 900) ?? DEFAULT_TIMEOUT_SECONDS,
    memorySizeMb: read.number('MemorySize', 128, 10_240) ?? DEFAULT_MEMORY_SIZE_MB,
    environment: environmentOf(read, logicalId, scope),
    architecture: read.texts('Architectures')[0] ?? 'x86_64',
    roleArn: read.text('Role') ?? roleArn(identity, '/', `${logicalId}Role`),
    logGroupName: logging.text('LogGroup') ?? `/aws/lambda/${functionName}`,
    ...(reservedConcurrentExecutions !== undefined && { reservedConcurrentExecutions }),
    ...(qualifiers.length > 0 && { qualifiers }),
    ...(layers.length > 0 && { layers }),
    ...loggingConfig(logging),
    position,
  };
}

/** @see "LoggingConfig" (Lambda API Reference) */
function loggingConfig(read: PropertyReader): Pick<FunctionConfiguration, 'loggingConfig'> {
  const LogFormat = read.oneOf('LogFormat', ['Text', 'JSON']);
  const ApplicationLogLevel = read.oneOf('ApplicationLogLevel', LOG_LEVELS);
  if (LogFormat === undefined) return {};
  return {
    loggingConfig: { LogFormat, ...(ApplicationLogLevel !== undefined && { ApplicationLogLevel }) },
  };
}

/** Properties that a client or the code would notice, and that have no effect here. */
const UNSUPPORTED_PROPERTIES = {
  FunctionUrlConfig:
    'function URLs are not served here: invoke the function at the Lambda endpoint',
  FileSystemConfigs: 'file systems are not mounted here',
  SnapStart: 'snapshots are not made here: every environment runs its own init phase',
} as const;

function reportUnsupported(read: PropertyReader, logicalId: string, { problems }: Scope): void {
  for (const [property, reason] of Object.entries(UNSUPPORTED_PROPERTIES)) {
    const position = read.positionOf(property);
    if (position === undefined) continue;
    problems.warning(position, 'unsupported-property', `"${logicalId}": ${reason}`);
  }
}

function environmentOf(
  read: PropertyReader,
  logicalId: string,
  { problems }: Scope,
): Record<string, string> {
  const environment = read.mapping('Environment');
  const reader = new PropertyReader(environment, `function "${logicalId}"`, problems);
  const variables = reader.textsByName('Variables');
  for (const name of Object.keys(variables).filter((key) => RESERVED_VARIABLES.test(key))) {
    const position = reader.mapping('Variables')?.entries.get(name)?.keyPosition;
    const message = `Lambda sets "${name}" itself and refuses it as a variable: take another name`;
    if (position !== undefined) problems.error(position, 'reserved-variable', message);
  }
  const wrapper = reader.mapping('Variables')?.entries.get('AWS_LAMBDA_EXEC_WRAPPER');
  if (wrapper !== undefined) {
    const message = `"${logicalId}": the start wrapper "${scalarText(wrapper.value)}" does not run here`;
    problems.warning(wrapper.keyPosition, 'unsupported-property', message);
  }
  return variables;
}
